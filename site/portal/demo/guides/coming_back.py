"""The help for those who have come back (Prottasha)."""

from portal.demo.guides.shapes import GuideTexts

COMING_BACK: GuideTexts = {
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
