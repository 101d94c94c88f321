"""Editors and data managers write a month's issue, and approvers freeze it."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import FREEZE_ISSUES, WRITE_ISSUES

WRITE = ("Administrators", "Editors", "Approvers", "Data managers")
FREEZE = ("Administrators", "Approvers")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    groups = apps.get_model("auth.Group").objects
    for names, permissions in ((WRITE, WRITE_ISSUES), (FREEZE, FREEZE_ISSUES)):
        for group in groups.filter(name__in=names):
            grant(apps, group, permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0070_who_closes_and_who_approves_months"),
        ("issues", "0001_issues_versions_and_receipts"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
