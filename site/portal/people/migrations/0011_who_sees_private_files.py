"""Administrators and RSC supervisors see private files; administrators see who looked at them."""

from django.db import migrations

from portal.people.granting import grant

SEE_FILES, SEE_LOG = "crm_videos.view_privatefile", "crm_videos.view_accessentry"
WHO = {"Administrators": [SEE_FILES, SEE_LOG], "RSC supervisors": [SEE_FILES]}


def let_them_see(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=WHO):
        grant(apps, group, WHO[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_who_claims_and_verifies_outcomes"),
        ("crm_videos", "0010_private_files_and_access_log"),
    ]
    operations = [migrations.RunPython(let_them_see, migrations.RunPython.noop)]
