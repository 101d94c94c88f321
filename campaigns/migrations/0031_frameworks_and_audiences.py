"""Load audiences, the MiGOF's activities, the Global Compact and the SDGs.

Doubts about the files stand in campaigns/data/frameworks.README.md.
"""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"

AUDIENCES = [
    # slug, English, Bangla
    ("aspirants", "People who think of going abroad", "যাঁরা বিদেশে যাওয়ার কথা ভাবছেন"),
    ("returnees", "Returnees", "বিদেশফেরত মানুষ"),
    ("families", "Families of migrants", "প্রবাসীদের পরিবার"),
    ("left-behind", "Women and children who stayed behind", "দেশে থেকে যাওয়া নারী ও শিশু"),
    ("communities", "Communities", "এলাকার মানুষ"),
    ("pupils", "Pupils and teachers", "শিক্ষার্থী ও শিক্ষক"),
    ("students", "Students who go abroad", "বিদেশগামী শিক্ষার্থী"),
    ("leaders", "Community leaders", "এলাকার নেতা ও মুরব্বি"),
    ("local-government", "Local government", "স্থানীয় সরকার"),
    ("private-sector", "Private sector", "বেসরকারি খাত"),
    ("media", "Media", "গণমাধ্যম"),
    ("diaspora", "Bangladeshis abroad", "প্রবাসী বাংলাদেশি"),
]


def rows_of(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(apps, schema_editor):
    def model(name):
        return apps.get_model("campaigns", name).objects

    model("Audience").bulk_create(
        model("Audience").model(slug=slug, name_en=en, name_bn=bn, sort_order=order * 10)
        for order, (slug, en, bn) in enumerate(AUDIENCES, start=1)
    )
    rows = rows_of("migof.csv")
    titles = {row["sub_indicator_no"]: row["sub_indicator"] for row in rows}
    covered = {row["activity_no"]: row["covers_sub_indicators"].split(";") for row in rows}
    numbers = sorted({*titles, *(number for some in covered.values() for number in some)})
    sub_indicators, activities = model("SubIndicator"), model("Activity")
    sub_indicators.bulk_create(
        sub_indicators.model(number=number, title=titles.get(number, "")) for number in numbers
    )
    activities.bulk_create(
        activities.model(
            number=row["activity_no"],
            title=row["activity"],
            goal_no=int(row["goal_no"]),
            goal=row["goal"],
            indicator_no=row["indicator_no"],
            indicator=row["indicator"],
            lead=row["lead"],
            co_lead=row["co_lead"],
            term=row["term"],
            doubtful=row["doubtful_cells"],
            about_awareness=bool(row["awareness_tag"]),
        )
        for row in rows
    )
    through = activities.model.sub_indicators.through.objects
    through.bulk_create(
        through.model(activity_id=activity, subindicator_id=number)
        for activity, numbers in covered.items()
        for number in numbers
    )
    commitments = model("Commitment")
    commitments.bulk_create(
        commitments.model(
            code=f"{row['kind'].partition('_')[0]}-{row['number']}",
            kind=row["kind"],
            number=row["number"],
            title=row["title"],
            short_title=row["short_title"],
            bearing=row["campaign_bearing"],
            sort_order=order,
        )
        for order, row in enumerate(rows_of("gcm.csv"), start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0030_campaigns_and_registers")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
