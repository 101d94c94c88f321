"""The checklist before one goes, and what people ask. The order of the steps is ours: no paper prints one."""

from portal.demo.guides.shapes import GuideTexts

CHECKLIST: GuideTexts = {
    "slug": "my-checklist",
    "en": {
        "title": "My checklist before I go",
        "intro": "Tick what is done. Nobody sees it, and you need no account.",
        "steps": [
            (
                "I have asked the hotline or the manpower office about regular ways",
                "<p>Asking costs nothing.</p>",
            ),
            (
                "I have learned the work and had my skills assessed",
                "<p>Technical training centres do both.</p>",
            ),
            (
                "I have checked the agency and its licence",
                "<p>The manpower office of your district and BMET have the information. A middleman has no legal place in recruitment.</p>",
            ),
            (
                "I have a written contract and I understand it",
                "<p>In a language that I read, with employer, work, pay and hours.</p>",
            ),
            (
                "I know what I pay, and I have receipts",
                "<p>Ask Probashi Kallyan Bank about a loan before you sell land or borrow from relatives.</p>",
            ),
            ("I am registered, and the manpower office has my fingerprints", ""),
            ("My visa is checked", "<p>The manpower office checks visas of some countries.</p>"),
            (
                "I have the clearance from BMET",
                "<p>Fee: [[clearance-fee]]. Time: [[clearance-time]].</p>",
            ),
            ("I have been to the pre-departure training", ""),
            (
                "I have a bank account, and my family knows of it",
                "<p>So that the money comes home the formal way. Hundi is against the law.</p>",
            ),
            ("Copies of my papers are at home", "<p>With somebody I trust.</p>"),
            (
                "I know whom to call there",
                "<p>The embassy, its labour welfare wing, the hotline.</p>",
            ),
        ],
        "body": [("hotline", {"reason": "Is one step not clear? Ask us."})],
    },
    "bn": {
        "title": "যাওয়ার আগে আমার তালিকা",
        "intro": "যা হয়ে গেছে তাতে টিক দিন। কেউ দেখবে না, কোনো অ্যাকাউন্টও লাগবে না।",
        "steps": [
            (
                "হটলাইন বা জেলা জনশক্তি অফিসে নিয়মিত পথের কথা জিজ্ঞেস করেছি",
                "<p>জিজ্ঞেস করতে টাকা লাগে না।</p>",
            ),
            ("কাজ শিখেছি, দক্ষতাও যাচাই করিয়েছি", "<p>কারিগরি প্রশিক্ষণ কেন্দ্রে দুটোই হয়।</p>"),
            (
                "এজেন্সি ও তার লাইসেন্স যাচাই করেছি",
                "<p>জেলা জনশক্তি অফিস ও বিএমইটির কাছে তথ্য আছে। কর্মী পাঠানোর কাজে দালালের কোনো আইনি জায়গা নেই।</p>",
            ),
            (
                "লিখিত চুক্তি পেয়েছি এবং বুঝেছি",
                "<p>আমি পড়তে পারি এমন ভাষায়; মালিক, কাজ, বেতন ও কাজের সময় লেখা আছে।</p>",
            ),
            (
                "কত টাকা দিচ্ছি জানি, রসিদও আছে",
                "<p>জমি বিক্রি বা আত্মীয়ের কাছে ধার করার আগে প্রবাসী কল্যাণ ব্যাংকে ঋণের খোঁজ নিন।</p>",
            ),
            ("নিবন্ধন হয়েছে, জেলা জনশক্তি অফিস আঙুলের ছাপ নিয়েছে", ""),
            ("আমার ভিসা যাচাই হয়েছে", "<p>কিছু দেশের ভিসা জেলা জনশক্তি অফিসে যাচাই হয়।</p>"),
            ("বিএমইটির ছাড়পত্র পেয়েছি", "<p>ফি: [[clearance-fee]]। সময়: [[clearance-time]]।</p>"),
            ("যাওয়ার আগের প্রশিক্ষণ নিয়েছি", ""),
            ("ব্যাংক হিসাব খুলেছি, পরিবার তা জানে", "<p>যাতে টাকা বৈধ পথে বাড়ি আসে। হুন্ডি বেআইনি।</p>"),
            ("আমার কাগজের কপি বাড়িতে আছে", "<p>বিশ্বস্ত কারও কাছে।</p>"),
            ("সেখানে কাকে ফোন করব জানি", "<p>দূতাবাস, তার শ্রম কল্যাণ উইং, হটলাইন।</p>"),
        ],
        "body": [("hotline", {"reason": "কোনো ধাপ বুঝতে পারছেন না? আমাদের জিজ্ঞেস করুন।"})],
    },
}

QUESTIONS: GuideTexts = {
    "slug": "questions",
    "en": {
        "title": "What people ask",
        "intro": "Short answers to questions before a journey, and after one.",
        "questions": [
            (
                "Somebody promises me Italy. Is it true?",
                "<p>Ask him for the name of the agency, its licence and a written contract, and have the manpower office of your district check them. By sea or without papers: do not go. Call the hotline and ask for a regular way.</p>",
            ),
            (
                "What does it cost?",
                "<p>We do not have an official list of prices yet; what a guide says about a country has its source beside it. The cost from Bangladesh is said to be among the highest in the world, because visas are traded and middlemen take their part. Ask before you pay.</p>",
            ),
            (
                "May my employer keep my passport?",
                "<p>An employer should not. Your papers are yours. If somebody has taken them, tell the labour welfare wing of the embassy or the hotline.</p>",
            ),
            (
                "A middleman has my money. Can I get it back?",
                "<p>It has happened: Migration Forums in the upazilas have helped people to get money back. Keep every receipt and message, and call the hotline.</p>",
            ),
            (
                "How do I send money home?",
                "<p>Through a bank or another formal channel. Hundi, also by mobile phone, is against the law.</p>",
            ),
            (
                "I came back with debts. Who helps me?",
                "<p>The Reintegration Service Centres help with counselling, training, a small business and debts. Ask the hotline which one serves your district.</p>",
            ),
        ],
        "body": [("hotline", {"reason": "Your question is not here? Call us."})],
    },
    "bn": {
        "title": "মানুষ যা জানতে চায়",
        "intro": "যাওয়ার আগের ও ফিরে আসার পরের কিছু প্রশ্ন, ছোট ছোট উত্তর।",
        "questions": [
            (
                "একজন আমাকে ইতালি নিয়ে যাবে বলছে। কথাটা কি সত্যি?",
                "<p>তার কাছে এজেন্সির নাম, লাইসেন্স ও লিখিত চুক্তি চান এবং জেলা জনশক্তি অফিসে যাচাই করান। সাগরপথে বা কাগজ ছাড়া যাবেন না। হটলাইনে ফোন করে নিয়মিত পথের কথা জিজ্ঞেস করুন।</p>",
            ),
            (
                "কত টাকা লাগে?",
                "<p>সরকারি খরচের তালিকা আমাদের হাতে এখনো নেই; কোনো দেশের পাতায় যা লেখা আছে তার পাশে সূত্র দেওয়া আছে। বলা হয়, বাংলাদেশ থেকে যাওয়ার খরচ পৃথিবীতে সবচেয়ে বেশির মধ্যে পড়ে, কারণ ভিসা কেনাবেচা হয় আর দালাল ভাগ নেয়। টাকা দেওয়ার আগে জিজ্ঞেস করুন।</p>",
            ),
            (
                "মালিক কি আমার পাসপোর্ট রেখে দিতে পারে?",
                "<p>রাখা উচিত নয়। কাগজপত্র আপনার নিজের। কেউ নিয়ে নিলে দূতাবাসের শ্রম কল্যাণ উইং বা হটলাইনকে জানান।</p>",
            ),
            (
                "দালাল আমার টাকা নিয়েছে। ফেরত পাওয়া যাবে?",
                "<p>এমন হয়েছে: উপজেলার অভিবাসন ফোরাম মানুষকে টাকা ফেরত পেতে সাহায্য করেছে। সব রসিদ ও মেসেজ রেখে দিন, হটলাইনে ফোন করুন।</p>",
            ),
            ("বাড়িতে টাকা পাঠাব কীভাবে?", "<p>ব্যাংক বা অন্য বৈধ পথে। হুন্ডি, মোবাইলে হলেও, বেআইনি।</p>"),
            (
                "দেনা নিয়ে ফিরেছি। কে সাহায্য করবে?",
                "<p>রিইন্টিগ্রেশন সার্ভিস সেন্টার কাউন্সেলিং, প্রশিক্ষণ, ছোট ব্যবসা ও দেনার ব্যাপারে সাহায্য করে। কোন সেন্টার আপনার জেলায় সেবা দেয়, হটলাইনে জেনে নিন।</p>",
            ),
        ],
        "body": [("hotline", {"reason": "আপনার প্রশ্ন এখানে নেই? আমাদের ফোন করুন।"})],
    },
}
