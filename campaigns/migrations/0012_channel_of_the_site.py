"""The channel of this site: its own page views are counted now."""

from django.db import migrations


def create(apps, schema_editor):
    apps.get_model("campaigns", "Channel").objects.create(
        slug="site", group="site", event_kind=False, sort_order=35,
        label_en="This site", label_bn="এই সাইট",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0010_channel_of_outcomes")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
