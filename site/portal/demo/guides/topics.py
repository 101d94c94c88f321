"""The topics of the demo, and which pages stand below each."""

from portal.demo.guides.coming_back import COMING_BACK
from portal.demo.guides.costs_and_middlemen import MIDDLEMEN
from portal.demo.guides.getting_help import FAMILY, LOANS, SEA_ROUTE
from portal.demo.guides.safe_ways import CONTRACT_AND_PAPERS, WHAT_SAFE_MEANS
from portal.demo.guides.saudi_arabia import SAUDI_ARABIA
from portal.demo.guides.shapes import TopicTexts
from portal.demo.guides.steps_and_questions import CHECKLIST, QUESTIONS

TOPICS: list[TopicTexts] = [
    {
        "slug": "going-safely",
        "en": {
            "title": "Going abroad safely",
            "intro": "What safe means, what it costs, the papers, the steps to tick, and what we know of a country.",
            "body": [],
        },
        "bn": {
            "title": "নিরাপদে বিদেশ যাওয়া",
            "intro": "নিরাপদ মানে কী, কত খরচ, কোন কাগজ চাই, কোন ধাপের পর কোন ধাপ, আর একটি দেশ সম্পর্কে যা জানি।",
            "body": [],
        },
        "pages": [
            ("guide", WHAT_SAFE_MEANS),
            ("checklist", CHECKLIST),
            ("guide", MIDDLEMEN),
            ("guide", CONTRACT_AND_PAPERS),
            ("country", SAUDI_ARABIA),
            ("faq", QUESTIONS),
        ],
    },
    {
        "slug": "getting-help",
        "en": {
            "title": "When something goes wrong",
            "intro": "No call from abroad, debts, an offer to go by sea, coming back: what to do, and whom to call.",
            "body": [],
        },
        "bn": {
            "title": "বিপদে পড়লে",
            "intro": "বিদেশ থেকে ফোন আসে না, দেনা, সাগরপথে নেওয়ার কথা, ফিরে আসা: কী করবেন, কাকে ফোন করবেন।",
            "body": [],
        },
        "pages": [
            ("guide", FAMILY),
            ("guide", SEA_ROUTE),
            ("guide", LOANS),
            ("guide", COMING_BACK),
        ],
    },
]
