"""The blocks of the factsheet and their rows, in the order of the print (``prottasha.md`` B3).

A row says which figure stands there; nobody types one. Words in Bangla and English stand side by
side, because an issue is frozen with both.
"""

from dataclasses import dataclass

from campaigns.factsheet.formulas import CUMULATIVE, MONTH

BY_SEX = ("all", "men", "women")
BY_PEOPLE = ("all", "men", "women", "boys", "girls", "not_recorded")
FOR_ALL = ("all",)
UP_TO_NOW = (CUMULATIVE,)
BOTH = (MONTH, CUMULATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: the channels of an indicator added up, or what a headline rule declares.

    ``part_of`` names the row whose total needs this one. ``rule`` with ``channel`` is that
    channel's part of the rule. No channel at all stands for every kind of event.
    """

    slug: str
    en: str
    bn: str
    indicator: str = ""
    channels: tuple[str, ...] = ()
    rule: str = ""
    sexes: tuple[str, ...] = FOR_ALL
    bases: tuple[str, ...] = UP_TO_NOW
    part_of: str = ""
    total: bool = False
    # Why the label itself is in doubt, where it is: such a figure is never more than likely.
    doubt_en: str = ""
    doubt_bn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows under one title, with a note below them where there is one."""

    slug: str
    en: str
    bn: str
    rows: tuple[Row, ...]
    note_en: str = ""
    note_bn: str = ""


def _returnees(slug: str, en: str, bn: str, indicator: str, channel: str = "reintegration") -> Row:
    return Row(slug=slug, en=en, bn=bn, indicator=indicator, channels=(channel,), sexes=BY_SEX)


HIGHLIGHTS = Block(
    slug="highlights",
    en="Highlights",
    bn="এক নজরে",
    rows=(
        Row(
            slug="unique-beneficiaries",
            en="Unique beneficiaries assisted with reintegration support",
            bn="পুনরেকত্রীকরণ সহায়তা পাওয়া স্বতন্ত্র উপকারভোগী",
            indicator="R4",
            channels=("returned-from-eu", "returned-from-elsewhere"),
        ),
        Row(
            slug="digital",
            en="Persons engaged through digital media",
            bn="ডিজিটাল মাধ্যমে সম্পৃক্ত মানুষ",
            rule="digital",
            doubt_en=(
                "“Engaged” is the headline's word for what the table of channels calls “reached”. "
                "Which of the two was meant is not settled."
            ),
            doubt_bn=(
                "এখানে “সম্পৃক্ত” বলা হয়েছে, চ্যানেলের সারণিতে একই সংখ্যাকে বলা হয় “পৌঁছানো”। "
                "কোনটি ঠিক, তা নিশ্চিত নয়।"
            ),
        ),
        Row(
            slug="awareness",
            en="Persons reached through awareness raising activities",
            bn="সচেতনতামূলক কার্যক্রমে পৌঁছানো মানুষ",
            rule="field",
        ),
    ),
)
IMMEDIATE = Block(
    slug="immediate-assistance",
    en="Immediate assistance",
    bn="তাৎক্ষণিক সহায়তা",
    rows=(
        _returnees(
            "at-airport", "Immediate assistance at airport", "বিমানবন্দরে তাৎক্ষণিক সহায়তা",
            "R1", "airport",
        ),
        _returnees(
            "at-community-level", "Immediate assistance at community level",
            "স্থানীয় পর্যায়ে তাৎক্ষণিক সহায়তা", "R1", "community-level",
        ),
        Row(
            slug="assisted", en="Total number assisted", bn="মোট সহায়তা পেয়েছেন", indicator="R1",
            channels=("airport", "community-level"), sexes=BY_SEX, total=True,
        ),
    ),
)  # fmt: skip
SCREENED = Block(
    slug="screened",
    en="Returnees screened and profiled",
    bn="যাচাই ও তথ্য নথিভুক্ত করা বিদেশফেরত",
    rows=(
        _returnees("screened-eu", "EU", "ইউরোপীয় ইউনিয়ন", "R2", "returned-from-eu"),
        _returnees(
            "screened-elsewhere", "Non-EU", "ইউরোপীয় ইউনিয়নের বাইরে", "R2",
            "returned-from-elsewhere",
        ),
        Row(
            slug="screened", en="Total number screened", bn="মোট যাচাই করা হয়েছে", indicator="R2",
            channels=("returned-from-eu", "returned-from-elsewhere"), sexes=BY_SEX, total=True,
        ),
    ),
)  # fmt: skip
ASSISTED = Block(
    slug="reintegration-assistance",
    en="Persons reached with reintegration assistance",
    bn="পুনরেকত্রীকরণ সহায়তা পাওয়া মানুষ",
    rows=(
        _returnees("social", "Social", "সামাজিক", "R3", "social-assistance"),
        _returnees(
            "psychosocial", "Psychosocial", "মনোসামাজিক", "R3", "psychosocial-assistance"
        ),
        _returnees("economic", "Economic", "অর্থনৈতিক", "R3", "economic-assistance"),
    ),
    note_en=(
        "These three are not to be added up: many returnees received more than one kind of "
        "assistance and are counted in each. How many different persons there were is said below."
    ),
    note_bn=(
        "এই তিনটি সংখ্যা যোগ করা যাবে না: অনেক বিদেশফেরত একাধিক ধরনের সহায়তা পেয়েছেন এবং প্রতিটিতে "
        "গোনা হয়েছেন। আলাদা মানুষ কতজন, তা নিচে বলা আছে।"
    ),
)  # fmt: skip
UNIQUE = Block(
    slug="unique",
    en="Unique beneficiaries",
    bn="স্বতন্ত্র উপকারভোগী",
    rows=(
        Row(
            slug="unique-eu", en="EU", bn="ইউরোপীয় ইউনিয়ন", indicator="R4",
            channels=("returned-from-eu",),
        ),
        Row(
            slug="unique-elsewhere", en="Transit countries", bn="ট্রানজিট দেশ", indicator="R4",
            channels=("returned-from-elsewhere",),
        ),
        Row(
            slug="unique", en="Total unique beneficiaries", bn="মোট স্বতন্ত্র উপকারভোগী",
            indicator="R4", channels=("returned-from-eu", "returned-from-elsewhere"), total=True,
        ),
    ),
)  # fmt: skip
INDIVIDUAL = Block(
    slug="individual-assistance",
    en="Individual reintegration assistance",
    bn="ব্যক্তিগত পুনরেকত্রীকরণ সহায়তা",
    rows=(
        _returnees(
            "plans", "Tailored reintegration plans developed",
            "ব্যক্তি অনুযায়ী তৈরি পুনরেকত্রীকরণ পরিকল্পনা", "R5",
        ),
        _returnees(
            "counselling-enrolled", "Psychosocial: enrolled for counselling",
            "মনোসামাজিক: কাউন্সেলিংয়ে নাম লিখিয়েছেন", "R6",
        ),
        _returnees(
            "counselling-completed", "Psychosocial: completed planned counselling sessions",
            "মনোসামাজিক: পরিকল্পিত কাউন্সেলিং শেষ করেছেন", "R7",
        ),
        _returnees(
            "trauma",
            "Psychosocial: received trauma counselling and psychiatric treatment",
            "মনোসামাজিক: মানসিক আঘাতের কাউন্সেলিং ও চিকিৎসা পেয়েছেন", "R8",
        ),
        _returnees(
            "in-kind", "Economic: received in-kind assistance",
            "অর্থনৈতিক: উপকরণ সহায়তা পেয়েছেন", "R9",
        ),
        _returnees(
            "skill-trainings", "Economic: received skill trainings",
            "অর্থনৈতিক: দক্ষতা প্রশিক্ষণ পেয়েছেন", "R10",
        ),
        _returnees(
            "enterprise", "Economic: enrolled in community enterprise",
            "অর্থনৈতিক: যৌথ উদ্যোগে যুক্ত হয়েছেন", "R11",
        ),
        _returnees(
            "linkage", "Economic: received financial and job linkage referral services",
            "অর্থনৈতিক: অর্থায়ন ও চাকরির সংযোগ সেবা পেয়েছেন", "R12",
        ),
        _returnees(
            "medical", "Social: received medical treatment", "সামাজিক: চিকিৎসা পেয়েছেন", "R13"
        ),
        _returnees(
            "documentation", "Social: received documentation and other social service support",
            "সামাজিক: কাগজপত্র ও অন্যান্য সামাজিক সেবা পেয়েছেন", "R14",
        ),
        _returnees(
            "referred", "Social: referred for social reintegration support",
            "সামাজিক: সামাজিক পুনরেকত্রীকরণ সহায়তায় পাঠানো হয়েছে", "R15",
        ),
    ),
)  # fmt: skip


def _held(slug: str, en: str, bn: str, kind: str) -> Row:
    return Row(slug=slug, en=en, bn=bn, indicator="A1", channels=(kind,), bases=BOTH)


COORDINATION = Block(
    slug="coordination",
    en="Stakeholder coordination and sensitization events",
    bn="অংশীজনদের সমন্বয় ও সচেতনতা সভা",
    rows=(
        _held(
            "workshops", "District, upazila and union level workshops",
            "জেলা, উপজেলা ও ইউনিয়ন পর্যায়ের কর্মশালা", "workshop",
        ),
        _held(
            "forum-meetings", "Migration Forum meetings", "অভিবাসন ফোরামের সভা",
            "migration-forum-meeting",
        ),
        _held(
            "dcc-meetings", "District Coordination Committee meetings",
            "জেলা সমন্বয় কমিটির সভা", "dcc-meeting",
        ),
    ),
)  # fmt: skip
AWARENESS = Block(
    slug="awareness-raising",
    en="Awareness raising",
    bn="সচেতনতা বৃদ্ধি",
    rows=(
        _held(
            "ipt-shows", "Interactive Popular Theatre (IPT) shows",
            "ইন্টারঅ্যাকটিভ পপুলার থিয়েটার (আইপিটি) প্রদর্শনী", "ipt-show",
        ),
        _held("video-shows", "Video shows", "ভিডিও প্রদর্শনী", "video-show"),
        _held("school-quizzes", "School quizzes", "স্কুল কুইজ", "school-quiz"),
        _held("migration-fairs", "Migration fairs", "অভিবাসন মেলা", "migration-fair"),
        _held("tea-stall-meetings", "Tea-stall meetings", "চায়ের দোকানে বৈঠক", "tea-stall-meeting"),
        _held(
            "community-meetings", "Community meetings", "উঠান বৈঠক ও কমিউনিটি সভা",
            "community-meeting",
        ),
        Row(
            slug="attendances", en="Attendances at awareness events",
            bn="সচেতনতামূলক আয়োজনে উপস্থিতি", indicator="A2", sexes=BY_PEOPLE, bases=BOTH,
        ),
        Row(
            slug="people-reached", en="People reached through awareness raising activities",
            bn="সচেতনতামূলক কার্যক্রমে পৌঁছানো মানুষ", rule="field",
        ),
    ),
    note_en="Attendances count a person at each event; they are no part of the people reached.",
    note_bn="উপস্থিতিতে একজনকে প্রতিটি আয়োজনে গোনা হয়; এটি পৌঁছানো মানুষের সংখ্যার অংশ নয়।",
)  # fmt: skip
VISIBILITY = Block(
    slug="communications-and-visibility",
    en="Communications and visibility",
    bn="যোগাযোগ ও প্রচার",
    rows=(
        Row(
            slug="products", en="Communications products developed", bn="তৈরি যোগাযোগ উপকরণ",
            indicator="C1", channels=("products",), bases=BOTH,
        ),
        Row(
            slug="social-media", en="Persons reached through social media: total",
            bn="সামাজিক মাধ্যমে পৌঁছানো মানুষ: মোট", rule="digital", bases=BOTH, total=True,
        ),
        Row(
            slug="news-reports", en="News reports produced by media",
            bn="গণমাধ্যমে প্রকাশিত সংবাদ প্রতিবেদন", indicator="C2", channels=("news",), bases=BOTH,
        ),
    ),
)  # fmt: skip
BLOCKS = (
    HIGHLIGHTS, IMMEDIATE, SCREENED, ASSISTED, UNIQUE, INDIVIDUAL, COORDINATION, AWARENESS,
    VISIBILITY,
)  # fmt: skip
# What an article may quote beside the rows above.
IN_ARTICLES = (
    Row(
        slug="economic-in-the-month",
        en="Returnees who received economic reintegration support in the month",
        bn="মাসে অর্থনৈতিক পুনরেকত্রীকরণ সহায়তা পাওয়া বিদেশফেরত",
        indicator="R16", channels=("economic-assistance",), bases=(MONTH,),
    ),
    Row(
        slug="centres-giving-it", en="RSCs providing it", bn="যত কেন্দ্র এই সহায়তা দিয়েছে",
        indicator="R17", channels=("economic-assistance",), bases=(MONTH,),
    ),
    Row(
        slug="magistrates-trained", en="Executive Magistrates trained",
        bn="প্রশিক্ষণ পাওয়া নির্বাহী ম্যাজিস্ট্রেট", indicator="G1", channels=("governance",),
        bases=BOTH,
    ),
    Row(
        slug="divisions-of-magistrates", en="Divisions they came from",
        bn="যত বিভাগ থেকে এসেছেন", indicator="G2", channels=("governance",), bases=(MONTH,),
    ),
    Row(
        slug="districts-with-dmcc-meetings", en="Districts with DMCC meetings and workshops",
        bn="যত জেলায় ডিএমসিসি সভা ও কর্মশালা হয়েছে", indicator="G3", channels=("governance",),
        bases=(MONTH,),
    ),
    Row(
        slug="districts-with-a-dmcc", en="Districts with a DMCC established",
        bn="যত জেলায় ডিএমসিসি গঠিত হয়েছে", indicator="G4", channels=("governance",),
    ),
)  # fmt: skip
