"""Words that are written with a capital and are no part of a person's name: places, offices, days, titles of things.

Hand-kept. What can be both ("Grace", "Hunter", "Baker") is not on it.
"""

from __future__ import annotations

from typing import Final

NO_NAMES: Final = """
    aboriginal about above across act adelaide administration administrator adviser advisor aerospace affairs
    affordable africa african after again against agency agriculture air airlines airport airways alabama alaska alert
    all almost alone along already also although always alzheimer amazon amber amendment america american analysis
    analyst and android angeles another antonio any anybody apart app appeal appeals apple apps april arab arabic are
    arena arizona arkansas army around arraigned arrested as asia asian ask asking assessed assigned assistant
    associate associates association at atlanta attorney audited auditor august australia australian autism avenue
    award awards away back bakery ballot baltimore band bangladesh bank bar battle bay be beach bear bears beauty
    because beer before beijing belfast below benefit benefits berlin best between big bill biotech bird birds
    birmingham birthday black blood blue board body bone book border borough boston both bottom bought bowl brain brew
    brewing brexit bridge brisbane bristol britain british broadcasting bronze brothers buddhist budget buffalo
    builders bull bullet bulls bureau business but buying by cafe california call called caller calling camp campaign
    can canada canadian cancer canyon cape capital captain card cardiff care cares case cases cash cat cathedral
    catholic cats celtics center central centre championship championships chancellor channel chapter check chemical
    chemicals chicago chief chiefs child children china chinese chipped christ christian christmas church cincinnati
    circuit city claim claimant claims classic cleveland client clinic cloud club coach coast coffee cold college
    colorado come coming commerce commissioner committee company comptroller computer congrats congratulations congress
    congressman congresswoman connecticut conservative constitution construction consultant consulting contractors
    convicted cool coordinator corona corporal corps costco could councillor county court covid cowboys credit creek
    crystal cubs cup customer customs daily dakota danish dark data database day dead dear death december defence
    defendant defense delaware dementia democrat democratic democrats dental denver department deputy derby des desert
    designer detroit developer development diabetes diamond did diego digital diner director disease disney disorder
    district do docket doctor dodgers does dog dogs dolphins donated double down dream dreaming dreams drinking drive
    driving drove drug drugs dublin during dutch dying dynamics each eagle eagles earth east easter eastern easy eating
    ebola economics edinburgh education egypt eight either el election electric email emailed emmy empire empty energy
    engineer engineering england english enough enterprises episode estate europe european even evening ever every
    everybody everything express eye eyes face facebook fact faith falcon falls false family far farms fashion fast
    february federal feeling feet fight final finals finance financial finding fire fired first fish five florida
    flower flying foods foot for force forest form fort found foundation four fourth france francisco free french
    friday from front full fun fund galaxy games gaming garden gardens gave gazette general german germany get getting
    giants giving glasgow glass global globe go goal goals god going gold golden good google gov governor grammy grand
    grass great greater greece greek green grill group guard guardian gulf gun guns hair half halloween hampshire hand
    handed hands happy harbor harbour hard hardware hating hawaii hawks he health heard hearing hearings heart heat
    hebrew heights hello helped her herald here hey hi high hill hindu hired his hispanic holdings home honda honor
    hope horse hospital hot hotel house housing how however human ice idaho if ikea illinois immigration in inc income
    india indian indigenous industrial industries inn inside insight inspector instagram institute insurance
    intelligence interior international internet interviewed into investigation investment investments iowa iran iraq
    ireland irish iron is islamic island islands israel it italian italy jail january japan japanese jersey jesus jets
    jewish join journal jr judge july june just justice kansas keep kentucky kindle kingdom knicks know knowing korea
    korean kroger labor laboratories labour labs lake lakers lane las last latin latino law le leaf league lebanon
    leeds left legal lego lending lent let letter liberal library life light lion lions listening little live liverpool
    living loaned loans login logistics london long look looking lord los losing lost louisiana louisville love loving
    low lower ltd made magazine mail maine make making mall management manager manchester manufacturing many marathon
    march marine marines market marvel maryland massachusetts masters may mayor meanwhile medal media medicaid medical
    medicare meet meeting melbourne memorial memphis men merry met metal mets mexican mexico miami michigan microsoft
    might military millennium mills milwaukee mind mining minister minneapolis minnesota mirror mississippi missouri
    mobile monday month montreal moon more morning mortgage moscow most motors mount mountain mountains movie much
    murder museum muslim mutual my nashville nation national nations native navy near nebraska need netflix network
    networks nevada never new news next night nine nintendo nissan no nobel nobody nom north northern norwegian not
    nothing november nurse obamacare observer ocean october of office officer official officials often ohio oil
    oklahoma old olympic olympics on one online only onto open or order oregon orlando orleans oscar other ottawa our
    outlet outside over owe owed packers pakistan palestine paper paris park parkinson part partners partnership
    party patient patriots patrol patty paying peace pearl penalty pennsylvania pension people pepper perth petroleum
    pharma pharmaceuticals pharmacy philadelphia phoenix phone pittsburgh pizza place plan planet plastic player
    playstation please plumbing podcast point pokemon poland police policy polish poll port portland portugal
    portuguese post premier president press prime prison private prix prize products professor program project
    properties property protestant province public publishing publix pulitzer purple quality quite race radio raiders
    rain rape rather read reading real really realty recovery red refinery reform region relief removed report reports
    representative republic republican republicans rescue research resources restaurant revenue review ridge right
    river road robodebt robotics rock rocks rome roofing rose row rubber rule running russia russian saint saints
    samsung san sanctioned santa saturday saw saxons saying school science sciences scotland scottish sea season
    seattle second secretary section security see seeing selling semiconductors senate senator sent sentenced september
    sergeant series service services seven she shop shore short should show sick sikh silver since single sisters six
    skin sky sleeping slow snow so social soft software solar sold solutions some somebody sometimes soon soul south
    southern sox space spain spanish speaking specialist spirit springs spurs squad square sr st stadium star starbucks
    stars start state states station statistics steel steelers still stone stones stop store storm story street student
    studies study style such suicide sun sunday super supreme survey swedish sydney syndrome syria system systems take
    taking talking tampa target tax teacher team technician technologies technology telecom telegraph tell telling
    temple ten tennessee tesla texas texted thank thanks thanksgiving that the theater theatre their then therapeutics
    there therefore these they think thinking third this those three through thursday tiger tigers times tipped titans
    title to today together tokyo told tomorrow tonite too took top toronto tour tower town toyota transportation
    treasury tree tribune triple true trust trustee tuesday turkey turkish twitter two ukraine under union universal
    university unless until up upon upper urban using usually utah vaccine valley vancouver vegas ventures vermont very
    veteran veterans vice village virus visited vote waiting wales walking walmart want war warm warriors wars was
    watch watched watching water way we web wednesday week welcome welsh were west western what when whenever where
    wherever while white who whoever why will wind windows wine winning wireless wisconsin with within without wolf
    wolves women wood woods working works world worldwide would wrong wyoming xbox yankees year yes yesterday yet york
    you young your youtube zealand zelle
"""
