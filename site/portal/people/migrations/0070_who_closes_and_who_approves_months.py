"""Who keeps figures begins the closing of a month; an approver agrees to it."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import APPROVE_MONTHS, CLOSE_MONTHS

BEGIN = ("Administrators", "Data managers")
APPROVE = ("Administrators", "Approvers")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    groups = apps.get_model("auth.Group").objects
    for group in groups.filter(name__in=BEGIN):
        grant(apps, group, CLOSE_MONTHS)
    for group in groups.filter(name__in=APPROVE):
        grant(apps, group, APPROVE_MONTHS)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0061_who_notes_and_who_brings_calls"),
        ("campaigns", "0050_explanations_of_months"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
