"""Who keeps campaigns sets targets, who reads figures carries them away; data managers add more."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import ADD_INDICATORS, CLEAR_TARGETS, KEEP_TARGETS, READ_TARGETS

GIVEN = {
    "Administrators": KEEP_TARGETS + CLEAR_TARGETS + ADD_INDICATORS,
    "Editors": KEEP_TARGETS,
    "Approvers": KEEP_TARGETS,
    "Data managers": KEEP_TARGETS + CLEAR_TARGETS + ADD_INDICATORS,
    "RSC supervisors": READ_TARGETS,
    "Donor readers": READ_TARGETS,
}


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=GIVEN):
        grant(apps, group, GIVEN[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0071_who_writes_and_who_freezes_issues"),
        ("campaigns", "0060_targets"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
