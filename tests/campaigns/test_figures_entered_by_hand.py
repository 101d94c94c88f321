"""Staff state one figure in the admin: they see old and new first, and the ledger's laws hold."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.closing import approve_closing, begin_closing
from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Channel, Entry, Note

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/enter_figure/"
FORM = {
    "channel": "facebook", "indicator": "D2", "month": "2022-09", "value": "22,539", "reason": "",
    "confidence": "likely", "source": "document:letter", "observed_on": "2022-10-03",
    "definition": "", "first_day": "", "last_day": "", "note": "",
}  # fmt: skip


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def see(client: Client, **changed: str):
    return client.post(ADDRESS, FORM | changed)


def write(client: Client, **changed: str):
    """Agree to what the confirmation shows, as its button does."""
    shown = see(client, **changed)
    return client.post(ADDRESS, FORM | changed | {"agreed": shown.context["change"]})


def errors(answer) -> dict:
    assert not Entry.objects.filter(authority="person").exists()
    return dict(answer.context["form"].errors)


def polled(value: int, start: dt.date = dt.date(2022, 9, 1)) -> None:
    cell = Cell(
        indicator="D2", channel="facebook", definition="facebook-views", period_start=start,
        period_end=dt.date(2022, 9, 30), zone="America/Los_Angeles",
    )  # fmt: skip
    source = Source(authority="platform", ref="account:1", observed_at=timezone.now())
    post_stated([Fact(cell=cell, source=source, value=value)], now=timezone.now())


def test_nothing_is_written_before_somebody_agrees(admin):
    page = see(admin).content.decode()
    assert "nothing" in page
    assert "22,539" in page
    assert "Booked in its own month" in page
    assert not Entry.objects.exists()


def test_what_was_agreed_to_is_in_the_books(admin):
    answer = write(admin, note="Read on the phone.")
    entry = Entry.objects.get()
    assert answer.url == reverse("ledger:inspect", args=[entry.pk])
    assert (entry.value, entry.confidence, entry.authority) == (22539, "likely", "person")
    assert (entry.key.period_start, entry.key.period_end) == (
        dt.date(2022, 9, 1), dt.date(2022, 9, 30),
    )  # fmt: skip
    # The days of a typed month are the platform's, so that both speak of one cell.
    assert entry.key.zone == "America/Los_Angeles"
    assert entry.settled
    assert entry.observed_at.isoformat() == "2022-10-03T17:59:59+00:00"
    assert entry.actor_ref == f"user:{User.objects.get().pk}"
    assert Note.objects.get().text == "Read on the phone."


def test_a_platforms_figure_stands_back_and_the_person_is_told(admin):
    polled(20000)
    page = see(admin).content.decode()
    assert "20,000 is the platform&#x27;s own figure" in page or "20,000 is the platform" in page
    write(admin)
    assert [entry.value for entry in Entry.objects.order_by("pk")] == [20000, 22539]


def test_books_that_moved_are_shown_again(admin):
    agreed = see(admin).context["change"]
    polled(20000)
    answer = admin.post(ADDRESS, FORM | {"agreed": agreed})
    assert "The books have moved" in answer.content.decode()
    assert not Entry.objects.filter(authority="person").exists()
    admin.post(ADDRESS, FORM | {"agreed": answer.context["change"]})
    assert Entry.objects.filter(authority="person").get().value == 22539


def test_a_figure_of_a_closed_month_is_announced_as_late(admin):
    polled(20000)
    one, other = (User.objects.create(username=name) for name in ("asma", "rahim"))
    begin_closing(dt.date(2022, 9, 1), by=one, today=dt.date(2026, 11, 21))
    approve_closing(dt.date(2022, 9, 1), by=other, now=timezone.now())
    page = see(admin).content.decode()
    assert "September 2022 is closed" in page
    assert "booked in October 2022" in page
    write(admin)
    assert Entry.objects.get(authority="person").booked_month == dt.date(2022, 10, 1)


def test_zero_is_a_figure_and_an_empty_field_needs_a_reason(admin):
    write(admin, value="০")
    assert Entry.objects.get().value == 0
    shown = see(admin, value="")
    assert shown.context["form"].errors["value"] == [
        "Type a figure, or say why it is not known."
    ]  # fmt: skip
    write(admin, value="", reason="withheld", observed_on="2022-10-04")
    newest = Entry.objects.latest("pk")
    assert (newest.state, newest.value, newest.reason) == ("unknown", None, "withheld")


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"value": "22.539"}, "value", "not a whole number"),
        ({"value": "-5"}, "value", "below zero"),
        ({"value": "1" + "0" * 13}, "value", "more than there can be"),
        ({"reason": "withheld"}, "reason", "There is a figure"),
        ({"month": "2999-01"}, "month", "still to come"),
        ({"month": "September"}, "month", "is not a month"),
        ({"observed_on": "2999-01-01"}, "observed_on", "future"),
        ({"channel": "unlabelled", "month": "2023-01"}, "channel", "not active"),
        ({"indicator": "D3", "channel": "youtube", "month": "2026-08"}, "definition", "name one"),
        ({"indicator": "D2", "definition": "printed-reach"}, "definition", "is about D0"),
        ({"first_day": "2022-08-28"}, "month", "inside one month"),
        ({"source": "x" * 201}, "source", "200"),
        ({"indicator": "A1"}, "indicator", "valid choice"),
        ({"channel": "nowhere"}, "channel", "valid choice"),
    ],
)
def test_a_refusal_stands_beside_its_field(admin, changed, field, words):
    [why] = errors(see(admin, **changed))[field]
    assert words in why


def test_a_month_of_two_meanings_takes_the_days_of_the_one_that_is_named(admin):
    write(admin, channel="youtube", indicator="D3", month="2026-08",
          definition="youtube-views-2026", observed_on="2026-09-02")  # fmt: skip
    key = Entry.objects.get().key
    assert (key.period_start, key.period_end) == (dt.date(2026, 8, 24), dt.date(2026, 8, 31))


def test_the_28_days_of_a_platform_can_be_typed(admin):
    write(admin, indicator="D1", month="2026-09", first_day="2026-09-03", observed_on="2026-10-02")
    assert Entry.objects.get().key.period_start == dt.date(2026, 9, 3)


def test_the_same_again_and_what_was_read_earlier_change_nothing(admin):
    write(admin)
    [why] = see(admin).context["form"].non_field_errors()
    assert "exactly this already" in why
    earlier = see(admin, value="5", observed_on="2022-10-01").context["form"]
    assert "read later" in earlier.errors["observed_on"][0]
    assert Entry.objects.count() == 1


def test_going_back_keeps_what_was_typed(admin):
    page = admin.post(ADDRESS, FORM | {"back": "1", "agreed": "x"}).content.decode()
    assert 'value="22,539"' in page
    assert not Entry.objects.exists()


@pytest.mark.parametrize("address", [ADDRESS, "/admin/import_figures/"])
def test_who_may_not_add_to_the_ledger_gets_no_form_and_no_menu(client, address):
    moderator = User.objects.create_user("moderator")
    moderator.groups.add(Group.objects.get(name="Approvers"))
    client.force_login(moderator)
    assert client.get(address).status_code == 302
    assert client.post(address, FORM).status_code == 302
    assert "import_figures" not in client.get("/admin/").content.decode()
    moderator.user_permissions.add(
        Permission.objects.get(content_type__app_label="campaigns", codename="add_entry")
    )
    assert client.get(address).status_code == 200
    assert "import_figures" in client.get("/admin/").content.decode()


def test_the_groups_form_offers_what_opens_something(admin):
    page = admin.get(reverse("wagtailusers_groups:add")).content.decode()
    offered = set(page.split('name="permissions"'))
    names = {
        f"{p.codename}"
        for p in Permission.objects.filter(content_type__app_label="campaigns")
        if any(f'value="{p.pk}"' in part for part in offered)
    }
    assert {"add_entry", "view_entry", "add_channel", "change_channel"} <= names
    assert not {"change_entry", "delete_entry", "delete_channel", "add_month"} & names


def test_staff_add_a_channel_that_counts_from_an_open_month(admin):
    form = {
        "slug": "instagram", "group": "digital", "label_en": "Instagram",
        "label_bn": "ইনস্টাগ্রাম", "active_from": "2026-10-01", "active_to": "",
        "sort_order": "40", "counts_indicator": "M1", "counts_from": "2026-10",
    }  # fmt: skip
    assert admin.post(reverse("channels:add"), form).status_code == 302
    term = Channel.objects.get(pk="instagram").terms.get()
    assert (term.indicator_id, term.from_month) == ("M1", dt.date(2026, 10, 1))
    write(admin, channel="instagram", indicator="M1", month="2026-10", observed_on="2026-11-02")
    assert Entry.objects.get().key.definition_id == "other-accounts-reached"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"counts_from": ""}, "counts_from"),
        ({"counts_indicator": ""}, "counts_indicator"),
        ({"counts_indicator": "C1"}, "counts_indicator"),
        ({"group": "register"}, "counts_indicator"),
        ({"slug": "facebook"}, "slug"),
        ({"slug": "In Stagram"}, "slug"),
        ({"active_to": "2020-01-01"}, "__all__"),
        ({"counts_from": "2022-09"}, "counts_from"),
    ],
)
def test_a_channel_that_makes_no_sense_is_refused(admin, changed, field):
    polled(1)
    one, other = (User.objects.create(username=name) for name in ("asma", "rahim"))
    begin_closing(dt.date(2022, 9, 1), by=one, today=dt.date(2026, 11, 21))
    approve_closing(dt.date(2022, 9, 1), by=other, now=timezone.now())
    form = {
        "slug": "tv", "group": "digital", "label_en": "TV", "label_bn": "টিভি",
        "active_from": "2021-01-01", "active_to": "", "sort_order": "40",
        "counts_indicator": "M3", "counts_from": "2026-10",
    }  # fmt: skip
    answer = admin.post(reverse("channels:add"), form | changed)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
