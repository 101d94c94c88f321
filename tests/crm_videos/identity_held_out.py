"""Other sentences of the same kinds, which the lint was not grown on; also stories that tell nothing."""

TEMPLATES = {
    "title and name": {
        "en": ["Haji ⟦{man}⟧ lent us money for the ticket.", "The form says Mrs. ⟦{woman}⟧, housewife."],
        "bn": ["হাজী ⟦{man}⟧ সুদে টাকা ধার দেন।", "ফরমে লেখা মোসাঃ ⟦{woman}⟧, গৃহিণী।"],
    },
    "honorific": {
        "en": ["So Dr. ⟦{man}⟧ treated the wound.", "Ask ⟦{woman} apa⟧, she knows the way."],
        "bn": ["ডাঃ ⟦{man}⟧ তার চিকিৎসা করেন।", "মাওলানা ⟦{man}⟧ সবাইকে সাবধান করেন।"],
    },
    "family name": {
        "en": ["A certain ⟦{man} Miah⟧ took the money.", "The deed was in the name of ⟦{man} Chowdhury⟧."],
        "bn": ["টাকাটা নেন ⟦{man} মিয়া⟧।", "দলিলটি ছিল ⟦{woman} আক্তারের⟧ নামে।"],
    },
    "kin and name": {
        "en": ["Our neighbour ⟦{man}⟧ had gone to Iraq before.", "His wife ⟦{woman}⟧ sold her gold."],
        "bn": ["প্রতিবেশী ⟦{man}⟧ আগে ইরাকে গিয়েছিল।", "তার স্ত্রী ⟦{woman}⟧ গয়না বিক্রি করেন।"],
    },
    "name and kin": {
        "en": ["⟦{man}⟧, her husband, stayed behind.", "⟦{man} chacha⟧ knew the agent well."],
        "bn": ["⟦{man} চাচা⟧ এজেন্টকে চিনতেন।", "আমি ⟦{woman} খালার⟧ বাড়িতে উঠি।"],
    },
    "one relative": {
        "en": ["He went with ⟦his father-in-law⟧.", "Money came from ⟦their eldest son⟧ in Oman."],
        "bn": ["⟦আমার বড় ভাই⟧ ওমানে থাকতেন।", "টাকা দিয়েছিলেন ⟦তার শ্বশুর⟧।"],
    },
    "middleman": {
        "en": ["The smuggler, ⟦{man}⟧, spoke Arabic.", "⟦{man} dalal⟧ is known to everyone here."],
        "bn": ["⟦{man} দালালকে⟧ এলাকার সবাই চেনে।", "পাচারকারী ⟦{man}⟧ আরবিতে কথা বলত।"],
    },
    "employer": {
        "en": ["I cleaned for Madam ⟦{woman}⟧ day and night.", "My sponsor was called ⟦{man}⟧."],
        "bn": ["ঠিকাদার ⟦{man}⟧ মজুরি দেননি।", "ম্যাডাম ⟦{woman}⟧ আমাকে মারতেন।"],
    },
    "person of a role": {
        "en": ["Imam ⟦{man}⟧ read the contract aloud.", "A lawyer named ⟦{woman}⟧ took the case."],
        "bn": ["চেয়ারম্যান ⟦{man}⟧ সালিশ ডাকেন।", "আইনজীবী ⟦{woman}⟧ মামলাটি নেন।"],
    },
    "so named": {
        "en": ["They know her as ⟦{woman}⟧.", "\"My name is ⟦{man}⟧,\" he began."],
        "bn": ["\"আমার নাম ⟦{man}⟧,\" তিনি শুরু করেন।", "সবাই তাকে ⟦{woman}⟧ নামে চেনে।"],
    },
    "bare name": {
        "en": ["When they beat ⟦{man}⟧, nobody moved.", "quote|I owe my life to ⟦{woman}⟧ and her mother."],
        "bn": ["মারধরের পর ⟦{man}-কে⟧ ফেলে যায়।", "quote|টাকা গেল, মান গেল। — ⟦{man}⟧, {age}"],
    },
    "village": {
        "en": ["⟦{place}⟧ is a small village by the river.", "Born in village ⟦{place}⟧, he never saw a city."],
        "bn": ["⟦{place}⟧ গ্রামটি নদীর ধারে।", "গ্রাম: ⟦{place}⟧, জেলা {district}।"],
    },
    "union": {
        "en": ["The Parishad of ⟦{place} union⟧ keeps a list.", "He farms in ⟦{union} Union⟧ now."],
        "bn": ["⟦{place} ইউনিয়ন⟧ পরিষদে তালিকা আছে।", "⟦{union} ইউনিয়নের⟧ লোকজন জানে।"],
    },
    "upazila": {
        "en": ["The bus from ⟦{upazila}⟧ takes an hour.", "She registered at ⟦{upazila} Upazila⟧."],
        "bn": ["⟦{upazila} উপজেলার⟧ একটি গ্রামে তার জন্ম।", "⟦{upazila} থানার⟧ পুলিশ তাকে খুঁজে পায়।"],
    },
    "pair of places": {
        "en": ["quote|I am from ⟦{union}, {upazila}⟧.", "They live at ⟦{place}, {upazila}⟧, {district}."],
        "bn": ["বাড়ি ⟦{union}, {upazila}⟧, {district}।", "ঠিকানা: ⟦{place}, {upazila}⟧।"],
    },
    "ward": {
        "en": ["People of ⟦{ward} no. ward⟧ helped.", "The meeting was in ⟦ward number {ward}⟧."],
        "bn": ["⟦{ward} নম্বর ওয়ার্ডে⟧ সভা হয়।", "⟦ওয়ার্ড-{ward}⟧ থেকে অনেকে এসেছিল।"],
    },
    "road": {
        "en": ["We slept behind ⟦{thing} Street⟧.", "The office stands on ⟦Road No. {d2}⟧."],
        "bn": ["⟦{d2} নং রোডে⟧ অফিসটি।", "⟦{thing} সড়কের⟧ পাশে ঘুমাতাম।"],
    },
    "house": {
        "en": ["The room was in ⟦flat {d2}⟧ upstairs.", "Parcels came to ⟦House No. {d3}⟧."],
        "bn": ["পার্সেল আসত ⟦{d2} নং বাসায়⟧।", "⟦ফ্ল্যাট নং {d2}⟧ এ আটজন থাকতাম।"],
    },
    "post office": {
        "en": ["Address: ⟦P.O. {place}⟧, {district}.", "Write ⟦Postal code: {d4}⟧ below."],
        "bn": ["পোস্ট অফিস: ⟦{place}⟧, জেলা {district}।", "নিচে ⟦পোস্টকোড {d4}⟧ লিখুন।"],
    },
    "school or market": {
        "en": ["She sells fish at ⟦{place} Bazaar⟧.", "Classes at ⟦{place} Government Primary School⟧ ended."],
        "bn": ["⟦{place} সরকারি প্রাথমিক বিদ্যালয়ে⟧ ক্লাস হতো।", "⟦{place} হাটে⟧ মাছ বেচেন।"],
    },
    "mosque or madrasa": {
        "en": ["The talk was held at ⟦{place} Mosque⟧.", "Pupils of ⟦{thing} Alia Madrasah⟧ listened."],
        "bn": ["⟦{place} মসজিদের⟧ সামনে সভা হয়।", "⟦{thing} আলিয়া মাদ্রাসার⟧ ছাত্ররা শোনে।"],
    },
    "mobile": {
        "en": ["(cell: ⟦{mobile}⟧)", "quote|Ring me, ⟦{mobile_split}⟧, any time."],
        "bn": ["(মোবাইল: ⟦{mobile}⟧)", "quote|আমাকে ⟦{mobile_split}⟧ এ পাবেন।"],
    },
    "mobile with the country's code": {
        "en": ["He saved ⟦{mobile_abroad}⟧ as home.", "alt text|A phone showing ⟦{mobile_hidden}⟧."],
        "bn": ["বাড়ির নম্বর ⟦{mobile_abroad}⟧ লেখা ছিল।", "alt text|ফোনের পর্দায় ⟦{mobile_hidden}⟧।"],
    },
    "foreign phone": {
        "en": ["Dial ⟦{foreign}⟧ for the camp, they said."],
        "bn": ["ওরা ⟦{foreign}⟧ থেকে মুক্তিপণ চাইত।"],
    },
    "phone in words": {
        "en": ["She dictated ⟦{spoken}⟧ slowly."],
        "bn": ["ধীরে ধীরে বলল ⟦{spoken}⟧।"],
    },
    "messenger": {
        "en": ["Reach her on ⟦imo: {mobile}⟧.", "He only used ⟦Telegram id {mail}⟧."],
        "bn": ["তাকে ⟦ইমো নম্বর {mobile}⟧ এ পাওয়া যায়।", "⟦টেলিগ্রাম আইডি {mail}⟧ দিয়ে কথা হতো।"],
    },
    "mail": {
        "en": ["Contact: ⟦{mail}@outlook.com⟧"],
        "bn": ["যোগাযোগ: ⟦{mail}@outlook.com⟧"],
    },
    "web address": {
        "en": ["Video: ⟦youtu.be/{mail}⟧", "His page, ⟦www.{mail}.com⟧, is gone."],
        "bn": ["ভিডিও: ⟦youtu.be/{mail}⟧", "⟦t.me/{mail}⟧ দলে সবাই ছিল।"],
    },
    "profile": {
        "en": ["The Facebook page \"⟦{thing} Visa⟧\" cheated us.", "Her TikTok account '⟦{woman} {woman}⟧' shows it."],
        "bn": ["ফেসবুক পেজ \"⟦{thing} ভিসা⟧\" আমাদের ঠকায়।", "টিকটকে '⟦{woman} {man}⟧' নামে ভিডিও আছে।"],
    },
    "handle": {"en": ["Her channel is ⟦@{mail}_bd⟧."], "bn": ["তার চ্যানেল ⟦@{mail}_bd⟧।"]},
    "national id": {
        "en": ["National ID card: ⟦{d17}⟧", "caption|She holds her card, ⟦{d10}⟧."],
        "bn": ["এনআইডি: ⟦{d13}⟧", "caption|হাতে তার কার্ড, ⟦{d10}⟧।"],
    },
    "birth registration": {
        "en": ["Birth certificate no. ⟦{d17}⟧ made her older."],
        "bn": ["জন্মনিবন্ধন নং ⟦{d17}⟧ এ বয়স বাড়ানো হয়।"],
    },
    "passport": {
        "en": ["His passport number was ⟦BX{d7}⟧.", "Passport: ⟦B0{d7}⟧"],
        "bn": ["পাসপোর্ট নম্বর ছিল ⟦BX{d7}⟧।", "পাসপোর্ট: ⟦B0{d7}⟧"],
    },
    "card or visa": {
        "en": ["Iqama no ⟦{d10}⟧ had expired.", "The clearance number, BMET ⟦{d8}⟧, was copied."],
        "bn": ["ইকামা নম্বর ⟦{d10}⟧ মেয়াদ শেষ।", "বিএমইটি কার্ড নং ⟦{d8}⟧ নকল করা হয়।"],
    },
    "bank account": {
        "en": ["Bank account ⟦{d13}⟧ was emptied.", "The savings account number is ⟦{d4} {d4} {d4}⟧."],
        "bn": ["ব্যাংক হিসাব ⟦{d13}⟧ খালি করা হয়।", "সঞ্চয়ী হিসাব নং ⟦{d4} {d4} {d4}⟧।"],
    },
    "mobile money": {
        "en": ["Ransom went to Rocket ⟦{mobile}⟧.", "(bKash: ⟦{mobile_split}⟧)"],
        "bn": ["মুক্তিপণ যায় রকেট ⟦{mobile}⟧ এ।", "(বিকাশ: ⟦{mobile_split}⟧)"],
    },
    "case": {
        "en": ["FIR No. ⟦{d2}⟧ names nine men.", "The suit, case number ⟦{d3}/{year}⟧, drags on."],
        "bn": ["সাধারণ ডায়েরি নং ⟦{d3}⟧ করা হয়।", "মামলা নম্বর ⟦{d2}({ward}){year}⟧ চলছে।"],
    },
    "number plate": {
        "en": ["Its plate read ⟦Khulna Metro-Cha {d2}-{d4}⟧."],
        "bn": ["নম্বর প্লেটে ⟦খুলনা মেট্রো-চ {d2}-{d4}⟧ লেখা।"],
    },
    "day": {
        "en": ["We were freed the ⟦{day}th of {month}⟧.", "title|Home again: ⟦{day} {month} {year}⟧", "Stamped ⟦{year}-{mm}-{dd}⟧."],
        "bn": ["⟦{year} সালের {day} {month}⟧ মুক্তি পাই।", "title|ঘরে ফেরা: ⟦{day} {month} {year}⟧", "সিলে ⟦{dd}.{mm}.{year}⟧ লেখা।"],
    },
    "day of the Bengali year": {
        "en": ["On ⟦{day} Poush⟧ the river froze their hands."],
        "bn": ["⟦{day} {bengali}⟧ তারিখে নৌকা ছাড়ে।", "⟦{bengali} মাসের {day} তারিখে⟧ খবর আসে।"],
    },
    "birthday": {
        "en": ["Date of birth: ⟦{dd}/{mm}/{year}⟧.", "Her birthday, ⟦{day} {month}⟧, passed in the camp."],
        "bn": ["জন্মতারিখ: ⟦{dd}/{mm}/{year}⟧।", "⟦{day} {month}⟧ তার জন্মদিন ছিল।"],
    },
    "flight": {
        "en": ["Seat 14 on ⟦{airline} {d3}⟧ was his.", "PNR ⟦K7{d3}Q⟧ is on the ticket."],
        "bn": ["⟦{airline} {d3}⟧ ফ্লাইটে ফিরি।", "টিকিট নম্বর ⟦{d13}⟧ রেখে দিয়েছি।"],
    },
    "exact sum": {
        "en": ["He lost Tk. ⟦{exact}⟧ in one night.", "The total came to ⟦Tk {exact}⟧."],
        "bn": ["এক রাতে ⟦{exact} টাকা⟧ হারাই।", "মোট খরচ ৳⟦{exact}⟧।"],
    },
    "position": {
        "en": ["GPS: ⟦{lat} N, {lon} E⟧", "alt text|Map with the pin at ⟦{plus}⟧"],
        "bn": ["জিপিএস: ⟦{lat}, {lon}⟧", "alt text|মানচিত্রে ⟦{plus}⟧ চিহ্ন"],
    },
    "company": {
        "en": ["⟦{thing} Construction LLC⟧ hired forty men.", "They sewed for ⟦{thing} Garments⟧ in Jordan."],
        "bn": ["⟦{thing} ট্রাভেলসে⟧ টাকা জমা দিই।", "জর্ডানে ⟦{thing} গার্মেন্টসে⟧ সেলাই করতাম।"],
    },
    "vessel": {
        "en": ["The trawler named ⟦{thing}⟧ broke apart.", "caption|The vessel \"⟦{thing}⟧\" in the harbour."],
        "bn": ["ট্রলারটির নাম ছিল ⟦{thing}⟧।", "⟦{thing}⟧ নামের একটি জাহাজ আমাদের বাঁচায়।"],
    },
    "camp": {
        "en": ["Two years in ⟦{thing} prison⟧ broke him.", "We were ninety in ⟦cell {ward}⟧."],
        "bn": ["⟦{thing} কারাগারে⟧ দুই বছর ছিলেন।", "⟦সেল নম্বর {ward}⟧ এ নব্বইজন।"],
    },
    "one of a kind": {
        "en": ["He was ⟦the first man from our village⟧ to reach Spain.", "She is ⟦the imam's daughter⟧."],
        "bn": ["তিনি ⟦ইউনিয়নের প্রথম নারী⟧ চালক।", "সে ⟦মেম্বারের ভাতিজা⟧।"],
    },
    "mark on the body": {
        "en": ["There is ⟦a burn scar⟧ on her neck.", "He ⟦has only one hand⟧ since then."],
        "bn": ["⟦কপালে পোড়া দাগ⟧ রয়ে গেছে।", "তার ⟦ডান পা নেই⟧।"],
    },
    "camera's file name": {
        "en": ["file name|⟦PXL_{year}{mm}{dd}⟧_071530123.jpg", "file name|⟦Screenshot_{year}-{mm}-{dd}⟧-11-02.png"],
        "bn": ["file name|⟦DSC_{d4}⟧.JPG", "file name|⟦signal-{year}-{mm}-{dd}⟧-104512.jpg"],
    },
    "name in a file name": {
        "en": ["file name|md-⟦{lowman}⟧-consent.pdf", "file name|⟦{woman}Khatun⟧Final.mp4"],
        "bn": ["file name|মোঃ-⟦{man}⟧-সাক্ষাৎকার.mp4", "file name|⟦{woman}_খাতুন⟧_ছবি.png"],
    },
    "name or day in a slug": {
        "en": ["slug|my-brother-⟦{lowman}⟧-in-libya", "slug|⟦{lowman}-mia⟧-returns", "slug|rescued-on-⟦{year}-{mm}-{dd}⟧"],
        "bn": ["slug|আমার-ভাই-⟦{man}⟧-লিবিয়ায়", "slug|⟦{man}-মিয়া⟧-ফিরলেন"],
    },
    "alt text": {
        "en": ["alt text|⟦{woman} Akter⟧ at her sewing machine.", "alt text|A picture of ⟦{man}⟧ and his mother."],
        "bn": ["alt text|সেলাই মেশিনে ⟦{woman} আক্তার⟧।", "alt text|⟦{man} শেখের⟧ ছবি, পাশে তার মা।"],
    },
}  # fmt: skip

CLEAN = {
    "en": [
        "Rain had ruined the harvest twice, so the offer of a job abroad sounded like a rescue.",
        "Before leaving, she took a course in housekeeping and learned a few words of Arabic.",
        "The agent said that a licence was not needed; that was the first lie.",
        "Hunger, heat and fear were the only companions on the road through the Sahara.",
        "Men with guns stopped the truck near the Libyan border and took every phone.",
        "Six months passed before the Embassy in Athens could send him home.",
        "Back in {district}, neighbours laughed at him and creditors came to the door.",
        "With a grant of {rounded} taka she bought two cows and a sewing machine.",
        "Her monthly income is now between 15,000 and 20,000 taka.",
        "Between 2015 and {year}, many young men left the coast for Malaysia by boat.",
        "Training at the TTC lasted 30 days and cost nothing.",
        "According to the Bureau of Manpower, more than 1,100,000 people went abroad in {year}.",
        "You can call 999 in an emergency, or 16135 from anywhere in Bangladesh.",
        "From abroad, dial +8809610102030 for the same hotline.",
        "Learn the language. Keep a copy of every paper. Tell your family where you are.",
        "Winter in Bosnia was hard, and police dogs hunted the men in the forest.",
        "Somebody in the group had heard of IOM and asked the guard for help.",
        "Both daughters go to school now, and the eldest wants to become a nurse.",
        "Counselling helped him to sleep again; the nightmares came less often.",
        "In the play, a farmer sells his land to a cheat and loses everything.",
        "About 150 people watched the show in the union, half of them women.",
        "Regular migration takes longer, but the worker is protected by law.",
        "Prottasha ran from 2017 with funds of the European Union.",
        "Eid came and went without a word from home.",
        "Saudi Arabia, Oman and Qatar are where most women from {district} work.",
        "The fee fixed by the Government is lower than what brokers ask.",
        "His father mortgaged the house and his wife sold her gold.",
        "Friends told her that domestic workers in Jordan get one day off in a week.",
        "After 14 hours at sea the engine stopped and water came in.",
        "Sometimes the contract is only read out at the airport; then it is too late.",
    ],
    "bn": [
        "পরপর দুবার বন্যায় ফসল নষ্ট হলে বিদেশে যাওয়ার প্রস্তাব আশীর্বাদ মনে হয়েছিল।",
        "যাওয়ার আগে তিনি গৃহকর্মীর প্রশিক্ষণ নেন, কিছু আরবি শব্দও শেখেন।",
        "আমার ভাই প্রথমে রাজি হয়নি, পরে মত বদলায়।",
        "দালাল বলেছিল লাইসেন্স লাগে না, সেটাই ছিল প্রথম মিথ্যা।",
        "ক্ষুধা আর ভয় নিয়ে সাহারা মরুভূমি পাড়ি দিতে হয়।",
        "লিবিয়ার সীমান্তে অস্ত্রধারীরা ট্রাক থামিয়ে সব ফোন কেড়ে নেয়।",
        "ছয় মাস পর এথেন্সের দূতাবাস তাকে দেশে পাঠায়।",
        "{district} ফিরে এলে পাওনাদারেরা দরজায় এসে দাঁড়ায়।",
        "অনুদানের {rounded} টাকা দিয়ে তিনি দুটি গাভী ও একটি সেলাই মেশিন কেনেন।",
        "এখন তার মাসিক আয় ১৫,০০০ থেকে ২০,০০০ টাকা।",
        "২০১৫ থেকে {year} সালের মধ্যে বহু তরুণ সাগরপথে মালয়েশিয়া গেছে।",
        "কারিগরি প্রশিক্ষণ কেন্দ্রে ৩০ দিনের প্রশিক্ষণ বিনামূল্যে দেওয়া হয়।",
        "জরুরি প্রয়োজনে ৯৯৯, অথবা ১৬১৩৫ নম্বরে ফোন করুন।",
        "বিদেশ থেকে +৮৮০৯৬১০১০২০৩০ নম্বরে ফোন করা যায়।",
        "ভাষা শিখুন, কাগজের কপি রাখুন, পরিবারকে জানান কোথায় আছেন।",
        "বসনিয়ার শীত ছিল ভয়াবহ, জঙ্গলে পুলিশের কুকুর তাড়া করত।",
        "দলের একজন আইওএমের নাম শুনেছিল, সে পাহারাদারের কাছে সাহায্য চায়।",
        "দুই মেয়ে এখন স্কুলে যায়, বড়টি নার্স হতে চায়।",
        "পরামর্শ পেয়ে তিনি আবার ঘুমাতে পারেন, দুঃস্বপ্ন কমে এসেছে।",
        "নাটকে এক কৃষক প্রতারকের কাছে জমি বেচে সব হারায়।",
        "ইউনিয়নে প্রায় ১৫০ জন নাটকটি দেখেন, অর্ধেকই নারী।",
        "বৈধ পথে সময় বেশি লাগে, তবে শ্রমিক আইনের সুরক্ষা পান।",
        "ঈদ এলো, গেল, বাড়ির কোনো খবর এলো না।",
        "{district} থেকে বেশির ভাগ নারী সৌদি আরব, ওমান ও কাতারে কাজ করতে যান।",
        "সরকার নির্ধারিত খরচ দালালের চাওয়া টাকার চেয়ে অনেক কম।",
        "তার বাবা ভিটা বন্ধক রাখেন, স্ত্রী গয়না বিক্রি করেন।",
        "বন্ধুরা জানায়, জর্ডানে গৃহকর্মীরা সপ্তাহে একদিন ছুটি পান।",
        "চৌদ্দ ঘণ্টা পর ইঞ্জিন বন্ধ হয়ে যায়, নৌকায় পানি উঠতে থাকে।",
        "গ্রামের বাজারে তার চায়ের দোকান এখন জমজমাট।",
        "মালিক পাসপোর্ট রেখে দেন, বাইরে যেতে দিতেন না।",
        "পাড়ার মসজিদে জুমার পর এ নিয়ে আলোচনা হয়।",
        "বিমানবন্দরে পৌঁছে বুঝতে পারেন ভিসাটি জাল।",
    ],
}
