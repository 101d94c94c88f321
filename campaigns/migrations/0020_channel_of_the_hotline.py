"""The channel of the hotline: its calls are counted, by the page that callers name."""

from django.db import migrations


def create(apps, schema_editor):
    apps.get_model("campaigns", "Channel").objects.get_or_create(
        # A programme that enters its calls by hand may have one of this name.
        slug="hotline",
        defaults={
            "group": "register", "event_kind": False, "sort_order": 185,
            "label_en": "Hotline", "label_bn": "হটলাইন",
        },
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0012_channel_of_the_site")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
