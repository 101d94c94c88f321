"""Editors bring sounds, approvers and administrators delete them too."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import BRING_SOUNDS, DELETE_SOUNDS

BRING, DELETE = ("Administrators", "Editors", "Approvers"), ("Administrators", "Approvers")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    groups = apps.get_model("auth.Group").objects
    for group in groups.filter(name__in=BRING):
        grant(apps, group, BRING_SOUNDS)
    for group in groups.filter(name__in=DELETE):
        grant(apps, group, DELETE_SOUNDS)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0069_sounds_of_pages"),
        ("people", "0040_who_proposes_and_who_confirms_facts"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
