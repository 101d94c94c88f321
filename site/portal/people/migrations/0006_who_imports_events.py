"""Administrators, data managers and RSC supervisors bring events by the sheet."""

from django.db import migrations

from portal.people.granting import grant

WHO = ("Administrators", "Data managers", "RSC supervisors")


def let_them_import(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=WHO):
        grant(apps, group, ["events.import_event"])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_roles"),
        ("events", "0010_importing_is_a_permission"),
    ]
    operations = [migrations.RunPython(let_them_import, migrations.RunPython.noop)]
