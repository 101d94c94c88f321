"""Aggregates that other systems hold: ProMIS counts returnees, the office counts governance.

Figures alone come in, never a case. What the rows are called and which sums the printed
factsheet makes of them: ``facts/prottasha.md`` A4 and B3.
"""

from django.db import migrations

CHANNELS = [
    # slug, English, Bangla
    ("reintegration", "Reintegration support (ProMIS)", "পুনরেকত্রীকরণ সহায়তা (প্রোমিস)"),
    ("airport", "At the airport", "বিমানবন্দরে"),
    ("community-level", "At community level", "স্থানীয় পর্যায়ে"),
    ("returned-from-eu", "Returned from the EU", "ইউরোপীয় ইউনিয়ন থেকে ফেরত"),
    ("returned-from-elsewhere", "Returned from transit and other countries outside the EU",
     "ট্রানজিট ও ইউরোপীয় ইউনিয়নের বাইরের অন্য দেশ থেকে ফেরত"),
    ("social-assistance", "Social assistance", "সামাজিক সহায়তা"),
    ("psychosocial-assistance", "Psychosocial assistance", "মনোসামাজিক সহায়তা"),
    ("economic-assistance", "Economic assistance", "অর্থনৈতিক সহায়তা"),
    ("governance", "Migration governance", "অভিবাসন শাসন"),
]

INDICATORS = [
    # code, kind, English, Bangla, adds over months, channels, sexes
    ("R1", "persons", "Persons given immediate assistance", "তাৎক্ষণিক সহায়তা পাওয়া মানুষ",
     True, True, True),
    ("R2", "persons", "Returnees screened and profiled", "যাচাই ও নথিভুক্ত বিদেশফেরত",
     True, True, True),
    # One returnee may be in all three: never added over them.
    ("R3", "persons", "Persons given reintegration assistance, by kind",
     "ধরন অনুযায়ী পুনরেকত্রীকরণ সহায়তা পাওয়া মানুষ", True, False, True),
    ("R4", "persons", "Unique beneficiaries of reintegration support",
     "পুনরেকত্রীকরণ সহায়তার স্বতন্ত্র উপকারভোগী", True, True, True),
    ("R5", "items", "Tailored reintegration plans", "ব্যক্তি অনুযায়ী পুনরেকত্রীকরণ পরিকল্পনা",
     True, True, True),
    ("R6", "persons", "Enrolled for counselling", "কাউন্সেলিংয়ে নাম লিখিয়েছেন", True, False, True),
    ("R7", "persons", "Completed planned counselling", "পরিকল্পিত কাউন্সেলিং শেষ করেছেন",
     True, False, True),
    ("R8", "persons", "Trauma counselling and psychiatric treatment",
     "মানসিক আঘাতের কাউন্সেলিং ও চিকিৎসা", True, False, True),
    ("R9", "persons", "Received in-kind assistance", "উপকরণ সহায়তা পেয়েছেন", True, False, True),
    ("R10", "persons", "Received skill trainings", "দক্ষতা প্রশিক্ষণ পেয়েছেন", True, False, True),
    ("R11", "persons", "Enrolled in community enterprise", "যৌথ উদ্যোগে যুক্ত", True, False, True),
    ("R12", "persons", "Financial and job linkage referrals", "অর্থায়ন ও চাকরির সংযোগ সেবা",
     True, False, True),
    ("R13", "persons", "Received medical treatment", "চিকিৎসা পেয়েছেন", True, False, True),
    ("R14", "persons", "Documentation and other social services",
     "কাগজপত্র ও অন্যান্য সামাজিক সেবা", True, False, True),
    ("R15", "persons", "Referred for social reintegration support",
     "সামাজিক সহায়তায় পাঠানো হয়েছে", True, False, True),
    # Somebody may receive it in two months.
    ("R16", "persons", "Received economic support in the month",
     "মাসে অর্থনৈতিক সহায়তা পেয়েছেন", False, False, True),
    ("R17", "items", "RSCs that gave economic support in the month",
     "মাসে অর্থনৈতিক সহায়তা দেওয়া কেন্দ্র", False, False, False),
    ("G1", "persons", "Executive Magistrates trained", "প্রশিক্ষণ পাওয়া নির্বাহী ম্যাজিস্ট্রেট",
     True, False, True),
    ("G2", "items", "Divisions they came from", "যত বিভাগ থেকে এসেছেন", False, False, False),
    ("G3", "items", "Districts with DMCC meetings and workshops in the month",
     "মাসে ডিএমসিসি সভা ও কর্মশালা হওয়া জেলা", False, False, False),
    ("G4", "items", "Districts with a DMCC", "ডিএমসিসি থাকা জেলা", True, False, False),
]

COUNTED_ONCE = (
    "Counted by ProMIS. A person is counted once, in the month in which this support was first "
    "given. Totals alone are taken over, never a case.",
    "প্রোমিসের গণনা। যে মাসে এই সহায়তা প্রথম দেওয়া হয়, একজনকে সেই মাসে একবারই গোনা হয়। শুধু মোট সংখ্যা "
    "নেওয়া হয়, কখনো কারও ব্যক্তিগত তথ্য নয়।",
)
DEFINITIONS = {
    "R3": (
        "Counted by ProMIS. A person is counted once in each kind of assistance, so the kinds do "
        "not add up.",
        "প্রোমিসের গণনা। প্রতিটি ধরনের সহায়তায় একজনকে একবার গোনা হয়, তাই ধরনগুলো যোগ করা যায় না।",
    ),
    "R4": (
        "Counted by ProMIS: different persons, whatever and however often they received.",
        "প্রোমিসের গণনা: আলাদা আলাদা মানুষ, যা-ই ও যতবারই পেয়ে থাকুন।",
    ),
    "R5": (
        "Plans that ProMIS holds as developed; the columns for men and women say for whom.",
        "প্রোমিসে তৈরি বলে লেখা পরিকল্পনা; পুরুষ ও নারীর ঘর বলে কার জন্য।",
    ),
    "R16": (
        "Counted by ProMIS: returnees who received economic support in the month, whether or not "
        "they had received some before.",
        "প্রোমিসের গণনা: মাসে যাঁরা অর্থনৈতিক সহায়তা পেয়েছেন, আগে পেয়ে থাকুন বা না থাকুন।",
    ),
    "R17": (
        "Reintegration Service Centres that gave it in the month.",
        "মাসে যে পুনরেকত্রীকরণ সেবাকেন্দ্রগুলো তা দিয়েছে।",
    ),
    "G1": (
        "Executive Magistrates who took part in a training on labour migration law; each counts "
        "once.",
        "শ্রম অভিবাসন আইন বিষয়ে প্রশিক্ষণে অংশ নেওয়া নির্বাহী ম্যাজিস্ট্রেট; প্রত্যেকে একবার।",
    ),
    "G2": (
        "Divisions from which the magistrates of the month's training came.",
        "মাসের প্রশিক্ষণে ম্যাজিস্ট্রেটরা যত বিভাগ থেকে এসেছেন।",
    ),
    "G3": (
        "Districts in which a DMCC meeting or workshop was held in the month.",
        "মাসে যে জেলাগুলোতে ডিএমসিসি সভা বা কর্মশালা হয়েছে।",
    ),
    "G4": (
        "Districts in which a District Migration Coordination Committee (also called DCC) stands.",
        "যে জেলাগুলোতে জেলা অভিবাসন সমন্বয় কমিটি (ডিসিসি নামেও পরিচিত) আছে।",
    ),
}


def create(apps, schema_editor):
    def model(name):
        return apps.get_model("campaigns", name).objects

    for order, (slug, en, bn) in enumerate(CHANNELS, start=200):
        model("Channel").create(
            slug=slug, group="import", label_en=en, label_bn=bn, sort_order=order
        )
    for code, kind, en, bn, months, channels, sexes in INDICATORS:
        model("Indicator").create(
            code=code,
            kind=kind,
            nature="stated",
            label_en=en,
            label_bn=bn,
            adds_over_months=months,
            adds_over_channels=channels,
            adds_over_areas=True,
            adds_over_sexes=sexes,
        )
        text_en, text_bn = DEFINITIONS.get(code, COUNTED_ONCE)
        model("Definition").create(
            slug=f"{'promis' if code[0] == 'R' else 'governance'}-{code.lower()}",
            indicator_id=code,
            platform="promis" if code[0] == "R" else "register",
            text_en=text_en,
            text_bn=text_bn,
        )


def remove(apps, schema_editor):
    codes = [one[0] for one in INDICATORS]
    apps.get_model("campaigns", "Definition").objects.filter(indicator__in=codes).delete()
    apps.get_model("campaigns", "Indicator").objects.filter(code__in=codes).delete()
    slugs = [one[0] for one in CHANNELS]
    apps.get_model("campaigns", "Channel").objects.filter(slug__in=slugs).delete()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0032_registers_count_products_and_news")]

    operations = [migrations.RunPython(create, remove)]
