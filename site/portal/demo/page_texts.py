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
                        "<p>Call the hotline or go to the District Employment and Manpower Office. "
                        "Both tell you about regular ways, free of charge.</p>",
                        "<p>Learn a skill and have it assessed: technical training centres do "
                        "this.</p>",
                        "<p>Check the recruiting agency. The manpower office has information on agencies and "
                        "takes complaints about them.</p>",
                        "<p>Ask for a <b>written contract in a language you understand</b>.</p>",
                        "<p>Before you sell land or borrow from relatives, ask Probashi Kallyan "
                        "Bank about a loan without collateral.</p>",
                        "<p>Register and give your fingerprints at the manpower office; it "
                        "checks visas for some countries.</p>",
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
                        "<p>হটলাইনে ফোন করুন অথবা জেলা কর্মসংস্থান ও জনশক্তি অফিসে যান। নিয়মিত পথের "
                        "কথা দুই জায়গাতেই বিনা খরচে জানা যায়।</p>",
                        "<p>একটি কাজ শিখুন এবং দক্ষতা যাচাই করিয়ে নিন: কারিগরি প্রশিক্ষণ কেন্দ্রে (টিটিসি) এটি "
                        "করা যায়।</p>",
                        "<p>রিক্রুটিং এজেন্সি যাচাই করুন। জেলা জনশক্তি অফিসে এজেন্সির তথ্য আছে, অভিযোগও নেওয়া হয়।</p>",
                        "<p><b>আপনি বোঝেন এমন ভাষায় লিখিত চুক্তি</b> চান।</p>",
                        "<p>জমি বিক্রি বা আত্মীয়ের কাছে ধার করার আগে প্রবাসী কল্যাণ ব্যাংকে জামানত ছাড়া ঋণের "
                        "খোঁজ নিন।</p>",
                        "<p>জেলা জনশক্তি অফিসে নিবন্ধন করুন ও আঙুলের ছাপ দিন; কিছু দেশের ভিসাও সেখানে যাচাই হয়।</p>",
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

PAGES: list[PageTexts] = [BEFORE_YOU_GO]

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
