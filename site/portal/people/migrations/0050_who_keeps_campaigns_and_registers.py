"""Editors and data managers keep campaigns and registers, approvers open and show them."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import CLEAR_REGISTERS, KEEP_CAMPAIGNS, OPEN_CAMPAIGNS, READ_CAMPAIGNS

GIVEN = {
    "Administrators": KEEP_CAMPAIGNS + OPEN_CAMPAIGNS + CLEAR_REGISTERS,
    "Editors": KEEP_CAMPAIGNS,
    "Approvers": KEEP_CAMPAIGNS + OPEN_CAMPAIGNS,
    "Data managers": KEEP_CAMPAIGNS + CLEAR_REGISTERS,
    "RSC supervisors": READ_CAMPAIGNS,
    "Donor readers": READ_CAMPAIGNS,
}


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=GIVEN):
        grant(apps, group, GIVEN[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0041_who_answers_questions"),
        ("campaigns", "0030_campaigns_and_registers"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
