"""The page's numbers take as many queries with much in the ledger as with little."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Entry
from events.recording import record_events
from portal.demo.invented_events import invented_events
from portal.demo.invented_quizzes import give_polls

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
QUERIES = 17


def test_it_takes_the_same_queries_however_much_was_posted(client, prottasha, reach_urls):
    def queries(month: str) -> int:
        client.get(reach_urls["bn"], {"month": month})  # what Django and Wagtail keep is warm
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reach_urls["bn"], {"month": month}).status_code == 200
        return len(captured)

    little = queries("2022-09")
    before = Entry.objects.count()
    record_events(give_polls(islice(invented_events(NOW - timedelta(days=1)), 60)), now=NOW)
    assert Entry.objects.count() > before + 200
    assert Entry.objects.filter(key__indicator="P1").count() > 5
    assert [queries(month) for month in ("2022-09", "2026-10")] == [little, little]
    assert little == QUERIES
