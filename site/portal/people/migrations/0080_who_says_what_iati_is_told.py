"""Administrators say who reports to IATI and of which activity."""

from django.db import migrations

from portal.people.granting import grant

GIVEN = {"Administrators": ("open_data.change_publishedactivity",)}


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=GIVEN):
        grant(apps, group, GIVEN[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0072_who_keeps_targets"),
        ("open_data", "0080_activity_in_iati"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
