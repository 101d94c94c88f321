"""Given and family names common in Bangladesh, in both scripts.

Names that are everyday words as well (আশা, শান্তি, Rose) are left out: they are found by
what stands around them.
"""

GIVEN_LATIN = """
abbas abdul abdullah abdur abu abul abdus adnan afroza afzal ahsan akash akbar akhi akram alamin alauddin
aleya alim altaf amena amina aminul anik anis anisur anowar anowara anwar anwara arif ariful arzu asad
ashik ashraf ashraful asif asma atiq atiqur ayesha aysha azad azizul babul badrul bashir belal bilkis
bilal billal biplob bulbul dalia delwar dilara dilruba dipu dulal enamul fahim fahima faisal farhad farhana
farida faruk farzana fatema fatima ferdousi feroza firoz fuad golam habib habiba habibur hafiz hafizur
hakim halim halima hamid hamida hanif haque harun hasan hasina hasna hossain humayun husna ibrahim
idris imran iqbal ismail jabbar jahanara jahangir jahid jalal jamal jamila jannat jasim jesmin jewel
jobeda johir johura joynal jubayer kabir kabul kader kalam kamal kamrul karim khadija khaled khaleda
khalil khorshed kohinoor kulsum kulsuma lailee laila laily latif liton lutfar mahbub mahfuz mahmud
mahmuda majeda majid malek maleka mamun mannan mansur marium mariam maruf masud mehedi mijan minara
minhaj mizan mizanur mofiz moin mokbol mokhles momena momin momtaz monir monira monirul monju morsheda
mosharraf moslem mostafa motaleb mozammel mujib murad musa mustafa nadia nahar nahid nahida naim nargis nasima
nasir nasreen nasrin nazim nazma nazmul nazrul niamul nilufa nizam noor nurjahan nurul obaidul parul
parveen parvin polash quamrul rabeya rabiul rafiq rafiqul rahela rahim rahima raihan rajia rakib
rakibul ramjan rashed rasheda rashid rashida rasel razia rehana rezaul ripon riyad rokeya roksana
rubel rubina rumana runa rustam ruhul sabbir sabina sabuj saddam sadia safia saiful sajeda sajib salam
salauddin saleh saleha salim salma samad sanjida sattar selim selina shafiq shafiqul shahabuddin
shahadat shahana shahed shahida shahin shahjahan shahnaz shakil shamim shamima shamsul sharif
shariful shefali shirin shohag shohel siddiq siddiqur sirajul sohag sohel subhash sufia sujon suman sumaiya
sumi sumon suraiya taher tahmina tania tanvir tara taslima tofazzal umme yasin yasmin younus yusuf
zahir zakia zakir zaman ziaur zohra zubaida zubair apurba arun ashok bijoy bimal dilip dipak gopal
gouri haripada jogesh kamala krishna laxmi mithun mukul nirmal nitai parimal pradip prodip ratan shyamal
sadhan subrata sudhir sunil sushil swapan tapan uttam
"""

# One word may be a given name elsewhere; after another name it is a family name.
FAMILY_LATIN = """
ahmed ahmmed ahamed akand akhter akhtar akter aktar alam ali bala banu barua bepari begum bewa bhuiyan
bhuiya bhuyan bibi biswas chakma chakraborty chowdhury choudhury das dey debnath dewan fakir gazi ghosh
haldar halder haque howlader hawlader hoque hossain hosen hussain islam kazi khan khanam khandaker
khatun khatoon khondokar laskar majhi majumder mallik mandal marma matubbar matbor mia miah miazi mian
molla mollah mondal mridha munshi nath nessa pal paramanik patwary pramanik rahman rahaman rani rashid roy
saha sarder sardar sarkar sarker shaikh sheikh sikdar shikder shil sultana talukder tripura uddin
ullah zaman
"""

GIVEN_BANGLA = """
আব্বাস আব্দুল আবদুল আব্দুল্লাহ আবদুল্লাহ আব্দুর আবদুর আব্দুস আবদুস আদনান আফরোজা আফজাল আকবর আকরাম আলাউদ্দিন
আলেয়া আলতাফ আমেনা আমিনা আমিনুল আনিসুর আনোয়ার আনোয়ারা আরিফ আরিফুল আশরাফ আশরাফুল আসমা আতিকুর আয়েশা আজিজুল
বাবুল বদরুল বশির বেলাল বিলকিস বিলাল দেলোয়ার দিলারা দিলরুবা দুলাল এনামুল ফাহিম ফাহিমা ফয়সাল ফরহাদ ফারহানা
ফরিদা ফারুক ফারজানা ফাতেমা ফাতিমা ফেরদৌসী ফিরোজা ফিরোজ গোলাম হাবিব হাবিবা হাবিবুর হাফিজুর হালিমা হামিদ হামিদা
হানিফ হারুন হাসান হাসিনা হাসনা হোসেন হুমায়ুন হুসনা ইব্রাহিম ইদ্রিস ইমরান ইকবাল ইসমাইল জব্বার জাহানারা জাহাঙ্গীর জাহিদ
জালাল জামাল জামিলা জসিম জেসমিন জুয়েল জোবেদা জহির জহুরা জয়নাল কাদের কামাল কামরুল করিম খাদিজা খালেদ খালেদা
খলিল খোরশেদ কোহিনূর কুলসুম লায়লা লাইলী লতিফ লিটন মাহবুব মাহফুজ মাহমুদ মাহমুদা মাজেদা মজিদ মালেক মালেকা মামুন মান্নান
মরিয়ম মারুফ মাসুদ মেহেদী মিজান মিজানুর মিনারা মফিজ মকবুল মোখলেছ মোমেনা মোমিন মমতাজ মনির মনিরা মনিরুল মঞ্জু
মোর্শেদা মোশাররফ মোসলেম মোস্তফা মোতালেব মোজাম্মেল মুজিব মুসা নাদিয়া নাহার নাহিদ নাহিদা নাঈম নার্গিস নাসিমা নাসির
নাসরিন নাজিম নাজমা নাজমুল নজরুল নিলুফা নিজাম নূরজাহান নুরজাহান নুরুল নূরুল ওবায়দুল পারুল পারভীন পারভিন রাবেয়া
রবিউল রফিক রফিকুল রাহেলা রহিম রহিমা রায়হান রাকিব রাকিবুল রাশেদ রাশেদা রশিদ রশিদা রাসেল রাজিয়া রেহানা রেজাউল
রিপন রোকেয়া রোকসানা রুবেল রুবিনা রুমানা রুস্তম রুহুল সাব্বির সাবিনা সাদ্দাম সাদিয়া সাফিয়া সাইফুল সাজেদা সজীব সালাউদ্দিন সালেহা ছালেহা সেলিম সালমা ছালমা সামাদ সানজিদা সাত্তার সেলিনা শফিক শফিকুল শাহাবুদ্দিন শাহাদাত শাহানা শাহেদ
শাহিদা শাহীন শাহজাহান শাহনাজ শাকিল শামীম শামিম শামীমা শামসুল শরিফ শরিফুল শেফালী শিরিন সোহেল সিদ্দিক সিদ্দিকুর
সিরাজুল সুফিয়া সুজন সুমাইয়া সুমন সুরাইয়া তাহের তাহমিনা তানিয়া তানভীর তাসলিমা তফাজ্জল ইয়াসিন ইয়াসমিন ইউনুস ইউসুফ
জাকিয়া জাকির জিয়াউর জোহরা জুবাইদা অশোক বিমল দিলীপ দীপক গোপাল হরিপদ কমলা মিঠুন নিতাই পরিমল প্রদীপ রতন
শ্যামল সুব্রত সুধীর সুনীল সুশীল স্বপন তপন """

# After a name, or after any word that is not an everyday one.
FAMILY_BANGLA = """
আহমেদ আহম্মেদ আহমদ আকন্দ আক্তার আখতার আকতার আলম আলী আলি বানু বড়ুয়া বেপারী ব্যাপারী বেগম বেওয়া ভূঁইয়া ভূঞা ভুঁইয়া
ভুইয়া বিবি বিশ্বাস চাকমা চক্রবর্তী চৌধুরী দাস দে দেবনাথ দেওয়ান ফকির গাজী ঘোষ হালদার হক হোসেন হোসাইন হাসান হাওলাদার
ইসলাম কাজী খান খাঁ খানম খন্দকার খাতুন লস্কর মাঝি মজুমদার মল্লিক মণ্ডল মন্ডল মারমা মাতুব্বর মাতবর মিয়া মিঞা মিয়াজী
মোল্লা মৃধা মুন্সী মুন্সি নাথ নেছা নেসা পাল প্রামাণিক প্রামানিক পাটোয়ারী রহমান রানী রশিদ রায় সাহা সরদার সর্দার সরকার শেখ
সিকদার শিকদার শীল সুলতানা তালুকদার ত্রিপুরা উদ্দিন উল্লাহ জামান
"""

# Family names that are everyday words too: sure only after a name of the list.
DOUBTFUL_FAMILY = """
islam das pal nath roy rani fakir majhi dey bala বিশ্বাস দাস দে ফকির গাজী হক ইসলাম মাঝি নাথ পাল রায় রানী সরকার আলম হাসান ত্রিপুরা
মারমা চাকমা ঘোষ
"""
