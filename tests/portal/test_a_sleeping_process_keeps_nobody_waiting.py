"""PostgreSQL hangs up on whoever sleeps in a transaction, and with it go the locks."""

import pytest
from django.conf import settings
from django.db import connection


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_server_ends_transactions_in_which_nothing_happens():
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM current_setting(%s)::interval)",
                       ["idle_in_transaction_session_timeout"])  # fmt: skip
        (seconds,) = cursor.fetchone()
    assert 0 < seconds <= settings.POLL_LEASE_SECONDS
