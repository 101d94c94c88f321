"""A person decides what becomes of what waits: seen side by side, taken or set aside, audited."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from wagtail.models import ModelLogEntry

from events.models import Event, Quarantined, Submission
from events.recording import save_event
from tests.events.phone import NOW, Phone

pytestmark = pytest.mark.django_db
LIST = "/admin/quarantine/"


def page(kept: Quarantined, way: str = "inspect") -> str:
    addresses = {
        "inspect": f"{LIST}inspect/{kept.pk}/",
        "new": f"{LIST}take/{kept.pk}/new/",
        "edit": f"{LIST}take/{kept.pk}/edit/",
        "away": f"{LIST}away/{kept.pk}/",
    }
    return addresses[way]


def filled_in(answer, **over) -> dict[str, str]:
    """Send the form as it was filled in, with some of it put right."""
    form = answer.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in {**shown, **over}.items()}


@pytest.fixture
def bad(phone) -> dict:
    record = phone.record(women=-1, venue="Canary hall")
    phone.send(record)
    return record


@pytest.fixture
def conflict(phone) -> dict:
    record = phone.record(venue="school")
    phone.send(record)
    other = {**record, "women": 43, "venue": "market"}
    phone.send(other)
    return other


def test_the_list_says_what_who_when_and_why(admin, bad):
    shown = admin.get(LIST).content.decode()
    for words in ("31 May 2024", "Khulna", "rahima", "It cannot be an event", "12:00"):
        assert words in shown


def test_what_cannot_be_read_is_listed_too(admin, phone):
    phone.send("ডুমুরিয়ায় নাটক".encode())
    assert "Text that cannot be read" in admin.get(LIST).content.decode()
    shown = admin.get(page(Quarantined.objects.get())).content.decode()
    assert "ডুমুরিয়ায় নাটক" in shown


def test_the_two_versions_stand_side_by_side_in_words(admin, conflict):
    answer = admin.get(page(Quarantined.objects.get()))
    lines = {line.label: (line.here, line.sent) for line in answer.context["lines"]}
    assert lines["Women"] == ("34", "43")
    assert lines["Venue"] == ("school", "market")
    assert lines["How the people were counted"] == ("Counted one by one", "Counted one by one")
    differing = {line.label for line in answer.context["lines"] if line.differs}
    assert differing == {"Women", "Venue"}
    assert lines["Place"][0].endswith("Khulna")


def test_reasons_stand_beside_their_fields(admin, bad):
    answer = admin.get(page(Quarantined.objects.get()))
    assert {line.label: line.reasons for line in answer.context["lines"] if line.reasons} == {
        "Women": ["This is below zero."]
    }


def test_a_person_puts_it_right_and_it_is_the_phones_event(admin, phone, bad, ledger):
    kept = Quarantined.objects.get()
    form = filled_in(admin.get(page(kept, "new")), women="1")
    assert form["venue"] == "Canary hall"
    answer = admin.post(page(kept, "new"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    event = Event.objects.get()
    assert (str(event.client_uuid), event.recorded_by) == (bad["id"], phone.person)
    assert ledger()["A2 w adult"] == 1
    kept.refresh_from_db()
    assert (kept.decision, kept.event, kept.decided_by.username) == ("new", event, "shirin")
    assert phone.send(bad).status_code == 202
    assert phone.held()[bad["id"]]["state"] == "counted"


def test_a_form_that_is_still_wrong_decides_nothing(admin, bad, ledger):
    kept = Quarantined.objects.get()
    answer = admin.post(page(kept, "new"), filled_in(admin.get(page(kept, "new"))))
    assert answer.status_code == 200
    assert "women" in answer.context["form"].errors
    kept.refresh_from_db()
    assert kept.is_waiting
    assert ledger() == {}


def test_what_the_ledger_refuses_decides_nothing(admin, bad, ledger, opening_of_2019):
    kept = Quarantined.objects.get()
    form = filled_in(admin.get(page(kept, "new")), women="1", held_on="2019-05-01")
    answer = admin.post(page(kept, "new"), form)
    assert "balance" in answer.content.decode()
    kept.refresh_from_db()
    assert kept.is_waiting
    assert not Event.objects.exists()


def test_a_conflict_taken_as_an_edit_moves_the_figures(admin, phone, conflict, ledger):
    kept = Quarantined.objects.get()
    assert (
        admin.post(page(kept, "edit"), filled_in(admin.get(page(kept, "edit")))).status_code == 302
    )
    assert ledger() == {"A1 x x": 1, "A2 w adult": 43, "A2 m adult": 12}
    assert (Event.objects.get().venue, Submission.objects.count()) == ("market", 2)
    assert phone.send(conflict).status_code == 202
    assert phone.held()[conflict["id"]]["conflict"] is False


def test_a_conflict_taken_as_a_new_event_counts_beside_the_other(admin, phone, conflict, ledger):
    kept = Quarantined.objects.get()
    admin.post(page(kept, "new"), filled_in(admin.get(page(kept, "new"))))
    assert ledger() == {"A1 x x": 2, "A2 w adult": 77, "A2 m adult": 24}
    assert phone.send(conflict).status_code == 202
    assert Event.objects.count() == 2


def test_what_the_sender_left_blank_is_blank_in_the_edit(admin, phone, ledger):
    record = phone.record(venue="school")
    phone.send(record)
    phone.send({**record, "men": None, "venue": None, "girls": 0})
    kept = Quarantined.objects.get()
    admin.post(page(kept, "edit"), filled_in(admin.get(page(kept, "edit"))))
    assert ledger() == {"A1 x x": 1, "A2 w adult": 34, "A2 w child": 0}
    assert Event.objects.get().venue == ""


def test_set_aside_with_a_reason_that_the_field_team_reads(admin, phone, bad, ledger):
    kept = Quarantined.objects.get()
    assert admin.post(page(kept, "away"), {"reason": ""}).status_code == 200
    assert admin.post(page(kept, "away"), {"reason": "sent twice"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.decision, kept.decision_reason) == ("discarded", "sent twice")
    assert phone.held()[bad["id"]] == {
        **phone.held()[bad["id"]], "state": "set-aside", "reasons": {"": ["sent twice"]}
    }  # fmt: skip
    answer = phone.send(bad)
    assert (answer.status_code, answer.json()["state"]) == (409, "set-aside")
    assert ledger() == {}
    assert bytes(kept.body)


def test_what_was_decided_is_not_decided_again(admin, bad):
    kept = Quarantined.objects.get()
    form = filled_in(admin.get(page(kept, "new")), women="1")
    admin.post(page(kept, "away"), {"reason": "sent twice"})
    assert admin.post(page(kept, "new"), form).status_code == 302
    admin.post(page(kept, "away"), {"reason": "something else"})
    kept.refresh_from_db()
    assert kept.decision_reason == "sent twice"
    assert not Event.objects.exists()


def test_every_decision_is_written_down(admin, bad):
    kept = Quarantined.objects.get()
    admin.post(page(kept, "away"), {"reason": "sent twice"})
    entry = ModelLogEntry.objects.get(action="events.decided")
    assert (entry.user.username, entry.data["reason"]) == ("shirin", "sent twice")


def test_a_wrong_clock_is_corrected_in_the_form_too(admin, phone):
    record = phone.record(women=-1, held_on="2021-05-31", recorded_at="2021-06-01T12:00:00+06:00")
    phone.send({**record, "client_now": "2021-06-01T12:00:00+06:00"})
    form = filled_in(admin.get(page(Quarantined.objects.get(), "new")))
    assert form["held_on"] == "2024-05-31"


def test_the_quarantine_is_for_those_who_may_see_it(bad):
    user = User.objects.create_user("reader")
    names = ["access_admin", "view_event", "change_event"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    browser = Client()
    browser.force_login(user)
    kept = Quarantined.objects.get()
    for way in ("inspect", "new", "edit", "away"):
        assert b"Canary hall" not in browser.get(page(kept, way), follow=True).content
    assert b"Canary hall" not in browser.get(LIST, follow=True).content
    user.user_permissions.add(Permission.objects.get(codename="view_quarantined"))
    browser.force_login(User.objects.get(pk=user.pk))
    # What nobody could place may belong to any district.
    assert b"Canary hall" not in browser.get(page(kept), follow=True).content
    user.user_permissions.add(Permission.objects.get(codename="everywhere_assignment"))
    browser.force_login(User.objects.get(pk=user.pk))
    assert "Canary hall" in browser.get(page(kept)).content.decode()
    browser.post(page(kept, "away"), {"reason": "mine"})
    kept.refresh_from_db()
    assert kept.is_waiting


def test_nobody_deletes_or_edits_what_waits(admin, bad):
    kept = Quarantined.objects.get()
    for way in ("delete", "edit", "copy"):
        assert admin.post(f"{LIST}{way}/{kept.pk}/", follow=True).status_code == 404
    assert not Permission.objects.filter(codename="delete_quarantined").exists()


def test_an_event_set_aside_meanwhile_is_still_shown_beside(admin, phone, conflict):
    event = Event.objects.get()
    event.standing, event.set_aside_reason = "set-aside", "logged twice"
    save_event(event, by=None, now=NOW)
    assert admin.get(page(Quarantined.objects.get())).status_code == 200
    assert isinstance(phone, Phone)
