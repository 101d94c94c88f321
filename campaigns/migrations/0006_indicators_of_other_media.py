"""Indicators for channels without an interface of ours: Instagram, X, television and the like.

A person types or imports them; each platform counts in its own way, so they do
not add up over channels.
"""

from django.db import migrations

INDICATORS = [
    # code, kind, English, Bangla, adds over months
    ("M1", "accounts", "Accounts reached on another platform",
     "অন্য প্ল্যাটফর্মে পৌঁছানো অ্যাকাউন্ট", False),
    ("M2", "views", "Views on another platform", "অন্য প্ল্যাটফর্মে দেখা", True),
    ("M3", "persons", "Audience of a broadcast", "সম্প্রচারের দর্শক-শ্রোতা", False),
]

DEFINITIONS = [
    # slug, indicator, English, Bangla
    ("other-accounts-reached", "M1",
     "Accounts that a platform says it reached in the month, taken by a person from the "
     "platform's own statistics. Accounts, not people; each platform counts in its own way.",
     "প্ল্যাটফর্মের নিজের হিসাবে মাসে যত অ্যাকাউন্টে পৌঁছেছে; একজন মানুষ সেখান থেকে তুলে লিখেছেন। "
     "এগুলো অ্যাকাউন্ট, মানুষ নয়; প্রতিটি প্ল্যাটফর্ম নিজের মতো করে গোনে।"),
    ("other-views", "M2",
     "Views that a platform says it counted in the month, taken by a person from the platform's "
     "own statistics. One person can view several times.",
     "প্ল্যাটফর্মের নিজের হিসাবে মাসে যতবার দেখা হয়েছে; একজন মানুষ সেখান থেকে তুলে লিখেছেন। "
     "একজন একাধিকবার দেখতে পারেন।"),
    ("broadcast-audience", "M3",
     "Persons who saw or heard a programme on television or radio, as the station or a survey "
     "estimates it for the month.",
     "টেলিভিশন বা বেতারে অনুষ্ঠান দেখা বা শোনা মানুষ, মাসটির জন্য স্টেশন বা জরিপের অনুমান।"),
]


def create(apps, schema_editor):
    indicators = apps.get_model("campaigns", "Indicator").objects
    for code, kind, en, bn, months in INDICATORS:
        indicators.create(
            code=code, kind=kind, nature="stated", label_en=en, label_bn=bn,
            adds_over_months=months, adds_over_channels=False,
            adds_over_areas=False, adds_over_sexes=False,
        )
    for slug, indicator, en, bn in DEFINITIONS:
        apps.get_model("campaigns", "Definition").objects.create(
            slug=slug, indicator_id=indicator, platform="other", text_en=en, text_bn=bn,
        )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0005_youtube_minutes_and_counters")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
