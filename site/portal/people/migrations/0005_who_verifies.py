"""Data managers and administrators verify everywhere, supervisors in their own districts."""

from django.db import migrations

from portal.people.granting import grant

VERIFY = (
    "events.change_drawnevent",
    "events.change_eventpair",
    "events.view_draw",
    "events.view_drawnevent",
    "events.view_eventpair",
)
GIVEN = {
    "Administrators": (*VERIFY, "events.add_draw"),
    "Data managers": (*VERIFY, "events.add_draw"),
    "RSC supervisors": VERIFY,
}


def give(apps, schema_editor):
    for group in apps.get_model("auth.Group").objects.filter(name__in=GIVEN):
        grant(apps, group, GIVEN[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_roles"),
        # For the names of the permissions.
        ("events", "0009_verification"),
    ]
    # Nothing is taken away: somebody may have been given it in the admin.
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
