"""Editors keep the services; approvers and administrators their kinds too."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import KEEP_KINDS_OF_SERVICE, KEEP_SERVICES

SERVICES, KINDS = ("Administrators", "Editors", "Approvers"), ("Administrators", "Approvers")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    groups = apps.get_model("auth.Group").objects
    for group in groups.filter(name__in=SERVICES):
        grant(apps, group, KEEP_SERVICES)
    for group in groups.filter(name__in=KINDS):
        grant(apps, group, KEEP_KINDS_OF_SERVICE)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0050_who_keeps_campaigns_and_registers"),
        ("directory", "0001_services"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
