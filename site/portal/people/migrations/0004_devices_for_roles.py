"""Who may hand out and revoke the passwords of phones with ODK Collect."""

from django.db import migrations

from portal.people.granting import grant
from portal.people.roles import ADMINISTRATORS, DATA_MANAGERS, KEEP_DEVICES, RSC_SUPERVISORS


def give(apps, schema_editor):
    # A group that an administrator has removed or renamed is left as it is.
    names = [role.name for role in (ADMINISTRATORS, DATA_MANAGERS, RSC_SUPERVISORS)]
    for group in apps.get_model("auth.Group").objects.filter(name__in=names):
        grant(apps, group, KEEP_DEVICES)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_roles"),
        ("events", "0008_devices_and_attachments"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
