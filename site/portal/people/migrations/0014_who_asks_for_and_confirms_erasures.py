"""Supervisors ask for a person to be erased, administrators and approvers confirm it."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import ASK_TO_ERASE, CONFIRM_ERASURES

GIVEN = {
    "Administrators": (*ASK_TO_ERASE, *CONFIRM_ERASURES),
    "Approvers": CONFIRM_ERASURES,
    "RSC supervisors": ASK_TO_ERASE,
}


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=GIVEN):
        grant(apps, group, GIVEN[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0013_who_takes_down_copies_and_answers_code_cards"),
        ("crm_videos", "0030_erasures"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
