"""The consent screens: to Google and back, what may go wrong there, and no token on the way."""

import json
import logging
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.core import serializers
from django.core.signals import got_request_exception
from django.urls import reverse
from django.utils import timezone
from django.views.debug import ExceptionReporter

from campaigns.models import Channel
from foundation.errors import NotUnderstood
from media_ingest import consenting
from media_ingest.models import Account, Metric, PendingGrant
from media_ingest.polling import poll_by_hand
from media_ingest.retention import keep_the_terms
from media_ingest.youtube.consent import OAuthClient, offer
from tests.media_ingest.canaries import CHANNEL, CLIENT_SECRET, REFRESH
from tests.media_ingest.youtube_answers import NOT_CONFIGURED, QUOTA_EXCEEDED, refusal, spent

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
START = "/admin/media/connect-youtube/"
CLIENT = "1-demo.apps.googleusercontent.com"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


@pytest.fixture
def door(platforms, settings):
    settings.GOOGLE_AUTH_URI = platforms.url + "authorize"
    settings.YOUTUBE_CLIENT_ID, settings.YOUTUBE_CLIENT_SECRET = CLIENT, CLIENT_SECRET
    return platforms.youtube.door


@pytest.fixture
def staff(client, django_user_model):
    user = django_user_model.objects.create_user("staff", password="x")
    names = ["access_admin", "change_account"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def at_google(address: str) -> str:
    """Be the browser at Google: press the button, give where it sends us."""
    opener = urllib.request.build_opener(NoRedirect)
    try:
        opener.open(address, timeout=5)
    except urllib.error.HTTPError as answer:
        return answer.headers["location"]
    raise AssertionError("Google did not send us back")


def to_google(browser, channel="youtube") -> str:
    answer = browser.post(START, {"channel": channel})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return at_google(answer["location"])


def back(browser, address: str):
    """Come back with what Google gave; follow to the screen that says what became of it."""
    parts = urllib.parse.urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}", follow=True)


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def nothing_is_stored() -> bool:
    return not (Account.objects.exists() or PendingGrant.objects.exists())


def test_a_channel_is_connected_by_its_owners_consent_and_can_be_polled(
    door, platforms, staff, clock
):
    answer = back(staff, to_google(staff, "our-channel"))

    assert "Connected “Nirapad demo” to channel our-channel" in said(answer)
    account = Account.objects.get()
    assert (account.external_id, account.client_id) == (CHANNEL, CLIENT)
    assert account.credentials.open() == {"client_secret": CLIENT_SECRET, "refresh_token": REFRESH}
    assert account.grant_checked_at == account.connected_at
    assert Channel.objects.get(pk="our-channel").group == "digital"
    assert poll_by_hand(account, clock).state == "done"


def test_google_is_asked_for_what_is_needed_and_no_more(door, staff):
    to_google(staff)
    assert door.asked["scope"].split() == [
        "https://www.googleapis.com/auth/youtube.readonly",
        "https://www.googleapis.com/auth/yt-analytics.readonly",
    ]
    assert (door.asked["access_type"], door.asked["prompt"]) == ("offline", "consent")
    assert door.asked["code_challenge_method"] == "S256"
    assert door.asked["redirect_uri"] == "http://testserver/admin/media/connect-youtube/back/"
    assert len(door.asked["state"]) >= 32


def test_connecting_finds_out_which_metrics_answer(door, platforms, staff):
    platforms.breaks("/v2/reports", "dead_metric", metrics="engagedViews")
    back(staff, to_google(staff))
    states = dict(Metric.objects.values_list("name", "state"))
    assert states == {
        "engagedViews": "dead", "views": "answers", "estimatedMinutesWatched": "answers",
    }  # fmt: skip
    assert Metric.objects.get(name="engagedViews").ask_again_at is not None
    assert spent() == {"general": 1, "analytics": 3} == dict(platforms.youtube.units)


def test_an_outage_of_analytics_does_not_stop_the_connecting(door, platforms, staff):
    platforms.breaks("/v2/reports", "500")
    assert "Connected" in said(back(staff, to_google(staff)))
    assert not Metric.objects.exists()


@pytest.mark.parametrize(
    ("go_wrong", "words"),
    [
        (lambda door, sim: setattr(door, "denies", True), "the owner did not agree"),
        (
            lambda door, sim: setattr(door, "grants", door.grants[:1]),
            "still lacking: yt-analytics.readonly",
        ),
        (lambda door, sim: setattr(door, "keeps_refresh_token", True), "gave no key that lasts"),
        (
            lambda door, sim: setattr(sim.youtube.channels[CHANNEL], "client_secret", "another"),
            "Google project or its consent screen",
        ),
        (lambda door, sim: sim.breaks("/token", "500"), "out of order"),
        (lambda door, sim: sim.breaks("/token", "html"), "out of order"),
        (lambda door, sim: sim.breaks("/token", "close"), "the connection"),
        (lambda door, sim: sim.breaks("/token", "hang"), "no answer in time"),
        (lambda door, sim: sim.breaks("/token", "redirect"), "the connection broke"),
        (lambda door, sim: sim.breaks("/youtube/v3/channels", "500"), "HTTP 500 from YouTube"),
        (
            lambda door, sim: sim.youtube.says("/youtube/v3/channels", 200, {"pageInfo": {}}),
            "has no YouTube channel",
        ),
        (
            lambda door, sim: sim.youtube.says("/youtube/v3/channels", 403, NOT_CONFIGURED),
            "Google project or its consent screen",
        ),
        (
            lambda door, sim: sim.youtube.says("/youtube/v3/channels", 403, QUOTA_EXCEEDED),
            "daily quota",
        ),
        (
            lambda door, sim: sim.youtube.says("/v2/reports", 403, refusal(403, "forbidden")),
            "does not let this account read",
        ),
    ],
    ids=[
        "denied", "scope", "no-refresh-token", "client", "500", "html", "close", "hang",
        "redirect", "api-500", "no-channel", "not-configured", "quota", "forbidden",
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said_and_nothing_is_stored(
    go_wrong, words, door, platforms, staff, settings, caplog
):
    settings.PLATFORM_TIMEOUT_SECONDS = 1
    caplog.set_level(logging.DEBUG)
    go_wrong(door, platforms)
    answer = back(staff, to_google(staff))

    assert words in said(answer)
    assert answer.redirect_chain[-1][0] == START
    assert nothing_is_stored()
    assert consenting.SESSION_KEY not in staff.session
    clean(caplog.text, answer.content.decode(), said(answer))


def clean(*texts: str) -> None:
    for text in texts:
        for secret in (REFRESH, CLIENT_SECRET, "ya29."):
            assert secret not in text


@pytest.mark.parametrize("state", ["", "another", None])
def test_an_answer_that_nobody_waits_for_is_refused(state, door, staff):
    came = to_google(staff) if state is not None else "http://x/admin/media/connect-youtube/back/?"
    code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(came).query)).get("code", "4/x")
    answer = staff.get(f"{START}back/", {"state": state or "", "code": code}, follow=True)
    assert "belongs to no connecting that was begun here" in said(answer)
    assert nothing_is_stored()


def test_an_answer_is_taken_once(door, staff):
    came = to_google(staff)
    back(staff, came)
    Account.objects.all().delete()
    assert "belongs to no connecting" in said(back(staff, came))
    assert nothing_is_stored()


def test_an_answer_that_comes_late_is_refused(door, staff, monkeypatch):
    came = to_google(staff)
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr("media_ingest.views.timezone.now", lambda: later)
    assert "more than ten minutes" in said(back(staff, came))
    assert nothing_is_stored()


def test_a_stolen_code_is_of_no_use_to_another_session(door, staff):
    stolen = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(to_google(staff)).query))["code"]
    # The thief begins a consent of their own and puts the stolen code under its state.
    staff.post(START, {"channel": "youtube"})
    state = staff.session[consenting.SESSION_KEY]["state"]
    answer = staff.get(f"{START}back/", {"state": state, "code": stolen}, follow=True)
    assert "did not take the code back" in said(answer)
    assert nothing_is_stored()


def test_of_several_channels_the_owner_chooses_one(door, platforms, staff, caplog):
    caplog.set_level(logging.DEBUG)
    platforms.youtube.add_channel("UCsecond", "second-token", title="Second")
    door.other_channels = ["UCsecond"]
    answer = back(staff, to_google(staff))
    page = answer.content.decode()
    assert "Nirapad demo" in page
    assert "Second" in page
    waiting = PendingGrant.objects.get()
    sessions = [row.get_decoded() for row in Session.objects.all()]
    clean(page, json.dumps(sessions), serializers.serialize("json", [waiting]), caplog.text)
    assert REFRESH not in repr(vars(waiting))

    address = reverse("media_choose_youtube", args=[waiting.pk])
    answer = staff.post(address, {"youtube": CHANNEL}, follow=True)
    assert "Connected “Nirapad demo”" in said(answer)
    assert not PendingGrant.objects.exists()
    assert "more than ten minutes" in said(staff.post(address, {"youtube": CHANNEL}, follow=True))


def test_a_waiting_grant_is_for_one_person_one_choice_and_ten_minutes(
    door, platforms, staff, client, django_user_model
):
    platforms.youtube.add_channel("UCsecond", "second-token")
    door.other_channels = ["UCsecond"]
    back(staff, to_google(staff))
    waiting = PendingGrant.objects.get()
    address = reverse("media_choose_youtube", args=[waiting.pk])
    assert staff.post(address, {"youtube": "UCnobody"}).status_code == 200
    keep_the_terms(waiting.expires_at - timedelta(seconds=1))
    assert PendingGrant.objects.exists()

    client.force_login(django_user_model.objects.create_superuser("boss", password="x"))
    assert "begin again" in said(client.get(address, follow=True))
    assert not Account.objects.exists()
    keep_the_terms(waiting.expires_at)
    assert not PendingGrant.objects.exists()


def test_no_token_is_in_a_session_a_log_or_a_row(door, staff, caplog):
    caplog.set_level(logging.DEBUG)
    came = to_google(staff)
    sessions = [row.get_decoded() for row in Session.objects.all()]
    answer = back(staff, came)
    sessions += [row.get_decoded() for row in Session.objects.all()]
    clean(json.dumps(sessions), caplog.text, answer.content.decode())
    clean(serializers.serialize("json", Account.objects.all()))


def test_a_channel_that_counts_elsewhere_is_refused(door, platforms, staff, youtube):
    answer = back(staff, to_google(staff, "second"))
    assert "it would count twice" in said(answer)
    assert Account.objects.get().channel_id == "youtube"


def test_connecting_again_clears_what_was_wrong_and_keeps_the_readings(
    door, platforms, staff, youtube, clock
):
    poll_by_hand(youtube, clock)
    Account.objects.update(trouble="the grant ended", grant_lost_at=clock())
    back(staff, to_google(staff))
    account = Account.objects.get()
    assert (account.pk, account.trouble, account.grant_lost_at) == (youtube.pk, "", None)
    assert account.readings.exists()


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("Big Name", "Small letters, digits and dashes only."),
        ("ipt-show", "This channel is not one of digital media."),
    ],
)
def test_a_channel_that_cannot_be_is_refused_before_google(channel, words, door, staff):
    assert words in staff.post(START, {"channel": channel}).content.decode()


def test_only_who_may_change_accounts_gets_in(door, client, django_user_model):
    user = django_user_model.objects.create_user("viewer", password="x")
    names = ["access_admin", "view_account"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    for address in (START, f"{START}back/"):
        assert client.get(address).status_code in (302, 403)
    assert "Connect YouTube" not in client.get("/admin/").content.decode()
    client.logout()
    assert "/login/" in client.get(START)["location"]


def test_a_site_without_an_oauth_client_says_so(staff, settings):
    settings.YOUTUBE_CLIENT_ID = ""
    page = staff.get(START).content.decode()
    assert "YOUTUBE_CLIENT_ID" in page
    assert "no OAuth client" in said(staff.post(START, {"channel": "youtube"}, follow=True))


def test_plain_http_leads_to_this_machine_only():
    with pytest.raises(NotUnderstood, match="https"):
        offer(
            OAuthClient(
                id="c", secret="s", auth_uri="https://accounts.google.com/auth",
                token_uri="http://oauth2.example/token", redirect_uri="https://x/", timeout=1,
            )
        )  # fmt: skip


def test_the_screen_tells_the_address_to_register(door, staff):
    answer = staff.get(START)
    assert "http://testserver/admin/media/connect-youtube/back/" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    # With "no-referrer" a browser posts the form with "Origin: null", which is refused.
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_report_of_an_unforeseen_error_shows_no_token(door, staff, monkeypatch):
    reports = []

    def keep(sender, request, **kwargs):
        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_html())

    def explode(granted, *args, **kwargs):
        token = granted.refresh_token
        raise RuntimeError(f"unforeseen, {len(token)} long")

    monkeypatch.setattr(consenting, "channels_of", explode)
    came = to_google(staff)
    got_request_exception.connect(keep)
    staff.raise_request_exception = False
    try:
        assert back(staff, came).status_code == 500
    finally:
        got_request_exception.disconnect(keep)
    assert "unforeseen" in reports[0]
    clean(*reports)
    assert nothing_is_stored()
