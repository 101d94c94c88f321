"""The triggers that apps stand over their tables: looked for, and put back by every migration."""

import pytest
from django.core.management import call_command
from django.db import connection

from foundation import triggers

pytestmark = pytest.mark.django_db
# One of each app that has any: name, table.
SOME = {
    "campaigns": ("entry_no_update", "campaigns_entry"),
    "crm_videos": ("crm_videos_accessentry_no_delete", "crm_videos_accessentry"),
}


def test_all_stand_after_all_migrations_and_missing_ones_are_reported_and_put_back() -> None:
    expected = triggers.expected_names(connection.vendor)
    assert {name for name, _table in SOME.values()} <= expected
    assert triggers.installed_names(connection) >= expected
    assert triggers.triggers_stand(databases=["default"]) == []
    with connection.cursor() as cursor:
        for name, table in SOME.values():
            on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER {name}{on_table}")
    told = triggers.triggers_stand(databases=["default"])
    assert {message.id for message in told} == {"foundation.E001"}
    assert {message.msg for message in told} == {
        f"The guards of {label} are missing: {name}." for label, (name, _table) in SOME.items()
    }
    call_command("migrate", verbosity=0, skip_checks=True)
    assert triggers.triggers_stand(databases=["default"]) == []
