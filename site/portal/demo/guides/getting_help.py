"""For those in trouble and those at home: the sea route, the family, debts (MiGOF, Prottasha)."""

from portal.demo.guides.shapes import GuideTexts

SEA_ROUTE: GuideTexts = {
    "slug": "sea-route",
    "en": {
        "title": "By sea to Europe",
        "intro": "What is known of the way through Libya, and what to do when somebody offers it.",
        "body": [
            (
                "callout",
                {
                    "kind": "warning",
                    "title": "Do not go this way",
                    "text": "<p>Who offers it sells your life. Call the hotline and ask for a regular way.</p>",
                },
            ),
            (
                "paragraph",
                "<p>Thousands of Bangladeshis have gone through Libya and over the Mediterranean Sea: 7,578 in 2016, and about 5,650 from January to 22 May 2017. Our source is of 2018; newer numbers are still to be filled in by the programme.</p>",
            ),
            ("heading", "Signs that you are being sold"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>The way leads through countries that were not spoken of.</p>",
                        "<p>Somebody takes your passport or your telephone.</p>",
                        "<p>The price grows on the way, and your family is asked for more.</p>",
                        "<p>There is no contract, no agency, and no receipt.</p>",
                    ],
                },
            ),
            ("heading", "It is a crime, and not yours"),
            (
                "paragraph",
                "<p>The Prevention and Suppression of Human Trafficking Act of 2012 holds for crimes against Bangladeshis abroad too. Whoever was sold is no criminal and may ask for help.</p>",
            ),
            (
                "hotline",
                {"reason": "Has somebody offered you this, or is somebody on the way? Call us."},
            ),
        ],
    },
    "bn": {
        "title": "সাগরপথে ইউরোপ",
        "intro": "লিবিয়া হয়ে যাওয়ার পথ সম্পর্কে যা জানা আছে, আর কেউ এই পথের কথা বললে কী করবেন।",
        "body": [
            (
                "callout",
                {
                    "kind": "warning",
                    "title": "এ পথে যাবেন না",
                    "text": "<p>যে এই পথে নিতে চায় সে আপনার জীবন বিক্রি করছে। হটলাইনে ফোন করে নিয়মিত পথের কথা জিজ্ঞেস করুন।</p>",
                },
            ),
            (
                "paragraph",
                "<p>হাজার হাজার বাংলাদেশি লিবিয়া হয়ে ভূমধ্যসাগর পাড়ি দিয়েছেন: ২০১৬ সালে ৭,৫৭৮ জন, আর জানুয়ারি থেকে ২২ মে ২০১৭ পর্যন্ত প্রায় ৫,৬৫০ জন। আমাদের সূত্র ২০১৮ সালের; নতুন সংখ্যা কর্মসূচিকে এখনো লিখতে হবে।</p>",
            ),
            ("heading", "যেসব লক্ষণে বুঝবেন আপনাকে বিক্রি করা হচ্ছে"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>যে দেশের কথা আগে বলা হয়নি সেই দেশ হয়ে নিয়ে যাচ্ছে।</p>",
                        "<p>কেউ আপনার পাসপোর্ট বা ফোন নিয়ে নিচ্ছে।</p>",
                        "<p>পথে দাম বাড়ছে, বাড়িতে আরও টাকা চাওয়া হচ্ছে।</p>",
                        "<p>চুক্তি নেই, এজেন্সি নেই, রসিদ নেই।</p>",
                    ],
                },
            ),
            ("heading", "এটা অপরাধ, আর অপরাধটা আপনার নয়"),
            (
                "paragraph",
                "<p>মানব পাচার প্রতিরোধ ও দমন আইন ২০১২ বিদেশে বাংলাদেশিদের বিরুদ্ধে করা অপরাধের বেলায়ও খাটে। যাঁকে বিক্রি করা হয়েছে তিনি অপরাধী নন, সাহায্য চাইতে পারেন।</p>",
            ),
            ("hotline", {"reason": "কেউ এই পথের কথা বলেছে, বা কেউ পথে আছে? আমাদের ফোন করুন।"}),
        ],
    },
}

FAMILY: GuideTexts = {
    "slug": "family-at-home",
    "en": {
        "title": "When your relative is abroad",
        "intro": "For mothers, wives, husbands and children at home: whom to ask when something is wrong.",
        "body": [
            ("heading", "No call, no money"),
            (
                "list",
                {
                    "kind": "steps",
                    "items": [
                        "<p>Write down what you know: the employer, the address, the agency, the last call.</p>",
                        "<p>Call the hotline. From abroad: [[hotline-from-abroad]].</p>",
                        "<p>Go to the manpower office of your district with the copies of the papers. It takes complaints about agencies.</p>",
                        "<p>Ask for the labour welfare wing of the embassy in that country.</p>",
                    ],
                },
            ),
            (
                "facts",
                {"title": "Who helps the family", "keys": ["demo-after-a-death", "welfare-board"]},
            ),
            (
                "callout",
                {
                    "kind": "good",
                    "title": "You are not alone",
                    "text": "<p>About 3.8 million households in Bangladesh have somebody abroad.</p>",
                },
            ),
            ("hotline", {"reason": "You do not know where your relative is? Call us."}),
        ],
    },
    "bn": {
        "title": "আপনজন বিদেশে থাকলে",
        "intro": "বাড়িতে থাকা মা, স্ত্রী, স্বামী ও সন্তানদের জন্য: কিছু হলে কাকে জিজ্ঞেস করবেন।",
        "body": [
            ("heading", "ফোন আসে না, টাকাও আসে না"),
            (
                "list",
                {
                    "kind": "steps",
                    "items": [
                        "<p>যা জানেন লিখে ফেলুন: মালিক, ঠিকানা, এজেন্সি, শেষ কবে কথা হয়েছে।</p>",
                        "<p>হটলাইনে ফোন করুন। বিদেশ থেকে: [[hotline-from-abroad]]।</p>",
                        "<p>কাগজের কপি নিয়ে জেলা জনশক্তি অফিসে যান। এজেন্সির বিরুদ্ধে অভিযোগ সেখানে নেওয়া হয়।</p>",
                        "<p>ওই দেশে আমাদের দূতাবাসের শ্রম কল্যাণ উইংয়ের খোঁজ নিন।</p>",
                    ],
                },
            ),
            (
                "facts",
                {"title": "পরিবারকে কে সাহায্য করে", "keys": ["demo-after-a-death", "welfare-board"]},
            ),
            (
                "callout",
                {
                    "kind": "good",
                    "title": "আপনি একা নন",
                    "text": "<p>বাংলাদেশের প্রায় ৩৮ লাখ পরিবারের কেউ না কেউ বিদেশে আছেন।</p>",
                },
            ),
            ("hotline", {"reason": "আপনজন কোথায় আছেন জানেন না? আমাদের ফোন করুন।"}),
        ],
    },
}

LOANS: GuideTexts = {
    "slug": "loans-and-debts",
    "en": {
        "title": "Loans and debts",
        "intro": "Before you sell land or borrow for the journey, and when you have come back with debts.",
        "body": [
            (
                "paragraph",
                "<p>Many who go sell land or borrow from relatives. One man paid BDT 500,000 to get to Greece, with loans and land; he was sent back, and the debts stayed. Ask first about a loan that leaves you your land.</p>",
            ),
            ("facts", {"title": "", "keys": ["pkb-loan"]}),
            ("heading", "Before you borrow"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>Count how many months of your pay the whole debt is.</p>",
                        "<p>Pay only against a receipt, and never all at once.</p>",
                        "<p>Speak with your family about who pays back if you fall ill or are sent home.</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "good",
                    "title": "You came back with debts",
                    "text": "<p>The Reintegration Service Centres help with debts too. Ask the hotline which one serves your district.</p>",
                },
            ),
            ("hotline", {"reason": "Ask us before you borrow."}),
        ],
    },
    "bn": {
        "title": "ঋণ ও দেনা",
        "intro": "যাওয়ার জন্য জমি বিক্রি বা ধার করার আগে, আর দেনা নিয়ে ফিরে এলে।",
        "body": [
            (
                "paragraph",
                "<p>যাঁরা যান তাঁদের অনেকে জমি বিক্রি করেন বা আত্মীয়ের কাছে ধার করেন। একজন ধার করে ও জমি বেচে ৫ লাখ টাকা দিয়ে গ্রিসে গিয়েছিলেন; তাঁকে ফেরত পাঠানো হয়, দেনা থেকে যায়। আগে এমন ঋণের খোঁজ নিন যাতে জমি থাকে।</p>",
            ),
            ("facts", {"title": "", "keys": ["pkb-loan"]}),
            ("heading", "ধার করার আগে"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>হিসাব করুন, পুরো দেনা আপনার কত মাসের বেতন।</p>",
                        "<p>রসিদ ছাড়া টাকা দেবেন না, সব টাকা একবারে দেবেন না।</p>",
                        "<p>আপনি অসুস্থ হলে বা ফেরত এলে কে শোধ করবে, পরিবারের সঙ্গে কথা বলে নিন।</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "good",
                    "title": "দেনা নিয়ে ফিরেছেন?",
                    "text": "<p>রিইন্টিগ্রেশন সার্ভিস সেন্টার দেনার ব্যাপারেও সাহায্য করে। কোন সেন্টার আপনার জেলায় সেবা দেয়, হটলাইনে জেনে নিন।</p>",
                },
            ),
            ("hotline", {"reason": "ধার করার আগে আমাদের জিজ্ঞেস করুন।"}),
        ],
    },
}
