"""Who answers the hotline notes its calls; who keeps figures mends and imports them."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import KEEP_CALLS, NOTE_CALLS

NOTE = ("Administrators", "Editors", "Approvers", "Data managers", "RSC supervisors")
KEEP = ("Administrators", "Data managers")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    groups = apps.get_model("auth.Group").objects
    for group in groups.filter(name__in=NOTE):
        grant(apps, group, NOTE_CALLS)
    for group in groups.filter(name__in=KEEP):
        grant(apps, group, KEEP_CALLS)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0060_who_keeps_the_service_directory"),
        ("hotline_calls", "0001_page_numbers_and_calls"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
