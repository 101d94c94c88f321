"""``connect`` and ``poll`` as typed: secrets on standard input, refusals without them."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Channel, Term
from media_ingest.models import Account, Reading
from media_ingest.polling import poll_by_hand
from tests.media_ingest.canaries import CHANNEL, CLIENT_SECRET, PAGE, REFRESH, TOKEN

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def connect(*words: str, secrets: object) -> str:
    text = secrets if isinstance(secrets, str) else json.dumps(secrets)
    out = io.StringIO()
    call_command("connect", *words, stdin=io.StringIO(text), stdout=out)
    return out.getvalue()


def connect_page(channel="facebook", page_id=PAGE, secrets=None) -> str:
    words = ("facebook", "--channel", channel, "--page-id", page_id)
    return connect(*words, secrets={"token": TOKEN} if secrets is None else secrets)


def test_a_page_is_connected_with_its_token_sealed():
    out = connect_page(secrets={"token": TOKEN, "app_secret": "s"})
    account = Account.objects.get()
    assert account.credentials.open() == {"token": TOKEN, "app_secret": "s"}
    assert (account.platform, account.external_id, account.channel_id) == (
        "facebook", PAGE, "facebook",
    )  # fmt: skip
    assert TOKEN not in out


def test_a_channel_is_connected_and_polled_through_the_commands(platforms, clock, capsys):
    connect(
        "youtube", "--channel", "youtube", "--channel-id", CHANNEL, "--client-id", "c",
        secrets={"client_secret": CLIENT_SECRET, "refresh_token": REFRESH},
    )  # fmt: skip
    out = io.StringIO()
    call_command("poll", channel="youtube", now=clock().isoformat(), json=True, stdout=out)
    (outcome,) = json.loads(out.getvalue())
    assert outcome == {
        "channel": "youtube", "account": "YouTube: Nirapad demo", "state": "done", "reason": "",
        "readings_new": Reading.objects.count(), "entries_written": outcome["entries_written"],
    }  # fmt: skip
    assert outcome["entries_written"] > 0


def test_a_missing_channel_is_created_and_enters_the_headline():
    connect_page(channel="second-page")
    channel = Channel.objects.get(pk="second-page")
    assert (channel.group, channel.label_en) == ("digital", "Second page")
    term = Term.objects.get(channel=channel)
    assert term.indicator_id == "D1"
    # July is the first month whose window lies wholly within the words of the figure.
    assert term.from_month >= date(2026, 7, 1)


def test_connecting_again_gives_a_new_key_and_clears_the_trouble():
    connect_page()
    Account.objects.update(trouble="the access token has expired")
    connect_page(secrets={"token": "EAAB-new"})
    account = Account.objects.get()
    assert account.trouble == ""
    assert account.credentials.open() == {"token": "EAAB-new"}
    assert Term.objects.filter(channel="facebook", indicator="D1").count() == 1


def test_a_mistyped_page_can_be_corrected_but_not_swapped_for_another(platforms, clock):
    connect_page(page_id="12345")
    connect_page(page_id=PAGE)
    poll_by_hand(Account.objects.get(), clock)
    with pytest.raises(CommandError, match="already has readings"):
        connect_page(page_id="12345")
    assert Account.objects.get().external_id == PAGE


def test_one_page_cannot_count_for_two_channels():
    connect_page()
    with pytest.raises(CommandError, match="would count twice"):
        connect_page(channel="another")
    assert not Channel.objects.filter(pk="another").exists()


@pytest.mark.parametrize(
    "secrets",
    [
        "", "not json " + TOKEN, f'{{"token": "{TOKEN}"', "[]", json.dumps(TOKEN), {},
        {"token": ""}, {"token": "  "}, {"token": 5}, {"token": None},
        {"Token": TOKEN}, {"token": TOKEN, TOKEN: "x"}, {"token": TOKEN, "app_secret": 5},
        {"client_secret": TOKEN, "refresh_token": TOKEN},
    ],
)  # fmt: skip
def test_bad_secrets_are_refused_without_being_repeated(secrets):
    with pytest.raises(CommandError, match="one JSON object") as caught:
        connect_page(secrets=secrets)
    assert TOKEN not in str(caught.value)
    assert caught.value.__context__ is None
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("facebook", "--channel", "facebook", "--page-id", "../me"), "is not an id of facebook"),
        (("facebook", "--channel", "Not A Slug", "--page-id", "1"), "short name"),
        (("facebook", "--channel", "ipt-show", "--page-id", "1"), "not one of digital media"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(words, why):
    with pytest.raises(CommandError, match=why):
        connect(*words, secrets={"token": TOKEN})


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"channel": "nowhere"}, "there is no channel “nowhere”"),
        ({"channel": "unlabelled"}, "no account is connected to channel “unlabelled”"),
        ({"now": "soon"}, "--now must be a moment like"),
        ({"now": "2026-13-40T00:00:00"}, "--now must be a moment like"),
    ],
)
def test_poll_refuses_what_it_cannot_do(options, why):
    with pytest.raises(CommandError, match=why):
        call_command("poll", **options)


def test_poll_leaves_paused_accounts_alone_unless_they_are_named(platforms, facebook, clock):
    Account.objects.update(paused=True)
    out = io.StringIO()
    call_command("poll", now=clock().isoformat(), stdout=out)
    assert out.getvalue() == ""
    call_command("poll", channel="facebook", now=clock().isoformat(), stdout=out)
    assert out.getvalue().startswith("facebook: done, ")


def test_poll_names_each_failure_in_a_line_and_goes_on(platforms, facebook, youtube, clock):
    platforms.breaks("/insights", "html")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("poll", now=clock().isoformat(), json=True, stdout=out, stderr=err)
    assert end.value.code == 1
    assert [each["state"] for each in json.loads(out.getvalue())] == ["failed", "done"]
    assert len(err.getvalue().splitlines()) == 1
