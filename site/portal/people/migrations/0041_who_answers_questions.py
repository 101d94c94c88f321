"""Who answers the public's questions, who reads its counts, who makes polls."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import ANSWER_QUESTIONS, KEEP_POLLS, READ_COUNTS

WHO = {
    "Administrators": ANSWER_QUESTIONS + READ_COUNTS + KEEP_POLLS,
    "Approvers": ANSWER_QUESTIONS + READ_COUNTS + KEEP_POLLS,
    "Editors": READ_COUNTS + KEEP_POLLS,
    "RSC supervisors": ANSWER_QUESTIONS,
}


def give(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=WHO):
        grant(apps, group, WHO[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0040_who_proposes_and_who_confirms_facts"),
        ("asking", "0001_asking_the_public"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
