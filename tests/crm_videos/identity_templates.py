"""Sentences with identifiers of 44 kinds, and sentences that only look so. The lint grew on these."""

TEMPLATES = {
    "title and name": {
        "en": ["Md. ⟦{man}⟧ went with us.", "Later Mst ⟦{woman} Khatun⟧ told the volunteers everything."],
        "bn": ["মোঃ ⟦{man}⟧ আমাদের সঙ্গে গিয়েছিলেন।", "পরে মোছাঃ ⟦{woman} খাতুন⟧ সব কথা খুলে বলেন।"],
    },
    "honorific": {
        "en": ["I met Mr ⟦{man}⟧ at the airport.", "Everyone went to ⟦{man} saheb⟧ for advice."],
        "bn": ["জনাব ⟦{man}⟧ কাগজ দেখেছিলেন।", "পরামর্শের জন্য ⟦{man} সাহেবের⟧ কাছে যাই।"],
    },
    "family name": {
        "en": ["The land was sold to ⟦{man} Howlader⟧ at a loss.", "caption|⟦{woman} Begum⟧ feeding her ducks."],
        "bn": ["জমিটি ⟦{man} হাওলাদার⟧ কিনে নেন।", "caption|⟦{woman} বেগম⟧ হাঁসের খামারে কাজ করছেন।"],
    },
    "kin and name": {
        "en": ["My brother ⟦{man}⟧ sold his shop.", "She lived with her aunt, ⟦{woman}⟧, for a year."],
        "bn": ["আমার ভাই ⟦{man}⟧ দোকান বিক্রি করে দেয়।", "আমার বোন ⟦{woman}কে⟧ সব জানাই।"],
    },
    "name and kin": {
        "en": ["⟦{man}⟧, my brother, paid half.", "Then ⟦{man} bhai⟧ phoned from Dubai."],
        "bn": ["তখন ⟦{man} ভাই⟧ ফোন করে বলেন সব ঠিক আছে।", "⟦{woman} আপা⟧ আমাকে সাহস দেন।"],
    },
    "one relative": {
        "en": ["⟦My maternal uncle⟧ arranged it.", "It was ⟦her brother-in-law⟧ who took the papers."],
        "bn": ["⟦আমার চাচাতো ভাই⟧ সব ঠিক করে দেয়।", "⟦তার দুলাভাই⟧ কাগজ নিয়ে যান।"],
    },
    "middleman": {
        "en": ["I paid the broker ⟦{man}⟧ in cash.", "A dalal named ⟦{man}⟧ came at night."],
        "bn": ["দালাল ⟦{man}⟧ টাকা নিয়ে উধাও হয়।", "⟦{man}⟧ নামে এক দালাল রাতে আসে।"],
    },
    "employer": {
        "en": ["My employer ⟦{man}⟧ kept my passport.", "The owner, ⟦{man}⟧, locked the door."],
        "bn": ["মালিক ⟦{man}⟧ পাসপোর্ট আটকে রাখেন।", "আমার কফিল ⟦{man}⟧ বেতন দিত না।"],
    },
    "person of a role": {
        "en": ["The volunteer ⟦{woman}⟧ visited us.", "UP member ⟦{man}⟧ signed the paper."],
        "bn": ["স্বেচ্ছাসেবক ⟦{woman}⟧ আমাদের বাড়ি আসেন।", "⟦{man} মেম্বার⟧ কাগজে সই করেন।"],
    },
    "so named": {
        "en": ["There I met a man called ⟦{man}⟧.", "Her real name is ⟦{woman}⟧."],
        "bn": ["সেখানে ⟦{man}⟧ নামে একজনের সঙ্গে দেখা হয়।", "তার আসল নাম ⟦{woman}⟧।"],
    },
    "bare name": {
        "en": ["After that I never saw ⟦{man}⟧ again.", "We trusted ⟦{woman}⟧ and gave her the papers."],
        "bn": ["\"আর দেরি কোরো না\" — ⟦{woman}⟧, {age}", "⟦{man}-এর⟧ সঙ্গে আর দেখা হয়নি।"],
    },
    "name said again": {
        "en": ["The agent ⟦{man} Sheikh⟧ laughed."],
        "bn": ["দালাল ⟦{man} শেখ⟧ হাসতে থাকে।"],
    },
    "village": {
        "en": ["She grew up in ⟦{place} village⟧.", "He returned to the village of ⟦{place}⟧."],
        "bn": ["তিনি ⟦{place} গ্রামে⟧ বড় হয়েছেন।", "তার বাড়ি ⟦{place}⟧ নামের একটি গ্রামে।"],
    },
    "union": {
        "en": ["We come from ⟦{place} Union⟧.", "The show was in ⟦{union} union⟧."],
        "bn": ["আমরা ⟦{place} ইউনিয়নের⟧ মানুষ।", "তার বাড়ি ⟦{union} ইউনিয়নে⟧।"],
    },
    "upazila": {
        "en": ["He now farms in ⟦{upazila}⟧ again.", "She is from ⟦{upazila} upazila⟧."],
        "bn": ["তিনি ⟦{upazila} উপজেলায়⟧ থাকেন।", "তার বাড়ি ⟦{upazila} থানায়⟧।"],
    },
    "pair of places": {
        "en": ["Home is ⟦{place}, {upazila}⟧.", "caption|Courtyard meeting, ⟦{union}, {upazila}⟧"],
        "bn": ["তার ঠিকানা ⟦{place}, {upazila}⟧।", "caption|উঠান বৈঠক, ⟦{union}, {upazila}⟧"],
    },
    "ward": {
        "en": ["Everybody in ⟦ward no. {ward}⟧ knew.", "He lives in ⟦Ward {ward}⟧."],
        "bn": ["⟦{ward} নং ওয়ার্ডের⟧ সবাই জানত।", "তিনি ⟦ওয়ার্ড নং {ward}⟧ এলাকায় থাকেন।"],
    },
    "road": {
        "en": ["Their room was on ⟦{thing} Road⟧.", "They met at ⟦{place} Para⟧ by night."],
        "bn": ["বাসা ছিল ⟦{thing} রোডে⟧।", "রাতে ⟦{thing} পাড়ায়⟧ দেখা হয়।"],
    },
    "house": {
        "en": ["Come to ⟦House {d2}⟧, he wrote.", "She rents ⟦holding no. {d3}⟧."],
        "bn": ["⟦বাসা নং {d2}⟧ খুঁজে পাই।", "⟦হোল্ডিং নম্বর {d3}⟧ তার ঠিকানা।"],
    },
    "post office": {
        "en": ["Letters came to ⟦{place} Post Office⟧.", "The ⟦post code {d4}⟧ was on the form."],
        "bn": ["চিঠি আসত ⟦ডাকঘর {place}⟧ ঠিকানায়।", "ফরমে ⟦পোস্ট কোড {d4}⟧ লেখা ছিল।"],
    },
    "school or market": {
        "en": ["He taught at ⟦{place} High School⟧.", "Her stall is in ⟦{place} Bazar⟧."],
        "bn": ["তিনি ⟦{place} উচ্চ বিদ্যালয়ে⟧ পড়তেন।", "তার দোকান ⟦{place} বাজারে⟧।"],
    },
    "mosque or madrasa": {
        "en": ["We prayed at ⟦{thing} Jame Mosque⟧.", "He left ⟦{place} Madrasa⟧ early."],
        "bn": ["আমরা ⟦{place} জামে মসজিদে⟧ নামাজ পড়তাম।", "সে ⟦{place} দাখিল মাদ্রাসা⟧ ছেড়ে দেয়।"],
    },
    "mobile": {
        "en": ["Call him on ⟦{mobile}⟧.", "Her number is ⟦{mobile_split}⟧ still."],
        "bn": ["তাকে ⟦{mobile}⟧ নম্বরে ফোন দিন।", "তার ফোন ⟦{mobile_split}⟧ এখনো খোলা।"],
    },
    "mobile with the country's code": {
        "en": ["The family wrote from ⟦{mobile_abroad}⟧.", "Message ⟦{mobile_hidden}⟧ first."],
        "bn": ["পরিবার ⟦{mobile_abroad}⟧ থেকে লিখেছিল।", "আগে ⟦{mobile_hidden}⟧ নম্বরে লিখুন।"],
    },
    "foreign phone": {
        "en": ["The trafficker used ⟦{foreign}⟧ then.", "Threats came from ⟦{foreign}⟧ each week."],
        "bn": ["পাচারকারীরা ⟦{foreign}⟧ থেকে ফোন করত।", "প্রতি সপ্তাহে ⟦{foreign}⟧ থেকে হুমকি আসত।"],
    },
    "phone in words": {
        "en": ["He repeated it: ⟦{spoken}⟧."],
        "bn": ["তিনি আবার বললেন, ⟦{spoken}⟧।"],
    },
    "messenger": {
        "en": ["My ⟦WhatsApp number: {mobile}⟧ is unchanged.", "His ⟦imo id {mail}⟧ was online."],
        "bn": ["আমার ⟦হোয়াটসঅ্যাপ নম্বর {mobile}⟧ একই আছে।", "তার ⟦ইমো আইডি {mail}⟧ চালু ছিল।"],
    },
    "mail": {
        "en": ["Write to ⟦{mail}@gmail.com⟧.", "Her mail was ⟦{mail} (at) yahoo (dot) com⟧."],
        "bn": ["⟦{mail}@gmail.com⟧ ঠিকানায় লিখুন।", "মেইল ছিল ⟦{mail}@yahoo.com⟧।"],
    },
    "web address": {
        "en": ["See ⟦https://www.facebook.com/{mail}⟧.", "He posted at ⟦fb.com/{mail}⟧."],
        "bn": ["⟦https://www.facebook.com/{mail}⟧ দেখুন।", "ছবি আছে ⟦fb.com/{mail}⟧ পাতায়।"],
    },
    "profile": {
        "en": ["Her Facebook profile \"⟦{woman} {man}⟧\" is public.", "On Facebook name ⟦{man}⟧ you find him."],
        "bn": ["তার ফেসবুক আইডি \"⟦{woman} {man}⟧\" সবাই দেখে।", "ফেসবুকে \"⟦{man} {man}⟧\" নামে তাকে পাওয়া যায়।"],
    },
    "handle": {
        "en": ["Follow ⟦@{mail}⟧ for more."],
        "bn": ["আরও জানতে ⟦@{mail}⟧ দেখুন।"],
    },
    "national id": {
        "en": ["Her ⟦NID no. {d10}⟧ was copied.", "They wrote down ⟦{d13}⟧ from the card."],
        "bn": ["তার ⟦জাতীয় পরিচয়পত্র নম্বর {d10}⟧ নেওয়া হয়।", "কার্ড থেকে ⟦{d17}⟧ লিখে নেয়।"],
    },
    "birth registration": {
        "en": ["The ⟦birth registration number {d17}⟧ was false."],
        "bn": ["⟦জন্ম নিবন্ধন নম্বর {d17}⟧ ভুয়া ছিল।"],
    },
    "passport": {
        "en": ["The ⟦passport BN{d7}⟧ was taken.", "He showed ⟦A{d8}⟧, a false one."],
        "bn": ["⟦পাসপোর্ট নম্বর BN{d7}⟧ নিয়ে নেয়।", "⟦EK{d7}⟧ পাসপোর্টটি নকল ছিল।"],
    },
    "card or visa": {
        "en": ["Her ⟦BMET card no. {d9}⟧ is valid.", "The ⟦visa number {d9}⟧ did not exist."],
        "bn": ["তার ⟦স্মার্ট কার্ড নম্বর {d9}⟧ সঠিক।", "⟦ভিসা নম্বর {d9}⟧ আসলে ছিল না।"],
    },
    "bank account": {
        "en": ["I paid into ⟦account no. {d13}⟧.", "Send it to ⟦A/C {d4}-{d3}-{d7}⟧, he said."],
        "bn": ["⟦হিসাব নম্বর {d13}⟧ তে টাকা জমা দিই।", "⟦একাউন্ট নং {d4}-{d7}⟧ এ পাঠাতে বলে।"],
    },
    "mobile money": {
        "en": ["I sent it by ⟦bKash {mobile}⟧.", "Their ⟦Nagad number {mobile_split}⟧ is closed."],
        "bn": ["⟦বিকাশ নম্বর {mobile}⟧ এ টাকা পাঠাই।", "তাদের ⟦নগদ {mobile_split}⟧ এখন বন্ধ।"],
    },
    "case": {
        "en": ["We filed ⟦case no. {d2}/{year}⟧.", "See ⟦GD no. {d4}⟧ at the station."],
        "bn": ["আমরা ⟦মামলা নং {d2}/{year}⟧ করি।", "থানায় ⟦জিডি নম্বর {d4}⟧ আছে।"],
    },
    "number plate": {
        "en": ["We left in ⟦Dhaka Metro-Ga {d2}-{d4}⟧.", "A van, ⟦Sylhet-Tha {d2}-{d4}⟧, waited."],
        "bn": ["⟦ঢাকা মেট্রো-গ {d2}-{d4}⟧ গাড়িতে যাই।", "⟦সিলেট-থ {d2}-{d4}⟧ দাঁড়িয়ে ছিল।"],
    },
    "day": {
        "en": ["On ⟦{day} {month} {year}⟧ I flew.", "He came back on ⟦{month} {day}, {year}⟧.", "It was ⟦{dd}/{mm}/{year}⟧ then."],
        "bn": ["⟦{day} {month} {year}⟧ রওনা হই।", "⟦{month} মাসের {day} তারিখ⟧ ফিরে আসি।", "⟦{dd}/{mm}/{year}⟧ তারিখে দেশে ফিরি।"],
    },
    "day of the Bengali year": {
        "en": ["It was ⟦{day} Boishakh⟧ when he left.", "They wed on the ⟦{day} Falgun⟧ at home."],
        "bn": ["⟦{day} {bengali}⟧ তিনি বাড়ি ছাড়েন।", "বিয়ে হয় ⟦{day}ই {bengali}⟧ রাতে।"],
    },
    "birthday": {
        "en": ["She was born on ⟦{day} {month} {year}⟧.", "He is ⟦{age} years and 5 months⟧ old."],
        "bn": ["তার জন্ম তারিখ ⟦{day} {month} {year}⟧।", "তার বয়স ⟦{age} বছর 5 মাস⟧।"],
    },
    "flight": {
        "en": ["I took ⟦flight {airline} {d3}⟧.", "The plane was ⟦{airline}-{d3}⟧ to Doha."],
        "bn": ["⟦ফ্লাইট {airline} {d3}⟧ এ যাই।", "বিমান ছিল ⟦{airline}-{d3}⟧, দোহা হয়ে।"],
    },
    "exact sum": {
        "en": ["I paid ⟦{exact} taka⟧ in all.", "It cost ⟦BDT {exact}⟧ to leave."],
        "bn": ["মোট ⟦{exact} টাকা⟧ দিয়েছি।", "আমার ঋণ ছিল ⟦{exact} টাকা⟧।"],
    },
    "position": {
        "en": ["The farm is at ⟦{lat}, {lon}⟧.", "Its code is ⟦{plus}⟧ on the map."],
        "bn": ["খামারটি ⟦{lat}, {lon}⟧ বিন্দুতে।", "মানচিত্রে ⟦{plus}⟧ লিখলেই হয়।"],
    },
    "company": {
        "en": ["I worked for ⟦{thing} Trading⟧ there.", "An agency, ⟦{thing} Overseas Ltd⟧, took us."],
        "bn": ["আমি ⟦{thing} কোম্পানিতে⟧ কাজ করতাম।", "⟦{thing} ওভারসিজ⟧ আমাদের পাঠায়।"],
    },
    "vessel": {
        "en": ["They put us on a boat called ⟦{thing}⟧.", "The ship ⟦MV {thing}⟧ saved us."],
        "bn": ["আমাদের ⟦এমভি {thing}⟧ জাহাজে তোলে।", "⟦{thing}⟧ নামের ট্রলারে ছিলাম।"],
    },
    "camp": {
        "en": ["I was held in ⟦camp no. {ward}⟧.", "At ⟦{thing} detention centre⟧ we starved."],
        "bn": ["আমাকে ⟦{ward} নং ক্যাম্পে⟧ রাখে।", "⟦{thing} ক্যাম্পে⟧ আমরা না খেয়ে থাকতাম।"],
    },
    "one of a kind": {
        "en": ["She is ⟦the only woman driver in our union⟧.", "He is ⟦the chairman's son⟧."],
        "bn": ["তিনি ⟦চেয়ারম্যানের ছেলে⟧।", "তিনি ⟦গ্রামের একমাত্র দর্জি⟧।"],
    },
    "mark on the body": {
        "en": ["He has ⟦a long scar⟧ on the cheek.", "She ⟦lost two fingers⟧ at the press."],
        "bn": ["তার ⟦গালে কাটা দাগ⟧ আছে।", "মেশিনে তার ⟦একটি আঙুল কাটা⟧ পড়ে।"],
    },
    "camera's file name": {
        "en": ["file name|⟦IMG_{year}{mm}{dd}⟧_104512.jpg", "file name|⟦VID-{year}{mm}{dd}⟧-WA0007.mp4"],
        "bn": ["file name|⟦IMG_{year}{mm}{dd}⟧_104512.jpg", "file name|⟦WhatsApp Image {year}-{mm}-{dd}⟧.jpeg"],
    },
    "name in a file name": {
        "en": ["file name|⟦{lowwoman}_begum⟧_portrait.jpg", "file name|interview-⟦{man}Howlader⟧.mp4"],
        "bn": ["file name|⟦{woman}_বেগম⟧.jpg", "file name|সাক্ষাৎকার-⟦{man}-হাওলাদার⟧.mp4"],
    },
    "name or day in a slug": {
        "en": ["slug|the-story-of-⟦{lowwoman}-khatun⟧", "slug|back-from-libya-⟦{day}-march-{year}⟧", "slug|⟦{lowplace}-village⟧-returnee"],
        "bn": ["slug|⟦{woman}-খাতুন⟧-এর-গল্প", "slug|দেশে-ফেরা-⟦{day}-মার্চ-{year}⟧"],
    },
    "alt text": {
        "en": ["alt text|Photo of ⟦{woman}⟧ in her shop.", "alt text|Portrait of ⟦{man}⟧ with his goats."],
        "bn": ["alt text|⟦{woman} বেগমের⟧ ছবি।", "alt text|ছবিতে ⟦{man} মিয়া⟧ গরুর সঙ্গে।"],
    },
}  # fmt: skip

CLEAN = {
    "en": [
        "She paid about {rounded} taka in all.",
        "The family borrowed BDT {rounded} from relatives.",
        "He earned nearly 1,200 euros a month in Milan.",
        "In {month} {year} she came home to {district}.",
        "The journey took three months and twelve days.",
        "For advice, call 08000102030 free of charge.",
        "The hotline 09610102030 answers every day from 9 am to 6 pm.",
        "The DEMO office in {district} checked the papers.",
        "BMET and the Ministry keep a list of licensed agencies.",
        "The Reintegration Service Centre gave her training in tailoring.",
        "His mother wept when he came back.",
        "My husband could not find work for two years.",
        "They crossed the desert into Libya and then the sea to Italy.",
        "Nobody in the village believed the promises any more.",
        "The middleman promised a job in a restaurant.",
        "He was locked in a warehouse with forty others.",
        "In {year} the Government of Bangladesh signed an agreement with Malaysia.",
        "A volunteer told them about the Migration Forum in the union.",
        "Two brothers from another district shared the room.",
        "Today she runs a small poultry farm and employs one worker.",
        "Since May 2021 he has repaid half of the loan.",
        "The women met in the courtyard and watched a short video.",
        "On International Migrants Day, 18 December, the returnees spoke at the fair.",
        "Her advice: check the visa and the contract before you pay.",
        "Only 5 of the 120 people in the boat could swim.",
        "The loan of 500,000 taka (about 4,560 USD) took four years to repay.",
        "He is 34 years old and has two children.",
        "The school gave the children books and a meal.",
        "From Dhaka they flew to Istanbul and walked to Greece.",
        "Facebook posts made the offer look real.",
        "The police in Tripoli asked for money at every gate.",
        "BRAC and IOM helped him to plan the shop.",
    ],
    "bn": [
        "সব মিলিয়ে তিনি প্রায় {rounded} টাকা দিয়েছেন।",
        "পরিবার আত্মীয়দের কাছ থেকে {rounded} টাকা ধার নেয়।",
        "ইতালিতে তিনি মাসে প্রায় ১,২০০ ইউরো আয় করতেন।",
        "{year} সালের {month} মাসে তিনি {district} ফিরে আসেন।",
        "যাত্রায় লেগেছিল তিন মাস বারো দিন।",
        "পরামর্শের জন্য ০৮০০০১০২০৩০ নম্বরে বিনা খরচে ফোন করুন।",
        "হটলাইন ০৯৬১০১০২০৩০ প্রতিদিন সকাল ৯টা থেকে সন্ধ্যা ৬টা পর্যন্ত খোলা।",
        "{district} জেলা কর্মসংস্থান ও জনশক্তি অফিস কাগজ যাচাই করে।",
        "বিএমইটি ও মন্ত্রণালয় বৈধ এজেন্সির তালিকা রাখে।",
        "রিইন্টিগ্রেশন সার্ভিস সেন্টার তাকে সেলাই প্রশিক্ষণ দেয়।",
        "তিনি ফিরে এলে তার মা কেঁদে ফেলেন।",
        "আমার স্বামী দুই বছর কোনো কাজ পাননি।",
        "তারা মরুভূমি পার হয়ে লিবিয়া, পরে সাগর পাড়ি দিয়ে ইতালি যায়।",
        "গ্রামের কেউ আর এসব কথা বিশ্বাস করত না।",
        "দালাল রেস্তোরাঁয় চাকরির কথা বলেছিল।",
        "আরও চল্লিশজনের সঙ্গে তাকে একটি গুদামে আটকে রাখা হয়।",
        "{year} সালে বাংলাদেশ সরকার মালয়েশিয়ার সঙ্গে চুক্তি করে।",
        "একজন স্বেচ্ছাসেবক তাদের অভিবাসন ফোরামের কথা জানান।",
        "অন্য জেলার দুই ভাই একই ঘরে থাকতেন।",
        "এখন তিনি একটি ছোট মুরগির খামার চালান, একজন কর্মীও রেখেছেন।",
        "২০২১ সালের মে মাস থেকে তিনি ঋণের অর্ধেক শোধ করেছেন।",
        "মহিলারা উঠানে বসে একটি ছোট ভিডিও দেখেন।",
        "১৮ ডিসেম্বর আন্তর্জাতিক অভিবাসী দিবসে ফিরে আসা মানুষেরা কথা বলেন।",
        "তার পরামর্শ, টাকা দেওয়ার আগে ভিসা ও চুক্তি যাচাই করুন।",
        "নৌকার ১২০ জনের মধ্যে মাত্র ৫ জন সাঁতার জানত।",
        "তার বয়স ৩৪ বছর, দুই সন্তান আছে।",
        "স্কুল থেকে শিশুদের বই ও খাবার দেওয়া হয়।",
        "ঢাকা থেকে ইস্তাম্বুল, সেখান থেকে হেঁটে গ্রিস।",
        "ফেসবুকের বিজ্ঞাপন দেখে সব সত্যি মনে হয়েছিল।",
        "মালিক প্রতিদিন ষোলো ঘণ্টা কাজ করাত।",
        "ব্র্যাক ও আইওএম দোকান সাজাতে সাহায্য করে।",
        "ছোট গ্রামে কাজের সুযোগ কম, তাই তরুণেরা শহরে যায়।",
    ],
}
