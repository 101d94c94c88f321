"""Months of products and of news reports may be added up from their registers."""

from django.db import migrations


def allow(apps, schema_editor):
    # Neither the kind nor what adds up changes: months that were stated stay as they are.
    apps.get_model("campaigns", "Indicator").objects.filter(code__in=["C1", "C2"]).update(
        may_be_itemised=True
    )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0031_frameworks_and_audiences")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
