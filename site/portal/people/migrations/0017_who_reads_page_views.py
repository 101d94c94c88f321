"""Whoever reads the figures, and whoever publishes, sees how often pages are opened."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import READ_PAGE_VIEWS

GROUPS = ("Administrators", "Editors", "Approvers", "Data managers")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=GROUPS):
        grant(apps, group, READ_PAGE_VIEWS)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_who_records_stories"),
        ("page_views", "0001_views_of_days"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
