"""What one poll costs the database, in statements: it must not grow back unnoticed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from media_ingest.models import PollRun
from media_ingest.polling import poll_what_is_due

pytestmark = pytest.mark.django_db
# With the planning of the tick. A statement more may be right: then say so here. One asks which
# indicators add up over channels, whose areas are summed too.
AT_MOST = {"facebook": 82, "youtube": 75}
BOUNDARIES = ("SAVEPOINT", "RELEASE")


@pytest.mark.parametrize("platform", AT_MOST)
def test_a_daily_poll_takes_no_more_statements_than_we_know_of(platform, platforms, clock, request):
    request.getfixturevalue(platform)
    for _ in range(3):  # The first ones read months, and make what is only touched later.
        poll_what_is_due(clock)
        clock.now += timedelta(hours=25)
    with CaptureQueriesContext(connection) as captured:
        assert poll_what_is_due(clock) == 1
    assert PollRun.objects.latest("pk").state == PollRun.State.DONE
    statements = [q["sql"] for q in captured if not q["sql"].startswith(BOUNDARIES)]
    assert len(statements) <= AT_MOST[platform], "\n".join(sql[:120] for sql in statements)
