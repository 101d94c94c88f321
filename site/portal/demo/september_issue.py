"""The issue of September 2022 with our own words around the figures that Prottasha printed.

One article speaks of June, as it did in print: the checks of an issue have to find it.
"""

import datetime

from crm_videos.models import Story
from portal.issues.models import Article, Issue

SEPTEMBER, JUNE = datetime.date(2022, 9, 1), datetime.date(2022, 6, 1)
# Why it goes out although checks are red: somebody has looked, and it is the print's own fault.
AS_IN_PRINT = (
    "Shown as it was printed: more people completed counselling than were reached with it, and "
    "one article speaks of June."
)
LINKS = ("https://cutt.ly/XBDszqs", "https://cutt.ly/JBDstPl")

PROJECT = {
    "objective_en": (
        "To help returnees to settle in again for good, and to bring the country nearer to SDG "
        "target 10.7: migration that is orderly, safe, regular and responsible, under policies "
        "that are planned and well kept."
    ),
    "objective_bn": (
        "বিদেশফেরত মানুষকে টেকসইভাবে নিজের জায়গায় ফিরতে সাহায্য করা, এবং পরিকল্পিত ও সুপরিচালিত নীতির মাধ্যমে "
        "সুশৃঙ্খল, নিরাপদ, নিয়মিত ও দায়িত্বশীল অভিবাসনের লক্ষ্য এসডিজি ১০.৭-এর দিকে এগিয়ে যাওয়া।"
    ),
    "specific_en": (
        "Irregular migrants who come back are reintegrated for good.\n"
        "Government and its partners manage migration better, in capital and districts.\n"
        "Returnees, those who think of leaving, families and communities decide well informed."
    ),
    "specific_bn": (
        "অনিয়মিত পথে যাওয়া যাঁরা ফিরে আসেন, তাঁদের টেকসই পুনরেকত্রীকরণ হয়।\n"
        "সরকার ও সহযোগীরা কেন্দ্রে ও জেলায় অভিবাসন আরও ভালোভাবে পরিচালনা করে।\n"
        "বিদেশফেরত, যেতে ইচ্ছুক, পরিবার ও সমাজের মানুষ জেনেবুঝে সিদ্ধান্ত নেন।"
    ),
    "runs_from": datetime.date(2017, 4, 1),
    "runs_to": datetime.date(2022, 12, 31),
    "lead_en": "MoEWOE and MoFA (Expatriates' Welfare and Overseas Employment; Foreign Affairs)",
    "lead_bn": "প্রবাসী কল্যাণ ও বৈদেশিক কর্মসংস্থান মন্ত্রণালয়; পররাষ্ট্র মন্ত্রণালয়",
    "partner_en": "BRAC",
    "partner_bn": "ব্র্যাক",
    "funding_en": "Funded by the European Union",
    "funding_bn": "ইউরোপীয় ইউনিয়নের অর্থায়নে",
    "has_emblem": True,
}
ARTICLES = [
    {
        "about": Article.About.REINTEGRATION,
        "happened_in": SEPTEMBER,
        "headline_en": "[[economic-in-the-month]] returnees received economic support",
        "headline_bn": "[[economic-in-the-month]] জন বিদেশফেরত অর্থনৈতিক সহায়তা পেয়েছেন",
        "text_en": (
            "In September 2022 the [[centres-giving-it]] Reintegration Service Centres gave "
            "economic support to [[economic-in-the-month]] people who had come back from Europe or "
            "from countries on the way: goods to start with, training, a place in a community "
            "enterprise, or a link to a job.\n\n"
            "Since 2017 [[economic:cumulative]] returnees have received economic support."
        ),
        "text_bn": (
            "সেপ্টেম্বর ২০২২-এ [[centres-giving-it]]টি পুনরেকত্রীকরণ সেবাকেন্দ্র ইউরোপ বা পথের "
            "দেশগুলো থেকে ফেরা [[economic-in-the-month]] জনকে অর্থনৈতিক সহায়তা দিয়েছে: শুরু করার "
            "উপকরণ, প্রশিক্ষণ, যৌথ উদ্যোগে জায়গা, বা চাকরির সংযোগ।\n\n"
            "২০১৭ সাল থেকে [[economic:cumulative]] জন বিদেশফেরত অর্থনৈতিক সহায়তা পেয়েছেন।"
        ),
    },
    {
        "about": Article.About.GOVERNANCE,
        "happened_in": SEPTEMBER,
        "headline_en": "[[magistrates-trained]] Executive Magistrates trained",
        "headline_bn": "[[magistrates-trained]] জন নির্বাহী ম্যাজিস্ট্রেটের প্রশিক্ষণ",
        "text_en": (
            "[[magistrates-trained]] Executive Magistrates from [[divisions-of-magistrates]] "
            "divisions learned which laws a mobile court can use against fraud in labour "
            "migration. Magistrates of every division have now been trained."
        ),
        "text_bn": (
            "[[divisions-of-magistrates]]টি বিভাগের [[magistrates-trained]] জন নির্বাহী "
            "ম্যাজিস্ট্রেট শিখেছেন, শ্রম অভিবাসনে প্রতারণার বিরুদ্ধে ভ্রাম্যমাণ আদালত কোন আইন ব্যবহার "
            "করতে পারে। এখন সব বিভাগের ম্যাজিস্ট্রেট প্রশিক্ষণ পেয়েছেন।"
        ),
    },
    {
        "about": Article.About.AWARENESS,
        "happened_in": JUNE,
        "headline_en": "District committees met in [[districts-with-dmcc-meetings]] districts",
        "headline_bn": "[[districts-with-dmcc-meetings]]টি জেলায় জেলা কমিটির সভা",
        "text_en": (
            "In June 2022 District Migration Coordination Committees of "
            "[[districts-with-dmcc-meetings]] districts met and held workshops: how returnees are "
            "referred from one office to the next, and what people should know before they leave."
        ),
        "text_bn": (
            "জুন ২০২২-এ [[districts-with-dmcc-meetings]]টি জেলার জেলা অভিবাসন সমন্বয় কমিটি সভা ও "
            "কর্মশালা করেছে: বিদেশফেরত মানুষকে এক দপ্তর থেকে আরেক দপ্তরে কীভাবে "
            "পাঠানো হবে, আর যাওয়ার আগে কী জানা দরকার।"
        ),
    },
    {
        "about": Article.About.AWARENESS,
        "happened_in": SEPTEMBER,
        "headline_en": "Committees stand in [[districts-with-a-dmcc]] districts",
        "headline_bn": "[[districts-with-a-dmcc]]টি জেলায় কমিটি আছে",
        "text_en": (
            "District Migration Coordination Committees bring offices and organisations of a "
            "district to one table. They stand in [[districts-with-a-dmcc]] districts."
        ),
        "text_bn": (
            "জেলা অভিবাসন সমন্বয় কমিটি একটি জেলার দপ্তর ও সংস্থাগুলোকে এক টেবিলে আনে। এখন "
            "[[districts-with-a-dmcc]]টি জেলায় এই কমিটি আছে।"
        ),
    },
]  # fmt: skip


def make_september_issue(story: Story | None = None) -> Issue:
    """Write the issue; its figures are those of the ledger."""
    issue = Issue(month=SEPTEMBER, links="\n".join(LINKS), story=story, **PROJECT)
    issue.articles = [Article(sort_order=place, **words) for place, words in enumerate(ARTICLES)]
    issue.save()
    return issue
