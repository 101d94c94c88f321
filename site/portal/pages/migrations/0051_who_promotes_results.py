"""Approvers and administrators choose what a search shows first."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import PROMOTE_RESULTS

MAY = ("Administrators", "Approvers")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=MAY):
        grant(apps, group, PROMOTE_RESULTS)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0050_words_are_indexed_folded"),
        ("people", "0015_who_records_stories"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
