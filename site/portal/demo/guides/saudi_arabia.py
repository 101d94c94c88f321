"""Saudi Arabia: what our sources say of it, which is little, and places for the rest."""

from portal.demo.guides.shapes import GuideTexts

SAUDI_ARABIA: GuideTexts = {
    "slug": "saudi-arabia",
    "country": "SA",
    "facts": [
        ("fees", "saudi-highest-cost"),
        ("fees", "clearance-fee"),
        ("fees", "remittance-from-saudi-arabia"),
        ("documents", "written-contract"),
        ("rights", "papers-are-yours"),
        ("embassy", "saudi-embassy"),
        ("embassy", "saudi-labour-wing"),
        ("complaint", "demo-what-it-does"),
        ("complaint", "complaint-form"),
        ("complaint", "hotline-from-abroad"),
    ],
    "en": {
        "title": "Saudi Arabia",
        "intro": "What we know about going to Saudi Arabia to work, and what you should ask before you pay.",
        "body": [
            ("heading", "For women who go into a household"),
            (
                "paragraph",
                "<p>Most women who go abroad from Bangladesh work in households. Some have been abused, or have not been paid. You have the right to be safe and to be paid, and it is not your fault if somebody breaks it.</p>",
            ),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>Agree with your family on a day on which you call home, and on what they do if you do not.</p>",
                        "<p>Keep the numbers of the embassy and of the hotline on paper too.</p>",
                        "<p>Leave a copy of your contract and of your passport at home.</p>",
                    ],
                },
            ),
            ("hotline", {"reason": "Your daughter or your wife no longer answers? Call us."}),
        ],
    },
    "bn": {
        "title": "সৌদি আরব",
        "intro": "কাজের জন্য সৌদি আরবে যাওয়ার বিষয়ে আমরা যা জানি, আর টাকা দেওয়ার আগে আপনি যা জিজ্ঞেস করবেন।",
        "body": [
            ("heading", "যে নারীরা বাসাবাড়িতে কাজ করতে যান"),
            (
                "paragraph",
                "<p>বাংলাদেশ থেকে যে নারীরা বিদেশে যান তাঁদের বেশির ভাগ বাসাবাড়িতে কাজ করেন। কেউ কেউ নির্যাতনের শিকার হয়েছেন, কেউ বেতন পাননি। নিরাপদে থাকা ও বেতন পাওয়া আপনার অধিকার; কেউ তা ভাঙলে দোষ আপনার নয়।</p>",
            ),
            (
                "list",
                {
                    "kind": "points",
                    "items": [
                        "<p>কোন দিন বাড়িতে ফোন করবেন, আর ফোন না এলে তাঁরা কী করবেন, পরিবারের সঙ্গে আগেই ঠিক করে নিন।</p>",
                        "<p>দূতাবাস ও হটলাইনের নম্বর কাগজেও লিখে রাখুন।</p>",
                        "<p>চুক্তি ও পাসপোর্টের কপি বাড়িতে রেখে যান।</p>",
                    ],
                },
            ),
            ("hotline", {"reason": "মেয়ে বা স্ত্রী আর ফোন ধরছেন না? আমাদের ফোন করুন।"}),
        ],
    },
}
