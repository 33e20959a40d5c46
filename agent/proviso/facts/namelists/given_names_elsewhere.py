"""Given names and short forms that the census of 1990 does not have: other countries' English, newer arrivals.

Hand-kept, from general knowledge; none of them is an everyday word.
"""

from __future__ import annotations

from typing import Final

GIVEN_NAMES_ELSEWHERE: Final = """
    aaliyah aditi aditya agnieszka ailsa aisling ajay alasdair aled alistair amara amina amir amit anand aneurin
    angharad anika anil anjali anouk ansh anwen aoife arash arjun arun arwen aryan asha ashok ayaan ayesha aziz azra
    balwinder barnaby baz bazza beata benedikt bethan bikram blessing bogdan bronagh bronwen bronwyn caitriona callum
    carys cath cerys chidi chinedu chioma ciaran cillian clodagh conor daffyd dafydd daz dazza deb debs deepa deepak
    deepika deirdre delyth demelza derya diarmuid dilys dimitri dinesh divya dougal dympna eamon eilidh eimear eirian
    ekaterina eluned emeka emrys enda enrico eoin euan ewan fadi fatima fatou femi fergus fergal ffion fionnuala
    folake gareth gaurav gav gavin gaz gazza geraint gethin giorgos giulia glenys goran graeme grainne greta gunnar
    gurpreet gwen gwenllian gwyneth gwynfor habib hamish hamza hana harpreet harriet harshad hassan hatice heledd
    hiroshi huda hussein hywel ibrahim idris iestyn ieuan ifan ifeoma ikram imogen imran ines ingrid ioan iolo iona
    isha isla ivana iwan jagdeep jamal jamila jarrod jaspreet jatinder javed jayden jaxon jermaine jez jiho jyoti
    kabir kamal kamila karthik kasia katarzyna kaveh kavita kaylee kayleigh keaton keerthi keiko kenji kerrie kev
    khadija khalid khanh kieran kirsty kiran kofi kostas kunal kwame kyle kylie lachlan lachie laszlo latisha lauren
    laxmi leanne leila lekan liam linh llinos lleu lowri lubna lucja luka lwazi lynette mabel maddie madison mairead
    malcolm manjit manoj manpreet mared maeve magda mahmoud mair malik mandeep marek mariam mariusz mbali meena meera
    megan mehmet meinir meera mererid mhairi michal milan milos minh mirek mitra mohamed moira morag morwenna mostafa
    murdo mustafa myfanwy nadia naomi narelle nasreen natasha naveen navdeep neela neha nerys ngozi nguyet niall niamh
    nigel nia nikhil nikita nilufar nima nisha nkechi noor norah nuala nyasha obinna olena olga olivia oluwaseun
    oonagh orla osman owain padraig parveen patel pawel piotr pooja prakash prashant pravin preeti priti priya quang
    rabia rachid radha rahul raj rajesh rajiv rakesh ramesh rania ranjit rashid rashida ravi reena rekha renuka reza
    rhian rhiannon rhodri rhonwen rhys rishi ritu rohan rohit roisin ruairi rukhsana rupinder ruslan sabina sachin
    saeed safiya saira sakura saleh salma sami samina sandeep sanjay sanjeev saoirse sara saskia satish shabnam shahid
    shakira shane shanice sharad shaun shaz shazza sheela shilpa shiv shivani shreya shyam sian sibusiso simran sina
    sinead siobhan sioned siv slawek snezana sofia sonal sorcha stavros stefan stefania stu sunil sunita suresh sushma
    svetlana swati tadhg tahlia tamika tamsin tanisha tariq tatiana temitope thandi thi thierry thuy tomasz toshiko
    trish tuan tunde tuyet uma umar urszula usha vanja vasile veronika vijay vikram viktor vinod vipul vlad wahid wei
    wojciech xiomara yasmin yasmine yiannis yousef yuki yusuf zac zack zahra zainab zara zarina zeynep zoltan zuzana
"""
