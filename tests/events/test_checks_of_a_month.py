"""What is open about the events of a month is told to whoever closes it, as amber."""

import datetime as dt
import json

import pytest

from campaigns.month_checks import checks_of
from events.models import Draw, DrawnEvent, EventPair, Quarantined
from events.recording import record_events
from tests.events.phone import field_worker

pytestmark = pytest.mark.django_db

APRIL, MAY, TODAY = dt.date(2024, 4, 1), dt.date(2024, 5, 1), dt.date(2024, 6, 20)


def lights(month: dt.date) -> dict[str, str]:
    found = checks_of(month, today=TODAY)
    return {one.slug: one.light.value for one in found if one.slug.startswith("events-")}


def keep(key: str, received: dt.datetime, **said: str) -> Quarantined:
    return Quarantined.objects.create(
        key=key, cause="no-event", door="openrosa", body=json.dumps(said).encode(),
        received_at=received,
    )  # fmt: skip


def test_a_submission_waits_in_the_month_that_it_speaks_of(now):
    unreadable = keep("1", now)  # in June, and of no day that could be read
    assert lights(MAY)["events-quarantine"] == "green"
    assert lights(dt.date(2024, 6, 1))["events-quarantine"] == "amber"
    unreadable.decision, unreadable.decided_at = "discarded", now
    unreadable.decision_reason = "a trial"
    unreadable.save()
    assert lights(dt.date(2024, 6, 1))["events-quarantine"] == "green"


def test_a_submission_that_came_later_waits_in_the_month_of_its_event(phone):
    record = phone.record(held_on="2024-05-10", women=-1)
    phone.send(record)
    assert Quarantined.objects.waiting().count() == 1
    assert (lights(MAY)["events-quarantine"], lights(APRIL)["events-quarantine"]) == (
        "amber", "green",
    )  # fmt: skip


def test_pairs_and_call_backs_of_the_month_are_amber_until_somebody_decides(new_event, now):
    first, second = new_event(), new_event(women=11)
    record_events([first, second], by=field_worker("karim"), now=now)
    EventPair.objects.all().delete()
    pair = EventPair.objects.create(first=first, second=second, score=90, found_at=now)
    draw = Draw.objects.create(month=MAY, seed="1", population={}, digest="0", drawn_at=now)
    called = DrawnEvent.objects.create(draw=draw, event=first, position=1)
    assert lights(MAY) == dict.fromkeys(("events-pairs", "events-calls"), "amber") | {
        "events-quarantine": "green"
    }
    assert lights(APRIL) == dict.fromkeys(("events-quarantine", "events-pairs"), "green")
    EventPair.objects.filter(pk=pair.pk).update(
        decision="different", decision_reason="two villages", decided_at=now
    )
    DrawnEvent.objects.filter(pk=called.pk).update(result="confirmed", called_at=now, tries=1)
    assert set(lights(MAY).values()) == {"green"}
