"""The kinds of event that the programme holds; their names come with their channels.

Training is coordination: the only training the project counted was that of
executive magistrates, and a trained official is not a villager who was
reached. Dialogue is awareness: the project names community-based dialogue
beside community meetings.
"""

from django.db import migrations

AWARENESS = [
    "ipt-show",
    "video-show",
    "school-quiz",
    "school-programme",
    "migration-fair",
    "tea-stall-meeting",
    "community-meeting",
    "dialogue",
]
COORDINATION = ["training", "migration-forum-meeting", "workshop", "dcc-meeting"]
WITH_LEVEL = {"workshop"}


def create(apps, schema_editor):
    EventKind = apps.get_model("events", "EventKind")
    EventKind.objects.bulk_create(
        EventKind(channel_id=slug, reach_class=reach_class, has_level=slug in WITH_LEVEL)
        for reach_class, slugs in (("awareness", AWARENESS), ("coordination", COORDINATION))
        for slug in slugs
    )


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_events_and_kinds"),
        ("campaigns", "0003_channels_indicators_and_rules"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
