"""Administrators, data managers and RSC supervisors keep schools; the first two the question bank."""

from django.db import migrations

from portal.people.granting import grant

SCHOOLS = ["events.add_school", "events.change_school", "events.view_school"]
BANK = [
    f"events.{action}_{model}"
    for model in ("question", "servicekind")
    for action in ("add", "change", "view")
]
WHO = {
    "Administrators": [*SCHOOLS, *BANK],
    "Data managers": [*SCHOOLS, *BANK],
    "RSC supervisors": SCHOOLS,
}


def let_them_keep(apps, schema_editor):
    # A group that an administrator has renamed or deleted is theirs to decide about.
    for group in apps.get_model("auth.Group").objects.filter(name__in=WHO):
        grant(apps, group, WHO[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_who_imports_events"),
        ("events", "0011_quizzes_and_fairs"),
    ]
    operations = [migrations.RunPython(let_them_keep, migrations.RunPython.noop)]
