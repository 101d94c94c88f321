"""Field staff record stories with a phone, and so may their supervisors and administrators."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import RECORD_STORIES

MAY = ("Administrators", "Field staff", "RSC supervisors")


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=MAY):
        grant(apps, group, RECORD_STORIES)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0014_who_asks_for_and_confirms_erasures"),
        ("crm_videos", "0070_recordings_and_videos"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
