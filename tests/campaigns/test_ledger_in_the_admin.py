"""Staff see the ledger in the admin, and rename a channel; nobody edits an entry."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, reverse

from campaigns.ledger import Cell, Fact, Source, post_stated
from campaigns.models import Channel, Entry

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.fixture
def entry() -> Entry:
    cell = Cell(
        indicator="C1",
        channel="products",
        definition="products-developed",
        period_start=dt.date(2026, 10, 1),
        period_end=dt.date(2026, 10, 31),
        zone="Asia/Dhaka",
    )
    source = Source(authority="person", ref="document:october", observed_at=NOW)
    post_stated([Fact(cell=cell, source=source, value=4321)], now=NOW)
    return Entry.objects.get()


@pytest.mark.parametrize(
    "listing", ["ledger", "months", "channels", "indicators", "definitions", "printed_totals"]
)
def test_every_listing_opens(admin: Client, entry: Entry, listing: str) -> None:
    assert admin.get(reverse(f"{listing}:index")).status_code == 200


def test_an_entry_can_be_looked_at_and_not_edited_or_deleted(admin: Client, entry: Entry) -> None:
    page = admin.get(reverse("ledger:inspect", args=[entry.pk])).content.decode()
    assert "document:october" in page
    for name in ("add", "edit", "delete"):
        with pytest.raises(NoReverseMatch):
            reverse(f"ledger:{name}", args=[] if name == "add" else [entry.pk])


def test_an_editor_renames_the_unlabelled_channel(admin: Client) -> None:
    address = reverse("channels:edit", args=["unlabelled"])
    form = {
        "label_en": "Instagram",
        "label_bn": "ইনস্টাগ্রাম",
        "active_from": "",
        "active_to": "2022-09-30",
        "sort_order": "30",
    }
    assert admin.post(address, form).status_code == 302
    channel = Channel.objects.get(slug="unlabelled")
    assert (channel.label_en, channel.label_bn, channel.group) == (
        "Instagram", "ইনস্টাগ্রাম", "digital",
    )  # fmt: skip


def test_dates_that_leave_out_a_months_figure_are_refused(admin: Client, entry: Entry) -> None:
    """Otherwise a form could take a closed month's figure out of the total."""
    form = {"label_en": "Products", "label_bn": "উপকরণ", "active_to": "", "sort_order": "30"}
    address = reverse("channels:edit", args=["products"])
    page = admin.post(address, form | {"active_from": "2026-10-02"})
    assert "outside these dates" in page.content.decode()
    assert Channel.objects.get(slug="products").active_from is None
    assert admin.post(address, form | {"active_from": "2026-10-01"}).status_code == 302


def test_a_user_without_the_permission_sees_no_ledger(client: Client, entry: Entry) -> None:
    client.force_login(User.objects.create_user("nobody"))
    for listing in ("ledger", "channels", "months"):
        assert client.get(reverse(f"{listing}:index")).status_code == 302
