"""A canary token is in no log, no row, no error text, no repr and no argument."""

import io
import logging
import pickle
import sqlite3
import traceback
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.forms import modelform_factory

from foundation.errors import OutsideTrouble
from media_ingest.answers import Ask
from media_ingest.connecting import connect_account
from media_ingest.facebook.client import FacebookClient
from media_ingest.models import (
    Account,
    Allowance,
    Metric,
    PollRun,
    Post,
    PostReading,
    RawAnswer,
    Reading,
)
from media_ingest.platforms import PLATFORMS
from media_ingest.polling import poll_by_hand
from media_ingest.probing import probe_account
from media_ingest.raw_store import open_raw
from tests.media_ingest.canaries import APP_SECRET, PAGE, SECRETS, TOKEN
from tests.simulators.facebook_posts import FacebookPost

pytestmark = pytest.mark.django_db
ASK = Ask(metric="page_media_view", period="day", first=date(2026, 9, 1), last=date(2026, 9, 30))
WIRE_FAULTS = ["500", "close", "html", "truncated", "dead_token", "401", "throttled"]


def assert_clean(*texts: str) -> None:
    for text in texts:
        assert text
        for secret in SECRETS:
            assert secret not in text


def test_not_even_debug_logs_hold_a_token(platforms, facebook, youtube, clock, caplog):
    caplog.set_level(logging.DEBUG)
    for fault in (None, *WIRE_FAULTS):
        if fault:
            platforms.breaks("/", fault)
        for account in (facebook, youtube):
            poll_by_hand(account, clock)
        platforms.mend()
    assert "urllib3.connectionpool" in caplog.text
    assert "access_token" not in caplog.text
    assert_clean(caplog.text)


def test_no_row_holds_a_token(platforms, facebook, youtube, clock):
    for fault in (None, "dead_token", "html"):
        if fault:
            platforms.breaks("/", fault)
        for account in (facebook, youtube):
            poll_by_hand(account, clock)
    rows = [*Account.objects.all(), *PollRun.objects.all(), *Reading.objects.all()]
    assert_clean(serializers.serialize("json", rows))
    if connection.vendor == "sqlite" and isinstance(connection.connection, sqlite3.Connection):
        content = connection.connection.serialize()
        assert PAGE.encode() in content
        for secret in SECRETS:
            assert secret.encode() not in content


EVERYWHERE = {"insights": 99, "published_posts": 99, "video_reels": 10, "debug_token": 190}


@pytest.fixture
def whole_page(platforms, clock) -> Account:
    """A Page with posts, an app and all its secrets, so that every call is made."""
    page = platforms.facebook.pages[PAGE]
    page.app_id, page.app_secret = "424242", APP_SECRET
    page.posts = [
        FacebookPost(str(5501 + n), clock.now - timedelta(hours=n), f"Ask {TOKEN}", kind="reel",
                     video_id=str(9901 + n))
        for n in range(120)
    ]  # fmt: skip
    return connect_account(
        platform="facebook", channel_slug="facebook", external_id=PAGE, now=clock(),
        secrets={"token": TOKEN, "app_id": "424242", "app_secret": APP_SECRET},
    )  # fmt: skip


def test_no_call_leaves_a_secret_behind(platforms, whole_page, clock, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    # A few posts are enough; the list's second page stands behind an address with the token.
    plan = replace(PLATFORMS["facebook"].posts, per_poll=6)
    monkeypatch.setitem(PLATFORMS, "facebook", replace(PLATFORMS["facebook"], posts=plan))
    poll_by_hand(whole_page, clock)
    clock.now += timedelta(days=7)
    message = f"Error with access_token={TOKEN} and {APP_SECRET}"
    for part, code in EVERYWHERE.items():
        platforms.facebook.refuses(part, code, message)
    poll_by_hand(whole_page, clock)
    platforms.facebook.scripted.clear()
    probe_account(whole_page, clock, spare_the_dead=False)

    asked = {path.rsplit("/", 1)[-1] for path, _ in platforms.seen}
    assert asked >= {"insights", "video_insights", "published_posts", "videos", "debug_token"}
    kept = [open_raw(row.sha256).decode() for row in RawAnswer.objects.all()]
    assert any("after=" in body for body in kept)
    tables = [Account, PollRun, Reading, Post, PostReading, Metric, RawAnswer, Allowance]
    rows = [row for table in tables for row in table.objects.all()]
    assert_clean(*kept, serializers.serialize("json", rows), caplog.text)
    assert_clean(*[f"{path} {query}" for path, query in platforms.seen])


def test_nothing_that_shows_an_account_shows_its_secrets(facebook):
    account = Account.objects.get()
    assert_clean(str(account), repr(account), repr(vars(account)), repr(account.credentials))
    assert_clean(str(pickle.dumps(account)))
    assert account.credentials.open() == {"token": TOKEN}
    assert "credentials" not in modelform_factory(Account, fields="__all__").base_fields


@pytest.mark.parametrize("fault", WIRE_FAULTS)
def test_an_error_and_all_that_led_to_it_are_clean(fault, platforms, clock, facebook):
    client = FacebookClient(
        page_id=PAGE, token=TOKEN, app_secret=APP_SECRET,
        base_url=platforms.url, version="v26.0", timeout=1,
    )  # fmt: skip
    platforms.breaks("/insights", fault)
    with pytest.raises(OutsideTrouble) as caught:
        client.read(ASK, now=clock())

    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    assert_clean("".join(traceback.format_exception(caught.value)))


def test_the_command_shows_no_token(platforms, facebook, clock, capfd):
    platforms.breaks("/insights", "dead_token")
    err, out = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit):
        call_command("poll", json=True, now=clock().isoformat(), stderr=err, stdout=out)
    assert_clean(err.getvalue(), out.getvalue())
    assert TOKEN not in "".join(capfd.readouterr())


def test_what_breaks_unforeseen_is_told_without_its_text(
    platforms, facebook, clock, monkeypatch, caplog
):
    def explode(*args, **kwargs):
        raise RuntimeError(f"https://graph.facebook.com/?access_token={TOKEN}")

    monkeypatch.setattr(FacebookClient, "_read_window", explode)
    outcome = poll_by_hand(facebook, clock)

    assert outcome.state == PollRun.State.FAILED
    assert "not understood (RuntimeError)" in outcome.reason
    assert_clean(outcome.reason, caplog.text)
