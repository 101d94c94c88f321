"""Editors propose facts, approvers confirm them, administrators do both."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import CONFIRM_FACTS, PROPOSE_FACTS

PROPOSE, CONFIRM = ("Administrators", "Editors", "Approvers"), ("Administrators", "Approvers")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    groups = apps.get_model("auth.Group").objects
    for group in groups.filter(name__in=PROPOSE):
        grant(apps, group, PROPOSE_FACTS)
    for group in groups.filter(name__in=CONFIRM):
        grant(apps, group, CONFIRM_FACTS)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_who_reads_page_views"),
        ("facts", "0001_facts"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
