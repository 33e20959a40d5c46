"""People whom everybody knows, characters, samples, and things that are called like a person.

Hand-kept, from general knowledge: whoever talks of them gives nobody away. First and last name are compared, titles
too ("king charles"). Nobody is on it for a post that was seen.
"""

from __future__ import annotations

from typing import Final

# Sport.
_SPORT: Final = """
    aaron hernandez, aaron judge, aaron rodgers, abby wambach, adam goodes, alex ferguson, alex morgan, alex ovechkin,
    alex rodriguez, allen iverson, allyson felix, andre agassi, andy murray, andy reid, angel reese, anthony joshua,
    apolo ohno, arnold palmer, arthur ashe, ash barty, auston matthews, ayrton senna, babe ruth, barry bonds, barry
    sanders, bear grylls, ben stokes, bill belichick, billie jean king, bobby orr, bode miller, brett favre, brooks
    koepka, bryson dechambeau, bukayo saka, caitlin clark, cal ripken, carl lewis, carlos alcaraz, cathy freeman,
    charles barkley, chloe kim, chris evert, christian eriksen, clayton kershaw, coco gauff, colin kaepernick, connor
    mcdavid, conor mcgregor, cristiano ronaldo, dabo swinney, dale earnhardt, damar hamlin, dan marino, dana white,
    danica patrick, daniel ricciardo, david beckham, david ortiz, dawn staley, deion sanders, dennis rodman, derek
    jeter, diana taurasi, diego maradona, don bradman, eli manning, emma raducanu, emmitt smith, evander holyfield,
    florence griffith, floyd mayweather, gabby douglas, gareth bale, gareth southgate, geno auriemma, george foreman,
    greg louganis, greg norman, hank aaron, harry kane, hulk hogan, ian thorpe, jack nicklaus, jackie joyner, jackie
    robinson, jalen hurts, jannik sinner, jason kelce, jeff gordon, jerry rice, jesse owens, jessica ennis, jessica
    long, jim harbaugh, jimmie johnson, joe burrow, joe dimaggio, joe montana, joe namath, joe root, john calipari,
    john cena, john harbaugh, john mcenroe, jose mourinho, josh allen, jurgen klopp, katie ledecky, kelly holmes, ken
    griffey, kevin durant, kirby smart, kobe bryant, kylian mbappe, lamar jackson, lance armstrong, lando norris, larry
    bird, lebron james, lewis hamilton, lindsey vonn, lionel messi, lou gehrig, magic johnson, manny pacquiao, marcus
    rashford, maria sharapova, mario lemieux, mark spitz, martina navratilova, max verstappen, megan rapinoe, mia hamm,
    michael jordan, michael oher, michael phelps, michael schumacher, michael vick, michelle kwan, mickey mantle,
    mikaela shiffrin, mike krzyzewski, mike tomlin, mike trout, mike tyson, mo farah, mookie betts, muhammad ali, nadia
    comaneci, nancy kerrigan, naomi osaka, nick kyrgios, nick saban, noah lyles, nolan ryan, novak djokovic, oscar de
    la hoya, oscar piastri, oscar pistorius, pat cummins, pat summitt, patrick mahomes, paula radcliffe, pep guardiola,
    pete rose, pete sampras, peyton manning, phil mickelson, rafael nadal, raheem sterling, richard petty, rick hansen,
    ricky ponting, roger federer, ronda rousey, rory mcilroy, sam kerr, scottie scheffler, sean mcvay, serena williams,
    sha'carri richardson, shane warne, shaquille o'neal, shaun white, shohei ohtani, sidney crosby, simone biles,
    steffi graf, steph curry, stephen curry, sue bird, suni lee, terry bradshaw, terry fox, tiger woods, tim tebow, tom
    brady, tom daley, tony hawk, tonya harding, travis kelce, tua tagovailoa, tyson fury, usain bolt, venus williams,
    walter payton, wayne gretzky, wayne rooney, willie mays, zinedine zidane
"""
# Film and television.
_FILM_AND_TELEVISION: Final = """
    adam sandler, al pacino, al roker, alex trebek, alfred hitchcock, amanda bynes, amber heard, amy adams, amy
    poehler, amy schumer, anderson cooper, angelina jolie, anna kendrick, anne hathaway, ant mcpartlin, anthony
    bourdain, anthony hopkins, arnold schwarzenegger, audrey hepburn, ava duvernay, barbara walters, barry humphries,
    ben affleck, ben stiller, benedict cumberbatch, betty white, bill cosby, bill maher, bill murray, bill nye, billy
    connolly, bindi irwin, blake lively, bob ross, bowen yang, brad pitt, bruce willis, bryan singer, buster keaton,
    cameron diaz, carl sagan, carol burnett, carrie fisher, cary grant, cate blanchett, chadwick boseman, charlie
    chaplin, chevy chase, chris evans, chris hemsworth, chris pratt, chris rock, christopher nolan, christopher reeve,
    clint eastwood, colin firth, colin jost, conan o'brien, courteney cox, dan aykroyd, dan rather, daniel craig,
    daniel radcliffe, danny devito, dave chappelle, david attenborough, david letterman, david schwimmer, david
    tennant, declan donnelly, denzel washington, diane keaton, dr oz, dr phil, drew barrymore, dustin hoffman, dwayne
    johnson, eddie murphy, elizabeth taylor, ellen degeneres, emily blunt, emma stone, emma thompson, emma watson,
    florence pugh, fred rogers, george clooney, george lucas, george takei, ghislaine maxwell, glenn close, gordon
    ramsay, grace kelly, graham norton, greta gerwig, guy fieri, hailey bieber, halle berry, harrison ford, harvey
    weinstein, heath ledger, helen mirren, hilary duff, holly willoughby, howard stern, hugh grant, hugh jackman, hugh
    laurie, humphrey bogart, ian mckellen, idris elba, jack nicholson, jada smith, james dean, jamie oliver, jane
    goodall, jay leno, jeffrey epstein, jennifer aniston, jennifer garner, jennifer lawrence, jennifer lopez, jeremy
    clarkson, jerry seinfeld, jim carrey, jim henson, jimmy fallon, jimmy kimmel, jodie foster, jodie whittaker, joe
    pesci, joe rogan, john cleese, john krasinski, john oliver, john wayne, johnny carson, johnny depp, jon stewart,
    jonah hill, jordan peele, judge judy, judi dench, judy garland, julia child, julia roberts, kate mckinnon, kate
    winslet, katharine hepburn, katie couric, keanu reeves, keira knightley, ken jennings, kenan thompson, kevin bacon,
    kevin costner, kevin hart, kevin spacey, larry david, leonard nimoy, leonardo dicaprio, levar burton, liam
    hemsworth, lindsay lohan, lisa kudrow, lucille ball, magda szubanski, maggie smith, margot robbie, marilyn monroe,
    mark hamill, mark ruffalo, marlon brando, martha stewart, martin scorsese, matt damon, matt leblanc, matthew perry,
    mel gibson, meryl streep, michael caine, michael fox, michael j fox, mister rogers, morgan freeman, mr rogers,
    natalie portman, neil degrasse tyson, nick offerman, nicolas cage, nicole kidman, nicole richie, olivia colman,
    oprah winfrey, owen wilson, pat sajak, patrick stewart, patrick swayze, paul hogan, paul newman, paul rudd, paula
    deen, pedro pascal, pete davidson, peter kay, phillip schofield, pierce brosnan, piers morgan, quentin tarantino,
    rachael ray, rachel maddow, rainn wilson, reese witherspoon, ricky gervais, ridley scott, robert de niro, robert
    downey, robert irwin, robert redford, robin williams, roger moore, roman polanski, ron howard, rowan atkinson, rush
    limbaugh, russell crowe, ryan gosling, ryan reynolds, sally field, samuel jackson, sandra bullock, sarah jessica
    parker, savannah guthrie, scarlett johansson, sean connery, sean hannity, seth meyers, seth rogen, shirley temple,
    simon cowell, spike lee, stan lee, stanley kubrick, stephen colbert, stephen fry, stephen hawking, steve carell,
    steve irwin, steve martin, steven spielberg, susan boyle, sylvester stallone, terri irwin, tim burton, timothee
    chalamet, tina fey, tom cruise, tom hanks, tom holland, trevor noah, tucker carlson, tyler perry, vanna white,
    vince vaughn, viola davis, walt disney, walter cronkite, wes anderson, whoopi goldberg, will ferrell, will smith,
    william shatner, winona ryder, wolf blitzer, woody allen, zendaya coleman
"""
# Music.
_MUSIC: Final = """
    adam levine, alanis morissette, alice cooper, alicia keys, amy winehouse, aretha franklin, ariana grande, avril
    lavigne, barbra streisand, barry manilow, beyonce knowles, billie eilish, billie holiday, billy joel, billy ray
    cyrus, blake shelton, bob dylan, bob geldof, bob marley, bob seger, bono vox, britney spears, bruce springsteen,
    bruno mars, bryan adams, buddy holly, caitlyn jenner, carole king, carrie underwood, cat stevens, celine dion,
    chester bennington, chris brown, chris cornell, chris stapleton, christina aguilera, chuck berry, courtney love,
    dave grohl, david bowie, demi lovato, diana ross, doja cat, dolly parton, drake graham, dua lipa, duke ellington,
    ed sheeran, eddie vedder, ella fitzgerald, elton john, elvis presley, eric clapton, faith hill, frank sinatra,
    freddie mercury, garth brooks, gary barlow, george harrison, gord downie, gordon lightfoot, gwen stefani, hank
    williams, harry styles, itzhak perlman, james brown, janet jackson, janis joplin, jelly roll, jim morrison, jimi
    hendrix, jimmy page, joan baez, john coltrane, john legend, john lennon, johnny cash, joni mitchell, june carter,
    justin bieber, justin timberlake, kanye west, katy perry, keith richards, keith urban, kelly clarkson, kelly
    rowland, kendall jenner, kendrick lamar, kenny chesney, kenny rogers, kim kardashian, kris jenner, kurt cobain,
    kylie jenner, kylie minogue, lady gaga, leonard cohen, lewis capaldi, liam payne, lindsey buckingham, loretta lynn,
    louis armstrong, louis tomlinson, luke bryan, luke combs, mariah carey, marvin gaye, megan thee stallion, michael
    jackson, mick jagger, miles davis, miley cyrus, morgan wallen, neil diamond, neil young, niall horan, nicki minaj,
    nina simone, olivia newton-john, olivia rodrigo, otis redding, ozzy osbourne, paris hilton, patsy cline, paul
    mccartney, pete seeger, peter gabriel, pharrell williams, phil collins, post malone, ray charles, reba mcentire,
    ringo starr, robbie williams, robert plant, rod stewart, sabrina carpenter, sam cooke, sammy davis, selena gomez,
    shania twain, sharon osbourne, shawn mendes, sinead o'connor, snoop dogg, stephen sondheim, stevie nicks, stevie
    wonder, taylor swift, tim mcgraw, tina turner, toby keith, tom jones, tom petty, tom waits, tony bennett, tupac
    shakur, whitney houston, willie nelson, wolfgang mozart, woody guthrie, yo-yo ma, zach bryan, zayn malik
"""
# Public life and history.
_PUBLIC_LIFE_AND_HISTORY: Final = """
    abraham lincoln, adnan syed, adolf hitler, al capone, al gore, alan tudge, alan turing, albert einstein, alejandro
    mayorkas, alex murdaugh, alex salmond, alexander graham bell, alexander hamilton, amanda knox, amanda rishworth,
    amelia earhart, amy coney barrett, amy cooper, andrew cuomo, andrew jackson, andrew saul, andrew yang, andy burnham,
    aneurin bevan, angela merkel, angela rayner, anita hill, anne boleyn, anne sullivan, anthony albanese, anthony
    fauci, anthony weiner, antonin scalia, barack obama, barbara bush, barbara castle, beau biden, ben franklin,
    benjamin franklin, benjamin netanyahu, bernie madoff, bernie sanders, bertha benz, beto o'rourke, betsy devos, betty
    ford, bill barr, bill clinton, bill de blasio, bill gates, bill shorten, billy long, bob dole, bob hawke, bobby
    kennedy, boris johnson, bradley manning, breonna taylor, brett kavanaugh, brian kemp, brian thompson, britney
    griner, brittany higgins, brittany maynard, brittney griner, buzz aldrin, captain tom, carl jung, carolyn colvin,
    casey anthony, charles darwin, charles lindbergh, charles manson, charlie munger, chelsea clinton, chelsea manning,
    chiquita brooks-lasure, chris christie, christa mcauliffe, christine blasey ford, christine lagarde, chuck schumer,
    clara barton, clarence gideon, clarence thomas, clement attlee, colin powell, condoleezza rice, coretta scott king,
    dan quayle, daniel ellsberg, danielle smith, danny werfel, david cameron, david eby, david miliband, david petraeus,
    david shulkin, deborah birx, denis mcdonough, derek chauvin, desmond tutu, dick cheney, dominic cummings, donald
    rumsfeld, donald trump, dorothea dix, doug collins, doug ford, dwight eisenhower, earl warren, ed koch, ed miliband,
    ed roberts, eddie mabo, edward jenner, edward snowden, eleanor roosevelt, elena kagan, elizabeth dole, elizabeth
    holmes, elizabeth warren, elon musk, emmanuel macron, emmett till, eric adams, eric garner, eric trump, erin
    brockovich, ernesto miranda, evan gershkovich, fidel castro, florence nightingale, frances perkins, francois
    legault, frank bisignano, franklin d roosevelt, franklin delano roosevelt, franklin roosevelt, freddie gray,
    frederick douglass, gabby petito, gavin newsom, george bush, george floyd, george h w bush, george w bush, george
    washington, george zimmerman, gerald ford, gerry adams, gordon brown, gough whitlam, grace tame, greg abbott, greta
    thunberg, gretchen whitmer, harold shipman, harriet tubman, harry s truman, harry truman, helen keller, henrietta
    lacks, henry ford, henry kissinger, henry viii, hillary clinton, humza yousaf, hunter biden, iain duncan smith, ian
    paisley, ida may fuller, isaac newton, ivanka trump, jacinda ardern, jack kevorkian, jack layton, jackie kennedy,
    jagmeet singh, james comey, jane addams, jane roe, janet reno, jared kushner, jd vance, jeb bush, jeff bezos, jeff
    sessions, jeffrey dahmer, jeremy corbyn, jeremy hunt, jerry brown, jill biden, jim obergefell, jimmy carter, jo cox,
    jodi arias, joe biden, john boehner, john edwards, john f kennedy, john gacy, john glenn, john howard, john kennedy,
    john kerry, john lewis, john major, john mccain, john roberts, johnnie cochran, jonas salk, jonbenet ramsey, joseph
    stalin, judith heumann, judy heumann, julia gillard, julian assange, justin trudeau, kamala harris, karen silkwood,
    karl benz, karl marx, kash patel, kate middleton, kathy hochul, keir starmer, ketanji brown jackson, kevin mccarthy,
    kevin rudd, kilmar abrego garcia, kilolo kijakazi, kim jong un, king charles, king george, kristi noem, kyle
    rittenhouse, lacey peterson, laura bush, leland dudek, lilly ledbetter, linda brown, linda mcmahon, liz cheney, liz
    truss, lloyd austin, lois lerner, louis braille, louis pasteur, lucy letby, luigi mangione, lyndon b johnson, lyndon
    johnson, madeleine albright, madeleine mccann, mahatma gandhi, mahmoud khalil, malala yousafzai, malcolm turnbull,
    malcolm x, marco rubio, margaret thatcher, marie curie, mario cuomo, mark carney, mark zuckerberg, martha mitchell,
    martin luther king, martin mcguinness, martin o'malley, mary ellen wilson, matt hancock, medgar evers, meghan
    markle, meghan mccain, melania trump, melinda gates, merrick garland, michael astrue, michael bloomberg, michael
    brown, michelle obama, miguel cardona, mike johnson, mike pence, mitch mcconnell, mitt romney, monica lewinsky,
    mother teresa, nancy pelosi, nancy reagan, neil armstrong, neil gorsuch, nelson mandela, neville chamberlain, newt
    gingrich, nick clegg, nicola sturgeon, nicole brown simpson, nigel farage, nikki haley, nikola tesla, norma
    mccorvey, nye bevan, o j simpson, oj simpson, oscar wilde, pam bondi, paul keating, paul ryan, paul whelan, pete
    buttigieg, pete hegseth, peter dutton, philando castile, pierre poilievre, pierre trudeau, prince andrew, prince
    charles, prince harry, prince philip, prince william, princess anne, princess diana, priti patel, queen camilla,
    queen elizabeth, queen victoria, rachel reeves, ralph nader, reality winner, richard nixon, rick perry, rick scott,
    rishi sunak, rob ford, robert ball, robert e lee, robert f kennedy jr, robert kennedy, robert mcdonald, robert
    mueller, rodney king, ron desantis, ronald reagan, rosa parks, rosalynn carter, rosie batty, ross perot, ruby
    bridges, rudy giuliani, ruth bader ginsburg, ryan white, sadiq khan, sally ride, sam altman, sam bankman-fried,
    samuel alito, sandra bland, sandra day o'connor, sarah palin, scott morrison, scott peterson, sheryl sandberg,
    sigmund freud, sojourner truth, sonia sotomayor, stacey abrams, stanley mcchrystal, stephen harper, stephen miller,
    steve jobs, stuart robert, suella braverman, susan anthony, susan b anthony, tamir rice, ted bundy, ted kaczynski,
    ted kennedy, teddy roosevelt, temple grandin, terri schiavo, theodore roosevelt, theresa may, thomas edison, thomas
    jefferson, thurgood marshall, tim cook, tim walz, timothy mcveigh, tom homan, tommy douglas, tony abbott, tony
    blair, trayvon martin, tulsi gabbard, ulysses grant, vladimir putin, volodymyr zelensky, walter mondale, warren
    buffett, wes streeting, wilbur cohen, william barr, william beveridge, winston churchill, wright brothers, xavier
    becerra, zohran mamdani
"""
# Writers and artists.
_WRITERS_AND_ARTISTS: Final = """
    adam grant, agatha christie, aldous huxley, alice munro, alice walker, andy warhol, anne sexton, ansel adams, atul
    gawande, barbara ehrenreich, barbara kingsolver, beatrix potter, betty friedan, bob keeshan, bob woodward, brene
    brown, bryan stevenson, carl bernstein, charles dickens, charlotte bronte, christopher hitchens, claude monet,
    colson whitehead, cormac mccarthy, dale carnegie, dan brown, danielle steel, dave ramsey, david foster wallace,
    dorothea lange, dorothy roberts, dr seuss, eckhart tolle, emily bronte, emily dickinson, enid blyton, ernest
    hemingway, f scott fitzgerald, flannery o'connor, frank lloyd wright, frank mccourt, franz kafka, frida kahlo,
    fyodor dostoevsky, gabor mate, gabriel garcia marquez, george eliot, george orwell, gloria steinem, harper lee,
    hilary mantel, hunter s thompson, ian mcewan, ida b wells, ida wells, j d salinger, j k rowling, jack kerouac, james
    baldwin, james clear, james patterson, jane austen, jeannette walls, jk rowling, joan didion, john grisham, john
    steinbeck, john updike, jordan peterson, joseph heller, kazuo ishiguro, ken kesey, kurt vonnegut, langston hughes,
    leo tolstoy, lewis carroll, malcolm gladwell, margaret atwood, mark twain, matthew desmond, maurice sendak, maya
    angelou, michael lewis, michelle alexander, naomi klein, nellie bly, noam chomsky, nora roberts, norman rockwell,
    octavia butler, oliver sacks, pablo picasso, phil klay, philip pullman, philip roth, ralph ellison, richard dawkins,
    richard ford, richard wright, rick morton, roald dahl, robert frost, sally rooney, salman rushdie, sam harris, scott
    fitzgerald, sebastian junger, shel silverstein, simon sinek, stephen king, studs terkel, susan sontag, suze orman,
    sylvia plath, ta-nehisi coates, tara westover, thomas hardy, tim o'brien, tom wolfe, toni morrison, tony robbins,
    truman capote, upton sinclair, victor hugo, vincent van gogh, virginia woolf, walt whitman, william faulkner,
    william shakespeare, zadie smith, zora neale hurston
"""
# Characters.
_CHARACTERS: Final = """
    abbott elementary, al bundy, alan partridge, albus dumbledore, alexis rose, alice liddell, ally mcbeal, amy
    santiago, anakin skywalker, andy dufresne, andy taylor, annalise keating, apollo creed, april ludgate, archie
    bunker, arya stark, atticus finch, aunt jemima, austin powers, barbara howard, barney fife, barney rubble, bart
    simpson, basil fawlty, bella swan, ben wyatt, betty crocker, biff tannen, bilbo baggins, billy pilgrim, blanche
    dubois, bob belcher, bob cratchit, bob parr, bobby hill, boo radley, bridget jones, bruce banner, bruce wayne, bugs
    bunny, buzz lightyear, captain america, captain hook, captain kirk, captain picard, carmela soprano, carmy
    berzatto, carrie bradshaw, chandler bing, charlie brown, charlie bucket, cher horowitz, chief bromden, christopher
    robin, clarice starling, clark kent, cliff huxtable, cosmo kramer, creed bratton, cristina yang, crocodile dundee,
    cruella de vil, dan conner, daniel blake, danny tanner, darryl kerrigan, darth vader, david brent, david
    copperfield, david rose, del boy, del trotter, derek shepherd, dexter morgan, diana prince, doc brown, don draper,
    donald duck, doogie howser, dorothy gale, dot cotton, dr frankenstein, dr house, dr jekyll, dr watson, dwight
    schrute, easter bunny, ebenezer scrooge, edith bunker, edward cullen, elaine benes, eleanor shellstrop, elizabeth
    bennet, elle woods, ellen ripley, elliot stabler, ellis redding, eric cartman, erin gruwell, erlich bachman, estee
    lauder, ferris bueller, forrest gump, frank costanza, frank hardy, frank underwood, frasier crane, fred flintstone,
    fred sanford, frodo baggins, george bailey, george costanza, george jetson, george milton, gina linetti, gob bluth,
    gomer pyle, gordon gekko, gregor samsa, gregory house, han solo, hank hill, hannah montana, hannibal lecter, harley
    davidson, harley quinn, harold bishop, harry potter, hawkeye pierce, hercule poirot, hermione granger, holden
    caulfield, homer simpson, huck finn, huckleberry finn, hyacinth bucket, ichabod crane, indiana jones, jack bauer,
    jack frost, jack mccoy, jack reacher, jack sparrow, jacob marley, jake peralta, james bond, jane eyre, janine
    teagues, jason bourne, jay gatsby, jean valjean, jean-luc picard, jed bartlet, jerry gergich, jerry maguire, jesse
    pinkman, jessica fletcher, jessica jones, jim halpert, jim rockford, joey tribbiani, john connor, john mcclane,
    john watson, john wick, johnny appleseed, johnny rose, jon snow, josef k, josh lyman, josiah bartlet, jp morgan,
    karl kennedy, kath day-knight, katniss everdeen, ken barlow, kendall roy, kevin malone, kim craig, kim wexler,
    lennie small, leo mcgarry, leslie knope, lionel hutz, lisa simpson, lisbeth salander, logan roy, lois lane, lucille
    bluth, lucy van pelt, luke skywalker, ma joad, mad hatter, marge simpson, marty mcfly, mary jane watson, mary
    poppins, matilda wormwood, maxwell klinger, meredith grey, michael bluth, michael corleone, michael scott, michelle
    tanner, mick dundee, mickey mouse, miss havisham, miss honey, miss marple, miss piggy, miss trunchbull, moe
    szyslak, moira rose, monica geller, montgomery burns, mr bean, mr bennet, mr burns, mr clean, mr collins, mr darcy,
    mr hyde, mr incredible, mr krabs, mr magoo, mr miyagi, mr peanut, mr potato head, mr potter, mr robot, mr
    rochester, mr smith goes, mr spock, mr t, mr toad, mrs bennet, mrs claus, mrs doubtfire, mrs robinson, nancy drew,
    napoleon dynamite, ned flanders, ned kelly, ned stark, nick carraway, niles crane, norm peterson, norma rae, norman
    bates, nurse ratched, oliver twist, olivia benson, olivia pope, opie taylor, paddington bear, pam beesly, patrick
    bateman, paul bunyan, peeta mellark, peg bundy, peggy olson, perry mason, peter griffin, peter pan, peter parker,
    peter rabbit, phil connors, phil mitchell, phoebe buffay, princess leia, rachel green, ralph kramden, randle
    mcmurphy, raymond holt, rhett butler, rick blaine, rick sanchez, rip van winkle, robin hood, rocky balboa, rod
    tidwell, roman roy, ron swanson, ron weasley, roseanne conner, ross geller, roy kent, rust cohle, sam malone,
    samantha jones, samwise gamgee, santa claus, sarah connor, saul goodman, scarlett o'hara, scout finch, selina
    meyer, severus snape, sherlock holmes, sleeping beauty, snow white, spongebob squarepants, stanley kowalski, steve
    rogers, steve urkel, ted lasso, thomas magnum, tim taylor, tina belcher, tinker bell, tiny tim, tobias funke, toby
    flenderson, toby ziegler, tom joad, tom robinson, tom sawyer, tony montana, tony soprano, tony stark, travis
    bickle, truman burbank, tyler durden, tyrion lannister, uncle ben, uncle sam, veruca salt, vicky pollard, victor
    frankenstein, victor meldrew, vinny gambini, vito corleone, wade wilson, walter white, willy loman, willy wonka,
    winnie pooh, wonder woman, woody pride, zack morris
"""
# Samples, brands and places called after people.
_SAMPLES_BRANDS_AND_PLACES_CALLED_AFTER_PEOPLE: Final = """
    annie casey, annie e casey, ashley furniture, audie l murphy, audie murphy, ben jerry, ben jerry's, betty boop,
    betty ford center, bob evans, brooke army, calvin klein, camp lejeune, camp pendleton, canadian tire, captain
    morgan, carl's jr, charles schwab, charles tyrwhitt, dana farber, dave buster's, doc martens, dom perignon, dr
    martens, dr pepper, dr scholl, duncan hines, earl grey, eddie bauer, edward jones, erika mustermann, ethan allen,
    fort sam houston, fred bloggs, fred hutch, fred perry, george mason, goldman sachs, harvey norman, hunter holmes
    mcguire, ima cardholder, jack daniel, jack daniel's, jack wills, james haley, james madison, jane appleseed, jane
    citizen, jane doe, jane public, jane q public, jane sample, jane smith, jenny craig, jim beam, jimmy choo, jimmy
    dean, jimmy john, jimmy john's, joe bloggs, joe blow, joe fresh, joe public, joe schmo, joe sixpack, john citizen,
    john deere, john doe, john hancock, john public, john q public, john sample, john smith, johnnie walker, johnny
    walker, johns hopkins, jose cuervo, kaiser permanente, karen millen, kate spade, laura ashley, marc jacobs, marie
    callender, marks spencer, mary kay, mary major, max mustermann, mayo clinic, merrill lynch, michael kors, morgan
    stanley, mrs butterworth, mrs fields, oscar mayer, papa john, papa john's, paul smith, ralph lauren, raymond james,
    richard roe, robert wood johnson, sam adams, samuel adams, sara lee, sloan kettering, ted baker, test test, tim
    hortons, tommy hilfiger, tory burch, trader joe, trader joe's, vera bradley, vera wang, victoria's secret, walter
    reed, wells fargo, wendy's old, william mary
"""

WELL_KNOWN: Final = (
    f"{_SPORT},"
    f"{_FILM_AND_TELEVISION},"
    f"{_MUSIC},"
    f"{_PUBLIC_LIFE_AND_HISTORY},"
    f"{_WRITERS_AND_ARTISTS},"
    f"{_CHARACTERS},"
    f"{_SAMPLES_BRANDS_AND_PLACES_CALLED_AFTER_PEOPLE},"
)
