"""Supervisors ask for consent, editors write stories, approvers approve them."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import APPROVE_STORIES, ASK_FOR_CONSENT, KEEP_SCRIPTS, WRITE_STORIES

GIVEN = {
    "Administrators": (*WRITE_STORIES, *APPROVE_STORIES, *ASK_FOR_CONSENT, *KEEP_SCRIPTS),
    "Editors": WRITE_STORIES,
    "Approvers": (*WRITE_STORIES, *APPROVE_STORIES),
    "RSC supervisors": ASK_FOR_CONSENT,
}


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=GIVEN):
        grant(apps, group, GIVEN[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_who_sees_private_files"),
        ("crm_videos", "0002_consents_stories_and_reviews"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
