"""Who has held an office of state since 2015. Made by scripts/namelists.py; change the script, not this file.

unitedstates/congress-legislators (CC0), 15 June 2026, MIT Election Lab, Wikidata and openstates (CC0) for executives.
"""

from __future__ import annotations

from typing import Final

OFFICEHOLDERS: Final = """
    a davis, a ferguson, a mceachin, aaron bean, aaron ford, aaron frey, aaron schock, abby finkenauer, abigail
    spanberger, abraham hamadeh, adam gray, adam kinzinger, adam schiff, adam smith, adam szubin, addison mcdowell,
    adelita grijalva, adrian fontes, adrian smith, adriano espaillat, al franken, al gore, al green, al lawson, al
    schmidt, al stewart, alan armstrong, alan franken, alan grayson, alan krueger, alan lowenthal, alan nunnelee, alan
    wilson, albert gore, albio sires, alcee hastings, alejandro mayorkas, alejandro padilla, alex azar, alex padilla,
    alexander acosta, alexander mooney, alexandria ocasio-cortez, alma adams, amata radewagen, ami bera, amy klobuchar,
    analilia mejia, ander crenshaw, andrea campbell, andrea salinas, andrew clyde, andrew garbarino, andrew ogles,
    andrew wheeler, andré carson, andy barr, andy baukol, andy beshear, andy biggs, andy harris, andy kim, andy levin,
    angela alsobrooks, angie craig, angus king, ann kirkpatrick, ann kuster, ann wagner, anna eshoo, anna luna, anne
    lopez, anthony albence, anthony brindisi, anthony brown, anthony d'esposito, anthony foxx, anthony gonzalez, antonio
    delgado, antony blinken, april delaney, arne duncan, aruna miller, ashley hinson, ashley moody, ashton carter,
    august pfluger, aumua radewagen, austan goolsbee, austin davis, austin knudsen, austin scott, avril haines, ayanna
    pressley, barack obama, barbara boxer, barbara comstock, barbara lee, barbara mikulski, barry loudermilk, barry
    moore, becca balint, ben carson, ben cline, ben luján, ben mcadams, ben sasse, benjamin cardin, benjamin sasse,
    bennie thompson, bernard sanders, bernie moreno, bernie sanders, beth duyne, beto o'rourke, betsy devos, betty
    mccollum, bill cassidy, bill clinton, bill flores, bill foster, bill hagerty, bill huizenga, bill johnson, bill lee,
    bill nelson, bill pascrell, bill posey, bill shuster, billy long, billy nungesser, blaine luetkemeyer, blake
    farenthold, blake moore, blunt rochester, bob casey, bob corker, bob dold, bob ferguson, bob gibbs, bob good, bob
    goodlatte, bob menendez, bob perciasepe, bobby rush, bobby scott, bonnie coleman, brad ashford, brad finstad, brad
    knott, brad little, brad raffensperger, brad schneider, brad sherman, brad wenstrup, bradley byrne, bradley
    schneider, brandon gill, brandon williams, brenda jones, brenda lawrence, brendan boyle, brenna bird, brett guthrie,
    brian babin, brian deese, brian fitzpatrick, brian higgins, brian jack, brian kemp, brian mast, brian montgomery,
    brian schatz, brittany pettersen, bruce poliquin, bruce westerman, bryan steil, buddy carter, burgess owens, burt
    jones, byron donalds, c cournoyer, c franklin, c ruppersberger, cameron kerry, candice miller, carlos curbelo,
    carlos gimenez, carlos gutierrez, carol miller, carol shea-porter, carolyn bourdeaux, carolyn maloney, casandra
    watson, catherine hanaway, catherine masto, catherine mccabe, cathy rodgers, cecilia rouse, cedric richmond, celeste
    maloy, chad wolf, chaka fattah, charity clark, charles boustany, charles dent, charles edwards, charles fleischmann,
    charles grassley, charles rangel, charles schumer, charlie crist, charlie rangel, charlotte bertrand, chellie
    pingree, cheri bustos, chip roy, chris carr, chris collins, chris cournoyer, chris deluzio, chris hollen, chris
    jacobs, chris pappas, chris pilkerton, chris smith, chris stewart, chris sununu, chrissy houlahan, christi jacobsen,
    christian menefee, christina romer, christopher coons, christopher deluzio, christopher gibson, christopher miller,
    christopher murphy, christopher smith, chuck edwards, chuck fleischmann, chuck grassley, chuck gray, chuck hagel,
    chuck schumer, chuy garcía, cindy hyde-smith, claire mccaskill, clarence owens, claudia tenney, clay fuller, clay
    higgins, cleo fields, cliff bentz, cole jester, colin allred, colleen hanabusa, collin peterson, collins j,
    condoleezza rice, connie conway, conor lamb, cord byrd, cori bush, corrine brown, cortez masto, cory booker, cory
    gardner, cory mills, cournoyer c, cournoyer witt, craig clemmensen, craig goldman, cresent hardy, curt clawson,
    curtis clawson, cynthia axne, cynthia lummis, d rayfield, da rayfield, dale caldwell, dale strong, dan benishek, dan
    bishop, dan brouillette, dan coats, dan crenshaw, dan goldman, dan mckee, dan newhouse, dan patrick, dan rayfield,
    dan sullivan, dana boente, dana nessel, dana rohrabacher, daniel coats, daniel donovan, daniel goldman, daniel
    kildee, daniel lipinski, daniel meuser, daniel poneman, daniel smith, daniel sullivan, daniel webster, danny davis,
    darin lahood, darrell issa, darren soto, dat tran, dave brat, dave mccormick, dave min, dave sunday, dave trott,
    dave yost, david bernhardt, david brat, david cicilline, david gompert, david huizenga, david jolly, david joyce,
    david kustoff, david loebsack, david mccormick, david mckinley, david norquist, david pekoske, david perdue, david
    petraeus, david price, david reichert, david roe, david rouzer, david scanlan, david schweikert, david scott, david
    shulkin, david taylor, david toland, david trone, david trott, david valadao, david vitter, david wasinger, david
    young, davis a, de cruz, dean heller, dean phillips, deb fischer, deb haaland, debbie dingell, debbie lesko, debbie
    mucarsel-powell, debbie schultz, debbie stabenow, deborah ross, debra haaland, deidre henderson, delbert hosemann,
    delia ramirez, denis mcdonough, dennis blair, dennis ross, denny heck, denver riggleman, derek brown, derek kilmer,
    derek schmidt, derek tran, derrick orden, devin nunes, diana degette, diana harshbarger, diane black, dianne
    feinstein, dianne primavera, dick cheney, diego morales, dina titus, dirk kempthorne, don bacon, don young, donald
    beyer, donald davis, donald norcross, donald payne, donald trump, donna edwards, donna shalala, doris matsui, doug
    burgum, doug collins, doug jones, doug lamalfa, doug lamborn, drew wrigley, duncan hunter, dusty johnson, dwight
    evans, e rigell, earl blumenauer, earl carter, ed case, ed markey, ed perlmutter, ed royce, ed schafer, ed
    whitfield, eddie johnson, edward hugler, edward lazear, edward markey, edward rigell, edward royce, elaine chao,
    elaine duke, elaine luria, eleanor norton, eleni kounalakis, eli crane, elijah crane, elijah cummings, eliot engel,
    elise stefanik, elissa slotkin, elizabeth esty, elizabeth warren, emanuel cleaver, emilia sykes, emily randall, eric
    burlison, eric crawford, eric holcomb, eric holder, eric schmitt, eric shinseki, eric sorensen, eric swalwell, erica
    carter, erik paulsen, erin houchin, ernest gonzales, ernest moniz, eugene scalia, eugene vindman, evan jenkins, f
    sensenbrenner, filemon vela, francis rooney, francisco aguilar, francisco colomer, frank guinta, frank larose, frank
    lobiondo, frank lucas, frank mrvan, frank pallone, fred keller, fred upton, frederica wilson, g butterfield, g
    hashmi, gabe amo, gabe evans, gabe vasquez, gabriel vasquez, garland barr, garlin gilchrist, garret graves, gary
    locke, gary palmer, gary peters, gary thompson, gavin newsom, gay k, gene green, gentner drummond, george bush,
    george butterfield, george helmy, george holding, george latimer, george santos, george whitesides, gerald connolly,
    gf hashmi, ghazala hashmi, gil cisneros, gilbert cisneros, gina haspel, gina mccarthy, gina raimondo, gk
    butterfield, glenn grothman, glenn ivey, glenn thompson, glenn youngkin, gluesenkamp perez, grace bochenek, grace
    meng, grace napolitano, greg abbott, greg casar, greg gianforte, greg landsman, greg lopez, greg pence, greg
    stanton, greg walden, gregg amore, gregg harper, gregorio casar, gregorio sablan, gregory meeks, gregory murphy,
    gretchen whitmer, gus bilirakis, guy reschenthaler, gwen graham, gwen moore, h griffith, hakeem jeffries, hal
    rogers, haley stevens, hank johnson, harley rouda, harold rogers, harriet hageman, harry reid, hashmi f, hashmi g,
    heidi heitkamp, henry cuellar, henry johnson, henry mcmaster, henry paulson, herbert conaway, hernández rivera,
    herrera beutler, hilda solis, hillary clinton, hillary scholten, howard knapp, howard radzely, howie morales, hunt
    r, ileana ros-lehtinen, ilhan omar, isabel guzman, j collins, j correa, j forbes, j hill, j jackson, j pritzker,
    jack bergman, jack lew, jack reed, jackie speier, jackie walorski, jackson lee, jacky rosen, jacob laturner,
    jacqueline coleman, jahana hayes, jaime beutler, jake auchincloss, jake ellzey, jake laturner, jamaal bowman, james
    baird, james clapper, james clyburn, james comer, james gallagher, james himes, james inhofe, james justice, james
    langevin, james lankford, james mattis, james mcgovern, james moylan, james peake, james renacci, james risch, james
    uthmeier, james vance, james walkinshaw, jamie raskin, jan schakowsky, jane nelson, jane nishida, janelle bynum,
    janet mills, janet napolitano, janet yellen, janice hahn, janice schakowsky, jared golden, jared huffman, jared
    moskowitz, jared polis, jasmine crockett, jason chaffetz, jason crow, jason furman, jason lewis, jason smith, jay
    ashcroft, jay collins, jay obernolte, jd vance, jeanne shaheen, jeb hensarling, jeff crank, jeff denham, jeff
    duncan, jeff flake, jeff fortenberry, jeff hurd, jeff jackson, jeff landry, jeff merkley, jeff miller, jeff
    sessions, jefferson drew, jefferson sessions, jefferson shreve, jeffrey jackson, jeffrey rosen, jeffrey zients, jeh
    johnson, jena griswold, jennifer davenport, jennifer granholm, jennifer kiggans, jennifer mcclellan, jennifer
    wexton, jenniffer gonzález-colón, jerrauld jones, jerrold nadler, jerry carl, jerry mcnerney, jerry moran, jesús
    garcía, jill tokuda, jim banks, jim bridenstine, jim clyburn, jim cooper, jim costa, jim hagedorn, jim himes, jim
    inhofe, jim jordan, jim justice, jim langevin, jim mcdermott, jim mcgovern, jim nussle, jim pillen, jim tressel,
    jimmy duncan, jimmy gomez, jimmy panetta, jimmy patronis, joaquin castro, jocelyn benson, jodey arrington, jody
    hice, joe barton, joe biden, joe courtney, joe crowley, joe cunningham, joe donnelly, joe kelly, joe lombardo, joe
    manchin, joe neguse, joe wilson, john barrasso, john boehner, john boozman, john brennan, john bryson, john carney,
    john carter, john conyers, john cornyn, john culberson, john curtis, john delaney, john demers, john duarte, john
    duncan, john faso, john fetterman, john fleming, john formella, john garamendi, john hickenlooper, john hoeven, john
    isakson, john james, john joyce, john katko, john kelly, john kennedy, john kerry, john king, john kline, john
    larson, john lewis, john mannion, john mccain, john mcconnell, john mccuskey, john mcguire, john merrill, john mica,
    john moolenaar, john ratcliffe, john reed, john rodgers, john rose, john rutherford, john sarbanes, john shimkus,
    john sullivan, john thune, john thurston, john yarmuth, johnny isakson, johnny olszewski, jon husted, jon kyl, jon
    ossoff, jon tester, jonathan cohen, jonathan jackson, jonathan skrmetti, jones "jay", joni ernst, joseph biden,
    joseph crowley, joseph heck, joseph kennedy, joseph maguire, joseph morelle, joseph pitts, joseph sempolinski, josh
    brecheen, josh gottheimer, josh green, josh harder, josh hawley, josh kaul, josh riley, josh shapiro, joshua bolten,
    joshua hawley, josé serrano, jovita carranza, joyce beatty, juan ciscomani, juan vargas, judy chu, julia brownley,
    julia letlow, juliana stratton, julie fedorchak, julie johnson, julián castro, justin amash, k conaway, k gay,
    kaiali'i kahele, kamala harris, karen bass, karen bell, karen handel, kat cammack, katherine cammack, katherine
    clark, katherine tai, kathleen rice, kathleen sebelius, kathy castor, kathy hochul, kathy jennings, kathy manning,
    katie britt, katie hill, katie hobbs, katie porter, kay granger, kay ivey, ke gay, keith ellison, keith kautz, keith
    rothfus, keith self, kelly armstrong, kelly ayotte, kelly craft, kelly loeffler, kelly morrison, ken buck, ken
    calvert, ken paxton, ken salazar, kendra horn, kenny marchant, kevin brady, kevin cramer, kevin hassett, kevin
    haugrud, kevin hern, kevin kiley, kevin mcaleenan, kevin mccarthy, kevin mullin, kevin stitt, kevin yoder, kim
    driscoll, kim reynolds, kim schrier, kimberly driscoll, kimberlyn king-hinds, kirsten gillibrand, kirstjen nielsen,
    kris kobach, kris mayes, kristen juras, kristen rivet, kristen stavisky, kristi noem, kurt schrader, kwame raoul,
    kwanza hall, kweisi mfume, kyle gay, kyrsten sinema, lamar alexander, lamar smith, lamonica mciver, lana hurdle,
    lance gooden, laphonza butler, larry bucshon, larry rhoden, lateefah simon, laura friedman, laura gillen, laura
    kelly, laurel lee, lauren boebert, lauren underwood, lee carter, lee zeldin, leger fernandez, leon panetta, leonard
    lance, leslie rutledge, letitia james, linda lamone, linda mcmahon, linda sánchez, linda thomas-greenfield, lindsey
    graham, lisa jackson, lisa mcclain, lisa murkowski, lisa rochester, liz cheney, liz murrill, lizzie fletcher, lloyd
    austin, lloyd doggett, lloyd smucker, lois capps, lois frankel, lora shiao, loretta lynch, loretta sanchez, lori
    chavez-deremer, lori trahan, lou barletta, louie gohmert, louise slaughter, lucille roybal-allard, lucy mcbath, luis
    gutiérrez, lujan grisham, luke messer, luther strange, luz rivas, lynn fitch, lynn jenkins, lynn westmoreland, m
    strinden, mac thornberry, mac warner, madeleine bordallo, madeleine dean, madison cawthorn, maggie goodlander,
    maggie hassan, maggie oliver, marc veasey, marcia fudge, marco rubio, marcus molinaro, marcy kaptur, margaret
    hassan, margaret spellings, maria cantwell, maria contreras-sweet, maria salazar, marianne markowitz, mariannette
    miller-meeks, marie newman, marie perez, marilyn strickland, mario diaz-balart, marjorie greene, mark alford, mark
    amodei, mark desaulnier, mark esper, mark filip, mark gordon, mark green, mark harris, mark kelly, mark kirk, mark
    meadows, mark messmer, mark pocan, mark sandy, mark sanford, mark takai, mark takano, mark walker, mark warner,
    markwayne mullin, marlin stutzman, marsha blackburn, marshall sanford, martha mcsally, martha roby, martin heinrich,
    marty jackley, marty walsh, mary miller, mary peltola, mary peters, mary scanlon, matt ammon, matt cartwright, matt
    epps, matt gaetz, matt pinnell, matt salmon, matthew cartwright, matthew rosendale, matthew whitaker, maura healey,
    max miller, max rose, maxine dexter, maxine waters, maxwell frost, mayra flores, mazie hirono, mcclain delaney,
    mcdonald rivet, mcmorris rodgers, meagan wolfe, melanie stansbury, meroë park, merrick garland, mia love, micah
    beckwith, michael adams, michael baumgartner, michael bennet, michael burgess, michael capuano, michael chertoff,
    michael cloud, michael crapo, michael doyle, michael enzi, michael fitzpatrick, michael froman, michael guest,
    michael hayden, michael honda, michael howe, michael lawler, michael mccaul, michael morell, michael mukasey,
    michael nicolas, michael regan, michael rulli, michael scuse, michael simpson, michael turner, michael waltz,
    michael watson, michele sison, michelle fischbach, michelle grisham, michelle steel, michelle strinden, mick
    mulvaney, mick zais, miguel cardona, mike bishop, mike bost, mike braun, mike carey, mike coffman, mike collins,
    mike crapo, mike dempsey, mike dewine, mike dunleavy, mike ezell, mike flood, mike gallagher, mike garcia, mike
    haridopolos, mike hilgers, mike honda, mike johnson, mike kelly, mike kennedy, mike leavitt, mike lee, mike levin,
    mike parson, mike pence, mike pompeo, mike quigley, mike rogers, mike rounds, mike simpson, mike thompson, mike
    young, mikie sherrill, mimi walters, mitch mcconnell, mitt romney, mo brooks, monae johnson, mondaire jones, monica
    cruz, monty wilkinson, morgan luttrell, morgan mcgarvey, muriel bowser, mónica cruz, nancy dahlstrom, nancy mace,
    nancy pelosi, nanette barragán, nathaniel moran, neal dunn, neal wolin, ned lamont, nellie pou, nicholas begich,
    nicholas langworthy, nick brown, nick lalota, nicolas lalota, nicole budzinski, nicole malliotakis, nikema williams,
    niki tsongas, nikki budzinski, nikki haley, nita lowey, norma torres, norris cochran, nydia velázquez, orrin hatch,
    pablo hernández, pablo rivera, pamela evette, pat fallon, pat harrigan, pat roberts, pat tiberi, pat toomey, patrick
    fallon, patrick leahy, patrick mchenry, patrick meehan, patrick morrisey, patrick murphy, patrick pizzella, patrick
    ryan, patrick tiberi, patrick toomey, patty murray, paul cook, paul gosar, paul mitchell, paul pate, paul ryan, paul
    tonko, paul ziriax, pedro pierluisi, peggy flanagan, penny pritzker, pete aguilar, pete buttigieg, pete gaynor, pete
    king, pete olson, pete ricketts, pete rouse, pete sessions, pete stauber, peter defazio, peter king, peter meijer,
    peter neronha, peter o'rourke, peter orszag, peter roskam, peter visclosky, peter welch, phil mcgrane, phil murphy,
    phil roe, phil rosenfelt, phil scott, phil weiser, pramila jayapal, r ardoin, r hunt, rachel hunt, rahm emanuel,
    raja krishnamoorthi, ralph abraham, ralph norman, rand beers, rand paul, randall fine, randy feenstra, randy fine,
    randy hultgren, randy neugebauer, randy weber, raphael warnock, rashida tlaib, raul ruiz, ray lahood, rayfield d,
    raúl grijalva, raúl labrador, raúl torrez, rebecca blank, reid ribble, reince priebus, renee ellmers, rex tillerson,
    rh hunt, rich mccormick, richard blumenthal, richard burr, richard cheney, richard durbin, richard grenell, richard
    hanna, richard hudson, richard mccormick, richard mills, richard neal, richard nolan, richard nugent, richard
    shelby, rick allen, rick crawford, rick larsen, rick perry, rick scott, riley moore, ritchie torres, ro khanna, rob
    bishop, rob bonta, rob fairweather, rob portman, rob woodall, robert aderholt, robert brady, robert bresnahan,
    robert casey, robert dold, robert evnen, robert garcia, robert gates, robert good, robert hurt, robert latta, robert
    lighthizer, robert mcdonald, robert menendez, robert onder, robert pittenger, robert portman, robert scott, robert
    snyder, robert wilkie, robert wittman, robin kelly, rod blum, rodney davis, rodney frelinghuysen, roger marshall,
    roger wicker, roger williams, ron desantis, ron estes, ron johnson, ron kind, ron kirk, ron klain, ron wright, ron
    wyden, ronny jackson, rosa delauro, rosemary dicarlo, ross spano, roy blunt, roy cooper, ruben gallego, ruben
    kihuen, rubén hinojosa, rudy yakym, russ fulcher, russell coleman, russell fry, russell vought, ryan costello, ryan
    mackenzie, ryan zinke, sabina matos, sally jewell, sally yates, salud carbajal, sam farr, sam graves, sam johnson,
    sam liccardo, samantha power, samuel bodman, san nicolas, sander levin, sanford bishop, sara jacobs, sara rodriguez,
    sarah elfreth, sarah hanzas, sarah mcbride, sarah sanders, scott bedke, scott desjarlais, scott fitzgerald, scott
    franklin, scott garrett, scott nago, scott perry, scott peters, scott pruitt, scott rigell, scott schwab, scott
    taylor, scott tipton, sean casten, sean duffy, sean maloney, seth harris, seth magaziner, seth moulton, shalanda
    young, sharice davids, shaun donovan, sheila cherfilus-mccormick, sheila lee, sheldon whitehouse, shelley capito,
    shenna bellows, sheri biggs, sherrod brown, shirley weber, shomari figures, shontel brown, shri thanedar, sloan
    gibson, sonny perdue, speaker hilgers, spencer cox, stacey plaskett, stavros anthony, steny hoyer, stephanie bice,
    stephanie murphy, stephanie thomas, stephen cox, stephen fincher, stephen johnson, stephen knight, stephen lynch,
    stevan pearce, steve chabot, steve cohen, steve daines, steve hobbs, steve israel, steve king, steve knight, steve
    marshall, steve pearce, steve preston, steve russell, steve scalise, steve simon, steve sisolak, steve stivers,
    steve watkins, steve womack, steven bradbury, steven chu, steven horsford, steven mnuchin, steven palazzo, steven
    watkins, strinden m, suhas subramanyam, summer lee, susan beals, susan brooks, susan bysiewicz, susan collins, susan
    davis, susan rice, susan wild, susie lee, suzan delbene, suzanne bonamici, sydney kamlager-dove, sylvester turner,
    sylvia burwell, sylvia garcia, sylvia luke, t venhuizen, tahesha way, tammy baldwin, tammy duckworth, tate reeves,
    ted budd, ted cruz, ted deutch, ted lieu, ted poe, ted yoho, teresa fernandez, terri sewell, thad cochran, theodore
    deutch, thom tillis, thomas carper, thomas garrett, thomas kean, thomas macarthur, thomas massie, thomas perez,
    thomas rooney, thomas shannon, thomas suozzi, thomas tiffany, tim burchett, tim griffin, tim huelskamp, tim kaine,
    tim moore, tim murphy, tim ryan, tim scott, tim sheehy, tim walberg, tim walz, timothy geithner, timothy kaine,
    timothy kennedy, timothy walz, tina kotek, tina smith, tj cox, tobias read, todd rokita, todd young, tom barrett,
    tom cole, tom cotton, tom emmer, tom graves, tom macarthur, tom malinowski, tom marino, tom mcclintock, tom
    o'halleran, tom price, tom reed, tom rice, tom udall, tom vilsack, tomas philipson, tommy tuberville, tony cárdenas,
    tony evers, tony gonzales, tony venhuizen, tony wied, torres small, tracey mann, tre hargett, trent franks, trent
    kelly, trey gowdy, trey hollingsworth, troy balderson, troy carter, troy downing, troy nehls, tulsi gabbard, tyler
    goodspeed, val demings, val hoyle, valerie foushee, valerie hoyle, van drew, van duyne, van epps, van hollen, van
    orden, van taylor, venhuizen t, vern buchanan, veronica escobar, vicente gonzalez, vicky hartzler, victoria spartz,
    vince fong, virginia foxx, w steube, walter jones, warren davidson, wasserman schultz, watson coleman, wes allen,
    wes moore, wesley bell, wesley hunt, wilbur ross, wiley nickel, will ainsworth, will hurd, william barr, william
    burns, william clinton, william daley, william galvin, william keating, william timmons, william tong, wm clay,
    xavier becerra, xochitl small, yadira caraveo, yassamin ansari, young kim, yvette clarke, yvette herrell, zachary
    nunn, zalmay khalilzad, zoe lofgren
"""
