"""The words of the sample pages, English and Bangla side by side.

Each statement rests on the project's leaflet, its factsheet or the migration
governance framework; what none of them says stands in a "to be filled in" box.
"""

from typing import Any, TypedDict


class PageText(TypedDict):
    """One page in one language; ``body`` holds (block, value) pairs."""

    title: str
    intro: str
    body: list[tuple[str, Any]]


class PageTexts(TypedDict):
    """A page in both languages."""

    slug: str
    en: PageText
    bn: PageText


PICTURE: dict[str, Any] = {
    "title": "Village by a river",
    "en": {
        "alt_text": "Drawing of a village by a river in the morning, with a boat on the water.",
        "credit": "Nirapad demo",
    },
    "bn": {
        "alt_text": "আঁকা ছবি: সকালে নদীর ধারে একটি গ্রাম, পানিতে একটি নৌকা।",
        "credit": "নিরাপদ ডেমো",
    },
}

BEFORE_YOU_GO: PageTexts = {
    "slug": "before-you-go",
    "en": {
        "title": "Before you go",
        "intro": "Steps to take at home before you pay anyone or sign anything.",
        "body": [
            ("picture", None),
            (
                "paragraph",
                "<p>Safe migration is open, informed and orderly, and your rights and those of "
                "your family are protected at both ends. A regular way is not always a safe one, "
                "so ask at every step.</p>",
            ),
            ("heading", "Step by step"),
            (
                "list",
                {
                    "kind": "steps",
                    "items": [
                        "<p>Call the hotline or go to the District Employment and Manpower Office "
                        "(DEMO). Both tell you about regular ways, free of charge.</p>",
                        "<p>Learn a skill and have it assessed: technical training centres do "
                        "this.</p>",
                        "<p>Check the recruiting agency. DEMO has information on agencies and "
                        "takes complaints about them.</p>",
                        "<p>Ask for a <b>written contract in a language you understand</b>.</p>",
                        "<p>Before you sell land or borrow from relatives, ask Probashi Kallyan "
                        "Bank about a loan without collateral.</p>",
                        "<p>Register and give your fingerprints at DEMO; it checks visas for "
                        "some countries.</p>",
                        "<p>Get your clearance from BMET and go to the pre-departure training.</p>",
                        "<p>Open a bank account, so that your money comes home the formal way.</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "warning",
                    "title": "Your papers are yours",
                    "text": "<p>Nobody may keep your passport, your contract or your other "
                    "papers. Keep copies with someone you trust.</p>",
                },
            ),
            ("hotline", {"reason": "Before you pay anybody, ask us."}),
            (
                "callout",
                {
                    "kind": "todo",
                    "title": "Still to be filled in by the programme",
                    "text": "<p>Fees for each step, and the addresses of the offices by "
                    "district.</p>",
                },
            ),
        ],
    },
    "bn": {
        "title": "যাওয়ার আগে",
        "intro": "কাউকে টাকা দেওয়া বা কিছুতে সই করার আগে বাড়িতে বসেই যা যা করবেন।",
        "body": [
            ("picture", None),
            (
                "paragraph",
                "<p>নিরাপদ অভিবাসন মানে সবকিছু খোলাখুলি, জেনে-বুঝে ও নিয়ম মেনে হওয়া, যাতে দুই দেশেই আপনার "
                "ও আপনার পরিবারের অধিকার রক্ষা পায়। নিয়মিত পথও সব সময় নিরাপদ নয়; তাই প্রতিটি ধাপে "
                "জিজ্ঞেস করুন।</p>",
            ),
            ("heading", "ধাপে ধাপে"),
            (
                "list",
                {
                    "kind": "steps",
                    "items": [
                        "<p>হটলাইনে ফোন করুন অথবা জেলা কর্মসংস্থান ও জনশক্তি অফিসে (ডেমো) যান। নিয়মিত পথের "
                        "কথা দুই জায়গাতেই বিনা খরচে জানা যায়।</p>",
                        "<p>একটি কাজ শিখুন এবং দক্ষতা যাচাই করিয়ে নিন: কারিগরি প্রশিক্ষণ কেন্দ্রে (টিটিসি) এটি "
                        "করা যায়।</p>",
                        "<p>রিক্রুটিং এজেন্সি যাচাই করুন। ডেমো অফিসে এজেন্সির তথ্য আছে, অভিযোগও নেওয়া হয়।</p>",
                        "<p><b>আপনি বোঝেন এমন ভাষায় লিখিত চুক্তি</b> চান।</p>",
                        "<p>জমি বিক্রি বা আত্মীয়ের কাছে ধার করার আগে প্রবাসী কল্যাণ ব্যাংকে জামানত ছাড়া ঋণের "
                        "খোঁজ নিন।</p>",
                        "<p>ডেমো অফিসে নিবন্ধন করুন ও আঙুলের ছাপ দিন; কিছু দেশের ভিসাও সেখানে যাচাই হয়।</p>",
                        "<p>বিএমইটি থেকে ছাড়পত্র নিন এবং যাওয়ার আগের প্রশিক্ষণে অংশ নিন।</p>",
                        "<p>ব্যাংক হিসাব খুলুন, যাতে টাকা বৈধ পথে বাড়ি আসে।</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "warning",
                    "title": "কাগজপত্র আপনার নিজের",
                    "text": "<p>আপনার পাসপোর্ট, চুক্তিপত্র বা অন্য কাগজ কেউ আটকে রাখতে পারে না। বিশ্বস্ত "
                    "কারও কাছে কপি রেখে যান।</p>",
                },
            ),
            ("hotline", {"reason": "কাউকে টাকা দেওয়ার আগে আমাদের জিজ্ঞেস করুন।"}),
            (
                "callout",
                {
                    "kind": "todo",
                    "title": "কর্মসূচিকে এখনো যা লিখতে হবে",
                    "text": "<p>প্রতিটি ধাপের খরচ এবং জেলা অনুযায়ী অফিসের ঠিকানা।</p>",
                },
            ),
        ],
    },
}

MIDDLEMEN: PageTexts = {
    "slug": "costs-and-middlemen",
    "en": {
        "title": "Costs and middlemen",
        "intro": "Why a middleman makes the journey dearer and riskier, and where to ask instead.",
        "body": [
            (
                "paragraph",
                "<p>A middleman (dalal) has <b>no legal place</b> in recruitment. People turn to "
                "one because information is hard to find near home. You can get it without "
                "him.</p>",
            ),
            ("heading", "Know these things"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>The cost of recruitment in Bangladesh is said to be among the highest "
                        "in the world; trade in visas and middlemen drive it up.</p>",
                        "<p>BOESL, the state's own sending company, sends people safely and at "
                        "low cost.</p>",
                        "<p>Complaints about an agency are taken by DEMO in your district.</p>",
                        "<p>Upazila Migration Forums have helped people get their money back "
                        "from middlemen.</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "warning",
                    "title": "By sea, through the desert, without papers?",
                    "text": "<p>Do not go this way. Call the hotline and ask for a regular "
                    "one.</p>",
                },
            ),
            ("hotline", {"reason": "Has somebody taken your money? Call us."}),
            (
                "callout",
                {
                    "kind": "todo",
                    "title": "Still to be filled in by the programme",
                    "text": "<p>The official costs by country, with source and date, and the "
                    "list of licensed agencies.</p>",
                },
            ),
        ],
    },
    "bn": {
        "title": "খরচ ও দালাল",
        "intro": "দালাল ধরলে কেন খরচ ও ঝুঁকি দুটোই বাড়ে, আর তার বদলে কোথায় জিজ্ঞেস করবেন।",
        "body": [
            (
                "paragraph",
                "<p>বিদেশে কর্মী পাঠানোর কাজে দালালের <b>কোনো আইনি জায়গা নেই</b>। বাড়ির কাছে তথ্য পাওয়া "
                "কঠিন বলেই মানুষ দালালের কাছে যায়। দালাল ছাড়াই আপনি সেই তথ্য পেতে পারেন।</p>",
            ),
            ("heading", "এগুলো জেনে রাখুন"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>বলা হয়, বাংলাদেশ থেকে বিদেশে যাওয়ার খরচ পৃথিবীতে সবচেয়ে বেশির মধ্যে পড়ে; ভিসা "
                        "কেনাবেচা ও দালালের কারণে তা আরও বাড়ে।</p>",
                        "<p>সরকারি প্রতিষ্ঠান বোয়েসেল কম খরচে ও নিরাপদে কর্মী পাঠায়।</p>",
                        "<p>এজেন্সির বিরুদ্ধে অভিযোগ আপনার জেলার ডেমো অফিসে নেওয়া হয়।</p>",
                        "<p>উপজেলা অভিবাসন ফোরাম দালালের কাছ থেকে টাকা ফেরত পেতে মানুষকে সাহায্য করেছে।</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "warning",
                    "title": "সাগর বা মরুভূমি পাড়ি দিয়ে, কাগজ ছাড়া?",
                    "text": "<p>এ পথে যাবেন না। হটলাইনে ফোন করে নিয়মিত পথের কথা জিজ্ঞেস করুন।</p>",
                },
            ),
            ("hotline", {"reason": "কেউ আপনার টাকা নিয়েছে? আমাদের ফোন করুন।"}),
            (
                "callout",
                {
                    "kind": "todo",
                    "title": "কর্মসূচিকে এখনো যা লিখতে হবে",
                    "text": "<p>দেশ অনুযায়ী সরকারি খরচ, উৎস ও তারিখসহ, এবং লাইসেন্সধারী এজেন্সির তালিকা।</p>",
                },
            ),
        ],
    },
}

COMING_BACK: PageTexts = {
    "slug": "when-you-come-back",
    "en": {
        "title": "When you come back",
        "intro": "Debts, illness, no work: you are not alone. This is the help there is.",
        "body": [
            (
                "paragraph",
                "<p>Ten Reintegration Service Centres (RSC) serve all 64 districts. They are in "
                "Sylhet, Sirajganj, Tangail, Narsingdi, Dhaka, Cumilla, Munshiganj, Shariatpur, "
                "Noakhali and Khulna.</p>",
            ),
            ("heading", "What you can ask for"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p><b>At once:</b> transport, food, medical help, a place to stay for a "
                        "short time.</p>",
                        "<p><b>For mind and body:</b> counselling and medical treatment.</p>",
                        "<p><b>With authorities:</b> documents, legal help, safety-net "
                        "schemes.</p>",
                        "<p><b>For a living:</b> skills training, a start in a small business, "
                        "help to find work, help with debts.</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "good",
                    "title": "Help does not depend on your story",
                    "text": "<p>You do not have to tell your story to anyone, or be in a picture "
                    "or film, to be helped.</p>",
                },
            ),
            ("hotline", {"reason": "Ask which centre serves your district."}),
            (
                "callout",
                {
                    "kind": "todo",
                    "title": "Still to be filled in by the programme",
                    "text": "<p>Address, telephone and hours of each centre, and the districts "
                    "it serves.</p>",
                },
            ),
        ],
    },
    "bn": {
        "title": "ফিরে এলে",
        "intro": "দেনা, অসুখ, কাজ নেই: আপনি একা নন। যে সাহায্য পাওয়া যায় তা এখানে।",
        "body": [
            (
                "paragraph",
                "<p>দশটি রিইন্টিগ্রেশন সার্ভিস সেন্টার (আরএসসি) ৬৪ জেলার মানুষকে সেবা দেয়। সেগুলো আছে সিলেট, "
                "সিরাজগঞ্জ, টাঙ্গাইল, নরসিংদী, ঢাকা, কুমিল্লা, মুন্সিগঞ্জ, শরীয়তপুর, নোয়াখালী ও খুলনায়।</p>",
            ),
            ("heading", "যা যা চাইতে পারেন"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p><b>তখনই:</b> যাতায়াত, খাবার, চিকিৎসা, অল্প সময়ের জন্য থাকার জায়গা।</p>",
                        "<p><b>মন ও শরীরের জন্য:</b> কাউন্সেলিং ও চিকিৎসা।</p>",
                        "<p><b>দপ্তরের কাজে:</b> কাগজপত্র, আইনি সহায়তা, সামাজিক নিরাপত্তা কর্মসূচি।</p>",
                        "<p><b>রোজগারের জন্য:</b> দক্ষতা প্রশিক্ষণ, ছোট ব্যবসা শুরু, কাজ খোঁজা ও দেনা মেটাতে "
                        "সাহায্য।</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "good",
                    "title": "সাহায্য পেতে নিজের গল্প বলতে হয় না",
                    "text": "<p>সাহায্য পাওয়ার জন্য কাউকে নিজের গল্প বলা, ছবি তোলা বা ভিডিওতে আসা লাগে না।</p>",
                },
            ),
            ("hotline", {"reason": "কোন সেন্টার আপনার জেলায় সেবা দেয়, জেনে নিন।"}),
            (
                "callout",
                {
                    "kind": "todo",
                    "title": "কর্মসূচিকে এখনো যা লিখতে হবে",
                    "text": "<p>প্রতিটি সেন্টারের ঠিকানা, ফোন ও সময় এবং কোন কোন জেলায় সেবা দেয়।</p>",
                },
            ),
        ],
    },
}

PAGES: list[PageTexts] = [BEFORE_YOU_GO, MIDDLEMEN, COMING_BACK]

DRAFT: dict[str, Any] = {
    "slug": "sending-money-home",
    "en": {
        "title": "Sending money home",
        "intro": "A draft that waits for a moderator: the formal way, and why it is safer.",
        "body": [
            (
                "paragraph",
                "<p>Send money through a bank or another formal channel. Hundi, also by mobile "
                "phone, is against the law.</p>",
            ),
        ],
    },
}
