"""Supervisors, editors and approvers take copies down, and answer people with a code card."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import ANSWER_CODE_CARDS, TAKE_DOWN_COPIES

GIVEN = ("Administrators", "Editors", "Approvers", "RSC supervisors")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=GIVEN):
        grant(apps, group, (*TAKE_DOWN_COPIES, *ANSWER_CODE_CARDS))


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_who_asks_and_who_approves_stories"),
        ("crm_videos", "0020_copies_withdrawals_and_code_cards"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
