"""What a journey costs, and what a middleman adds to it (leaflet, factsheet, MiGOF)."""

from portal.demo.guides.shapes import GuideTexts

MIDDLEMEN: GuideTexts = {
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
                        "<p>Complaints about an agency are taken by the manpower office of your "
                        "district.</p>",
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
                        "<p>এজেন্সির বিরুদ্ধে অভিযোগ আপনার জেলার জনশক্তি অফিসে নেওয়া হয়।</p>",
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
