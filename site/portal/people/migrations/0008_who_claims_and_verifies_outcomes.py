"""Field staff claim outcomes; supervisors and data managers verify those of others."""

from django.db import migrations

from portal.people.granting import grant

CLAIM = ("events.add_outcomeclaim", "events.view_outcomeclaim")
VERIFY = (*CLAIM, "events.change_outcomeclaim", "events.export_outcomeclaim",
          "events.verify_outcomeclaim")  # fmt: skip
KINDS = ("events.add_outcomekind", "events.change_outcomekind", "events.view_outcomekind")
GIVEN = {
    "Administrators": (*VERIFY, *KINDS),
    "Data managers": (*VERIFY, *KINDS),
    "RSC supervisors": VERIFY,
    "Field staff": CLAIM,
}


def give(apps, schema_editor):
    for group in apps.get_model("auth.Group").objects.filter(name__in=GIVEN):
        grant(apps, group, GIVEN[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_who_keeps_schools_and_questions"),
        # For the names of the permissions.
        ("events", "0014_outcome_claims"),
    ]
    # Nothing is taken away: somebody may have been given it in the admin.
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
