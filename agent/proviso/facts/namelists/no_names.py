"""Words that are written with a capital and are no part of a person's name: places, offices, days, titles of things.

Hand-kept. What can be both ("Grace", "Hunter", "Baker") is not on it.
"""

from __future__ import annotations

from typing import Final

NO_NAMES: Final = """
    aboriginal about above across act adelaide administration administrator adviser advisor affairs affordable africa
    african after again against agency agriculture air airlines airport airways alabama alaska alert all almost alone
    along already also although always alzheimer amazon amber amendment america american analysis analyst and android
    angeles another antonio any anybody apart app appeal appeals apple apps april arab arabic are arena arizona
    arkansas army around arraigned arrested as asia asian ask asking assessed assigned assistant associate association
    at atlanta attorney audited auditor august australia australian autism avenue award awards away back ballot
    baltimore band bangladesh bank bar battle bay be beach bear bears beauty because beer before beijing belfast below
    benefit benefits berlin best between big bill bird birds birmingham birthday black blood blue board body bone book
    border borough boston both bottom bowl brain brew brexit bridge brisbane bristol britain british bronze brothers
    buddhist budget buffalo bull bullet bulls bureau business but buying by cafe california call caller calling camp
    campaign can canada canadian cancer canyon cape capital captain card cardiff care cares case cases cash cat
    cathedral catholic cats celtics center central centre championship championships chancellor channel chapter check
    chicago chief chiefs child children china chinese christ christian christmas church cincinnati circuit city claim
    claimant claims classic cleveland client clinic cloud club coach coast coffee cold college colorado come coming
    commerce commissioner committee company comptroller computer congrats congratulations congress congressman
    congresswoman connecticut conservative constitution construction consultant convicted cool coordinator corona
    corporal corps costco could councillor county court covid cowboys credit creek crystal cubs cup customer customs
    daily dakota danish dark data database day dead dear death december defence defendant defense delaware dementia
    democrat democratic democrats denver department deputy derby des desert designer detroit developer development
    diabetes diamond did diego digital director disease disney disorder district do docket doctor dodgers does dog dogs
    dolphins double down dream dreaming dreams drinking drive driving drug drugs dublin during dutch dying each eagle
    eagles earth east easter eastern easy eating ebola economics edinburgh education egypt eight either el election
    email emmy empire empty energy engineer engineering england english enough enterprises episode estate europe
    european even evening ever every everybody everything express eye eyes face facebook fact faith falcon falls false
    family far fashion fast february federal feeling feet fight final finals finance financial finding fire first fish
    five florida flower flying foot for force forest form fort foundation four fourth france francisco free french
    friday from front full fun fund galaxy games gaming garden gardens gazette general german germany get getting
    giants giving glasgow glass global globe go goal goals god going gold golden good google gov governor grammy grand
    grass great greater greece greek green grill group guard guardian gulf gun guns hair half halloween hampshire hand
    hands happy harbor harbour hard hardware hating hawaii hawks he health heard hearing hearings heart heat hebrew
    heights hello her herald here hey hi high hill hindu his hispanic holdings home honda honor hope horse hospital hot
    hotel house housing how however human ice idaho if ikea illinois immigration in inc income india indian indigenous
    industrial industries inn inside insight inspector instagram institute insurance intelligence interior
    international internet interviewed into investigation investment investments iowa iran iraq ireland irish iron is
    islamic island islands israel it italian italy jail january japan japanese jersey jesus jets jewish join journal jr
    judge july june just justice kansas keep kentucky kindle kingdom knicks know knowing korea korean kroger labor
    labour lake lakers lane las last latin latino law le leaf league lebanon leeds left lego let letter liberal library
    life light lion lions listening little live liverpool living login london long look looking lord los losing
    louisiana louisville love loving low lower ltd magazine mail maine make making mall management manager manchester
    manufacturing many marathon march marine marines market marvel maryland massachusetts masters may mayor meanwhile
    medal media medicaid medicare meet meeting melbourne memorial memphis men merry metal mets mexican mexico miami
    michigan microsoft might military millennium milwaukee mind minister minneapolis minnesota mirror mississippi
    missouri mobile monday month montreal moon more morning moscow most mount mountain mountains movie much murder
    museum muslim mutual my nashville nation national nations native navy near nebraska need netflix network nevada
    never new news next night nine nintendo nissan no nobel nobody nom north northern norwegian not nothing november
    nurse obamacare observer ocean october of office officer official officials often ohio oklahoma old olympic
    olympics on one online only onto open or order oregon orlando orleans oscar other ottawa our outlet outside over
    packers pakistan palestine paper paris park parkinson part partners partnership party patient patriots patrol patty
    paying peace pearl penalty pennsylvania pension people pepper perth philadelphia phoenix phone pittsburgh pizza
    place plan planet plastic player playstation please podcast point pokemon poland police policy polish poll port
    portland portugal portuguese post premier president press prime prison private prix prize products professor
    program project properties property protestant province public publix pulitzer purple quality quite race radio
    raiders rain rape rather read reading real really realty recovery red reform region relief removed report reports
    representative republic republican republicans rescue research resources restaurant revenue review ridge right
    river road robodebt rock rocks rome rose row rubber rule running russia russian saint saints samsung san sanctioned
    santa saturday saxons saying school science sciences scotland scottish sea season seattle second secretary section
    security see seeing selling senate senator sentenced september sergeant series service services seven she shop
    shore short should show sick sikh silver since single sisters six skin sky sleeping slow snow so social soft
    software solutions some somebody sometimes soon soul south southern sox space spain spanish speaking specialist
    spirit springs spurs squad square sr st stadium star starbucks stars start state states station statistics steel
    steelers still stone stones stop store storm story street student studies study style such suicide sun sunday super
    supreme survey swedish sydney syndrome syria system systems take taking talking tampa target tax teacher team
    technician technologies technology telegraph tell telling temple ten tennessee tesla texas thank thanks
    thanksgiving that the theater theatre their then there therefore these they think thinking third this those three
    through thursday tiger tigers times titans title to today together tokyo tomorrow tonite too top toronto tour tower
    town toyota transportation treasury tree tribune triple true trust trustee tuesday turkey turkish twitter two
    ukraine under union universal university unless until up upon upper urban using usually utah vaccine valley
    vancouver vegas ventures vermont very veteran veterans vice village virus vote waiting wales walking walmart want
    war warm warriors wars was watch watching water way we web wednesday week welcome welsh were west western what when
    whenever where wherever while white who whoever why will wind windows wine winning wisconsin with within without
    wolf wolves women wood woods working world worldwide would wrong wyoming xbox yankees year yes yesterday yet york
    you young your youtube zealand zelle
"""
