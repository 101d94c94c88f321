"""Minutes watched on YouTube, and views as the videos' own counters grew (ADR 5)."""

from datetime import date

from django.db import migrations

INDICATORS = [
    # code, kind, English, Bangla
    ("D7", "views", "YouTube views by the videos' counters",
     "ভিডিওর নিজের কাউন্টার অনুযায়ী ইউটিউবে দেখা"),
    ("D8", "minutes", "Minutes watched on YouTube", "ইউটিউবে দেখার মোট মিনিট"),
]

COUNTERS_EN = (
    "Growth of the public view counters of the channel's videos, as far as we have followed them. "
    "Views that YouTube took back are booked apart, on the day they were seen to be gone. "
)
COUNTERS_BN = (
    "চ্যানেলের ভিডিওগুলোর প্রকাশ্য কাউন্টার যত বেড়েছে, আমরা যতদিন ধরে দেখছি। ইউটিউব যে দেখা বাদ দিয়েছে, "
    "তা আলাদা করে লেখা হয়, যেদিন ধরা পড়েছে সেই দিনে। "
)

DEFINITIONS = [
    # slug, indicator, metric, from, to, English, Bangla
    ("youtube-counters-2005", "D7", "viewCount", None, date(2025, 3, 30),
     COUNTERS_EN + "Before Shorts counted every start.",
     COUNTERS_BN + "শর্টসের প্রতিটি শুরু গোনার আগের নিয়মে।"),
    ("youtube-counters-2025", "D7", "viewCount", date(2025, 3, 31), date(2026, 8, 23),
     COUNTERS_EN + "Every start of a Short counts.",
     COUNTERS_BN + "শর্টসের প্রতিটি শুরু গোনা হয়।"),
    ("youtube-counters-2026", "D7", "viewCount", date(2026, 8, 24), None,
     COUNTERS_EN + "Every start counts, autoplay and preview too; not comparable with earlier "
     "months.",
     COUNTERS_BN + "প্রতিটি শুরু গোনা হয়, নিজে থেকে চলা ও প্রিভিউও; আগের মাসের সঙ্গে তুলনীয় নয়।"),
    ("youtube-minutes-watched", "D8", "estimatedMinutesWatched", None, None,
     "Minutes for which videos were played on YouTube, by its own estimate, in whole minutes. "
     "One person or many.",
     "ইউটিউবে ভিডিও যত মিনিট চলেছে, ইউটিউবের নিজের অনুমানে, পূর্ণ মিনিটে। একজন বা বহুজন।"),
]


def create(apps, schema_editor):
    indicators = apps.get_model("campaigns", "Indicator").objects
    definitions = apps.get_model("campaigns", "Definition").objects
    for code, kind, en, bn in INDICATORS:
        indicators.create(
            code=code, kind=kind, nature="stated", label_en=en, label_bn=bn, adds_over_months=True,
            adds_over_channels=False, adds_over_areas=True, adds_over_sexes=True,
        )
    for slug, indicator, metric, begins, ends, en, bn in DEFINITIONS:
        definitions.create(
            slug=slug, indicator_id=indicator, platform="youtube", metric=metric,
            valid_from=begins, valid_to=ends, text_en=en, text_bn=bn,
        )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0004_minutes_are_a_kind")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
