"""Rows of a sheet are taken by the slice; each is told, and taken, as if it were alone."""

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from campaigns.models import Entry, Roll
from campaigns.rebuilding import rebuild_rollups
from events import intake, taking_many
from events.content import content_of
from events.judging import Sender
from events.known_rows import KnownRows
from events.models import Decision, Door, Event, Quarantined, Submission
from events.sheets.importing import import_events
from tests.events.phone import NOW, field_worker
from tests.events.sheets import csv_sheet, show

pytestmark = pytest.mark.django_db
COLUMNS = [field.attname for field in Event._meta.fields if field.attname != "id"]
SENT = [
    field.attname for field in Submission._meta.fields if field.attname not in {"id", "event_id"}
]
ENTRY = ("key__digest", "version", "state", "value", "booked_month", "observed_at", "actor_ref",
         "payload_sha256", "source_ref")  # fmt: skip


def many() -> list[dict[str, Any]]:
    """Rows of several kinds, places and months; some with a blank, some that cannot be."""
    return [
        show(),
        show(venue="School", women="", not_recorded="40"),
        show(kind="workshop", level="district", place="Jashore", held_on="2024-03-01"),
        show(place="Atlantis"),
        show(women="", men="", headcount="not-counted", starts_at="9:30"),
        show(held_on="2024-06-30"),
        show(kind="video-show", girls="0", boys="3", message="Gombhira", held_on="2023-12-31"),
    ]


def bring(rows: list[dict[str, Any]], person: User | None = None, **more: Any):
    return import_events(csv_sheet(*rows), person=person, now=NOW, **more)


def stored() -> list[list[tuple]]:
    return [
        list(Event.objects.order_by("client_uuid").values_list(*COLUMNS)),
        list(Submission.objects.order_by("client_uuid").values_list(*SENT)),
        list(Entry.objects.order_by("key__digest", "version").values_list(*ENTRY)),
        list(Roll.objects.order_by("series__code", "month").values_list("series__code", "cum")),
    ]


def one_by_one(contents, *, sender, now, rows, dry_run=False):
    return {
        content.id: answer
        for content in contents
        for answer in [taking_many._take_alone(content, sender, now=now)]
    }


def test_together_they_are_stored_as_they_are_one_by_one(monkeypatch):
    before = transaction.savepoint()
    with monkeypatch.context() as alone:
        alone.setattr("events.sheets.importing.take_or_refuse_many", one_by_one)
        apart, stored_apart = bring(many()), stored()
    transaction.savepoint_rollback(before)
    together = bring(many())
    assert stored() == stored_apart
    assert [(row.became, row.event, row.problems) for row in together.tried] == [
        (row.became, row.event, row.problems) for row in apart.tried
    ]
    assert rebuild_rollups(dry_run=True).put_right == []


def test_a_row_of_which_another_import_was_quicker_takes_back_no_other(monkeypatch):
    """Its slice is not stored; then each row is taken by itself."""
    rows = [show(venue=f"School {n}") for n in range(4)]
    look, looks = taking_many._Here.read, []

    def look_and_be_overtaken(contents, sender):
        seen = look(contents, sender)
        looks.append(seen)
        if len(looks) == 1:
            bring(rows[1:2])
        return seen

    monkeypatch.setattr(taking_many._Here, "read", look_and_be_overtaken)
    told = bring(rows)
    assert [str(row.became) for row in told.tried] == ["new", "same", "new", "new"]
    assert Event.objects.count() == Submission.objects.count() == 4
    assert rebuild_rollups(dry_run=True).put_right == []


def test_what_the_books_refuse_takes_back_no_good_row(opening_of_2019):
    inside = [show(held_on="2019-05-10", venue=str(n)) for n in range(2)]
    rows = [show(), inside[0], show(venue="School"), inside[1]]
    assert [str(row.became) for row in bring(rows).tried] == ["new", "refused", "new", "refused"]
    assert Event.objects.count() == 2


def test_a_slice_that_fails_half_way_leaves_nothing_of_it(monkeypatch):
    class Died(Exception):
        pass

    def die(*args, **kwargs):
        raise Died

    with monkeypatch.context() as broken:
        broken.setattr(Submission.objects, "bulk_create", die)
        with pytest.raises(Died):
            bring(many())
    assert not Event.objects.exists()
    assert not Entry.objects.exists()
    assert bring(many()).count("new") == 5


def test_what_waited_in_quarantine_is_closed_when_a_sheet_brings_it():
    person = field_worker("rahima")
    content = content_of(uuid.uuid4(), {"kind": "ipt-show", "held_on": "2024-05-10",
                                        "place": "BD4047", "women": 3})  # fmt: skip
    sender = Sender(door=Door.SHEET, person=person)
    elsewhere = field_worker("karim", district="BD4041").assignment
    own = list(person.assignment.districts.all())
    person.assignment.districts.set(elsewhere.districts.all())
    intake.receive_content(content, body=content.text.encode(), sender=sender, now=NOW)
    assert Quarantined.objects.get().is_waiting
    person.assignment.districts.set(own)
    taking_many.take_or_refuse_many([content], sender=sender, now=NOW, rows=KnownRows())
    kept = Quarantined.objects.get()
    assert (kept.decision, kept.event) == (Decision.NEW, Event.objects.get())


def test_what_a_person_has_set_aside_is_not_taken_from_a_sheet():
    person = field_worker("rahima", district="BD4041")
    content = content_of(uuid.uuid4(), {"kind": "ipt-show", "held_on": "2024-05-10",
                                        "place": "BD4047", "women": 3})  # fmt: skip
    sender = Sender(door=Door.SHEET, person=person)
    intake.receive_content(content, body=content.text.encode(), sender=sender, now=NOW)
    kept = Quarantined.objects.get()
    Quarantined.objects.update(
        decision=Decision.DISCARDED, decision_reason="no show", decided_at=NOW
    )
    answers = taking_many.take_or_refuse_many([content], sender=sender, now=NOW, rows=KnownRows())
    assert "no show" in answers[kept.client_uuid].reasons["id"][0]


def test_forty_rows_take_no_more_statements_than_ten():
    """Each row must not ask by itself, whatever it asks."""
    asked = []
    for number in (10, 40):
        rows = [show(venue=f"{number} {n}") for n in range(number)]
        with CaptureQueriesContext(connection) as captured:
            assert bring(rows).count("new") == number
        asked.append(len(captured))
    assert asked[1] <= asked[0] + (0 if connection.vendor == "postgresql" else 12)
    with CaptureQueriesContext(connection) as captured:
        assert bring(rows).count("same") == 40
    assert len(captured) <= 12
