"""What "safe" means, and what to have in hand before one goes (MiGOF, Global Compact)."""

from portal.demo.guides.shapes import GuideTexts

WHAT_SAFE_MEANS: GuideTexts = {
    "slug": "what-safe-means",
    "en": {
        "title": "What does “safe” mean?",
        "intro": "Safe means that everything is open, that you know what you agree to, and that your rights are kept.",
        "body": [
            (
                "paragraph",
                "<p>Going abroad is safe when it is <b>open, informed and orderly</b>, and leads to a place where your rights and those of your family are protected, there and here.</p>",
            ),
            ("heading", "Regular is not the same as safe"),
            (
                "paragraph",
                "<p>A visa alone does not make a journey safe: people with all their papers have been cheated of their wages. And somebody without papers has rights too, and may ask for help. So ask at every step.</p>",
            ),
            ("heading", "Five questions before you say yes"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>Who is my employer, and what is my work? Is it in the contract?</p>",
                        "<p>What do I pay, to whom, and do I get a receipt for all of it?</p>",
                        "<p>What do I earn, and what is taken off for food, a bed, the ticket?</p>",
                        "<p>Who has checked the agency and the visa? The manpower office of your district can.</p>",
                        "<p>Whom do I call if it goes wrong, there and here?</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "warning",
                    "title": "No answer is an answer",
                    "text": "<p>If somebody does not want you to ask, or says that you must pay today, wait. Call the hotline first.</p>",
                },
            ),
            (
                "facts",
                {
                    "title": "Who can tell you",
                    "keys": ["demo-what-it-does", "boesl", "hours-of-the-hotline"],
                },
            ),
        ],
    },
    "bn": {
        "title": "“নিরাপদ” মানে কী?",
        "intro": "নিরাপদ মানে সবকিছু খোলাখুলি, কিসে রাজি হচ্ছেন তা আপনি জানেন, আর আপনার অধিকার রক্ষা পায়।",
        "body": [
            (
                "paragraph",
                "<p>বিদেশ যাওয়া তখনই নিরাপদ, যখন তা <b>খোলাখুলি, জেনে-বুঝে ও নিয়ম মেনে</b> হয়, আর এমন জায়গায় যাওয়া হয় যেখানে আপনার ও আপনার পরিবারের অধিকার সেখানেও রক্ষা পায়, এখানেও।</p>",
            ),
            ("heading", "নিয়মিত পথ মানেই নিরাপদ নয়"),
            (
                "paragraph",
                "<p>শুধু ভিসা থাকলেই যাত্রা নিরাপদ হয় না: সব কাগজ থাকার পরও অনেকে বেতন পাননি। আবার যাঁর কাগজ নেই তাঁরও অধিকার আছে, তিনিও সাহায্য চাইতে পারেন। তাই প্রতিটি ধাপে জিজ্ঞেস করুন।</p>",
            ),
            ("heading", "রাজি হওয়ার আগে পাঁচটি প্রশ্ন"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>আমার মালিক কে, কাজটা কী? চুক্তিতে কি তা লেখা আছে?</p>",
                        "<p>কত টাকা দিচ্ছি, কাকে দিচ্ছি, পুরোটার রসিদ পাচ্ছি কি?</p>",
                        "<p>বেতন কত? খাবার, থাকা আর টিকিটের জন্য কত কাটা হবে?</p>",
                        "<p>এজেন্সি আর ভিসা কে যাচাই করেছে? জেলা জনশক্তি অফিস যাচাই করতে পারে।</p>",
                        "<p>বিপদে পড়লে কাকে ফোন করব, সেখানে আর এখানে?</p>",
                    ],
                },
            ),
            (
                "callout",
                {
                    "kind": "warning",
                    "title": "উত্তর না দেওয়াও একটা উত্তর",
                    "text": "<p>কেউ যদি প্রশ্ন করতে না দেয়, বা বলে আজই টাকা দিতে হবে, তাহলে থামুন। আগে হটলাইনে ফোন করুন।</p>",
                },
            ),
            (
                "facts",
                {
                    "title": "কে আপনাকে জানাতে পারে",
                    "keys": ["demo-what-it-does", "boesl", "hours-of-the-hotline"],
                },
            ),
        ],
    },
}

CONTRACT_AND_PAPERS: GuideTexts = {
    "slug": "contract-and-papers",
    "en": {
        "title": "Your contract and your papers",
        "intro": "What to have in your hand before you go, and what nobody may take from you.",
        "body": [
            ("facts", {"title": "", "keys": ["written-contract", "papers-are-yours"]}),
            ("heading", "Papers to have"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p><b>Passport.</b> Fee: [[passport-fee]].</p>",
                        "<p><b>Visa</b>, checked by the manpower office of your district, where it checks visas of that country.</p>",
                        "<p><b>Work permit</b> and <b>contract</b> with the name of the employer, the work, the pay and the hours.</p>",
                        "<p><b>Clearance from BMET.</b> Fee: [[clearance-fee]]. Time: [[clearance-time]].</p>",
                        "<p><b>Receipts</b> for all that you have paid.</p>",
                    ],
                },
            ),
            ("heading", "Keep copies"),
            (
                "paragraph",
                "<p>Leave a copy of every paper with somebody you trust at home. Know by heart the number of one person at home: a phone can be lost or taken.</p>",
            ),
            (
                "callout",
                {
                    "kind": "todo",
                    "title": "Still to be checked by the programme",
                    "text": "<p>The legal steps in their order, by a lawyer: our source is of 2018.</p>",
                },
            ),
        ],
    },
    "bn": {
        "title": "চুক্তি ও কাগজপত্র",
        "intro": "যাওয়ার আগে কী কী হাতে থাকা চাই, আর কোনটা কেউ নিয়ে নিতে পারে না।",
        "body": [
            ("facts", {"title": "", "keys": ["written-contract", "papers-are-yours"]}),
            ("heading", "যেসব কাগজ চাই"),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p><b>পাসপোর্ট।</b> ফি: [[passport-fee]]।</p>",
                        "<p><b>ভিসা</b>; যেসব দেশের ভিসা জেলা জনশক্তি অফিস যাচাই করে, সেখানে যাচাই করিয়ে নিন।</p>",
                        "<p><b>কাজের অনুমতি</b> ও <b>চুক্তিপত্র</b>: মালিকের নাম, কী কাজ, কত বেতন, কত ঘণ্টা কাজ, সব লেখা থাকবে।</p>",
                        "<p><b>বিএমইটির ছাড়পত্র।</b> ফি: [[clearance-fee]]। সময়: [[clearance-time]]।</p>",
                        "<p>যত টাকা দিয়েছেন সব টাকার <b>রসিদ</b>।</p>",
                    ],
                },
            ),
            ("heading", "কপি রাখুন"),
            (
                "paragraph",
                "<p>প্রতিটি কাগজের কপি বাড়িতে বিশ্বস্ত কারও কাছে রেখে যান। বাড়ির একজনের ফোন নম্বর মুখস্থ রাখুন: ফোন হারাতে পারে, কেউ কেড়েও নিতে পারে।</p>",
            ),
            (
                "callout",
                {
                    "kind": "todo",
                    "title": "কর্মসূচিকে এখনো যা যাচাই করতে হবে",
                    "text": "<p>আইন অনুযায়ী কোন ধাপের পর কোন ধাপ, একজন আইনজীবীকে দিয়ে: আমাদের সূত্র ২০১৮ সালের।</p>",
                },
            ),
        ],
    },
}
