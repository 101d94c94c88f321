"""Rotation of TOKEN_KEYS: every secret goes over to the first key, and none is lost on the way."""

import io
import threading
from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from foundation import rotating
from media_ingest.connecting import connect_account
from media_ingest.models import Account
from tests.media_ingest.canaries import CHANNEL, PAGE, REFRESH, TOKEN

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def accounts(settings, db, now) -> list[Account]:
    """One account under the oldest key, one under the middle one."""
    settings.TOKEN_KEYS = [THIRD]
    page = connect_page(TOKEN, now)
    settings.TOKEN_KEYS = [SECOND, THIRD]
    channel = connect_account(
        platform="youtube", channel_slug="youtube", external_id=CHANNEL, client_id="c",
        secrets={"client_secret": "s", "refresh_token": REFRESH}, now=now,
    )  # fmt: skip
    settings.TOKEN_KEYS = [FIRST, SECOND, THIRD]
    return [page, channel]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 10, 8, tzinfo=UTC)


def connect_page(token: str, now) -> Account:
    return connect_account(
        platform="facebook",
        channel_slug="facebook",
        external_id=PAGE,
        secrets={"token": token},
        now=now,
    )


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("rotate_token_keys", *words, stdout=out)
    return out.getvalue()


def opened() -> list[dict[str, str]]:
    return [account.credentials.open() for account in Account.objects.order_by("platform")]


SECRETS = [{"token": TOKEN}, {"client_secret": "s", "refresh_token": REFRESH}]
COLUMN = "media_ingest.Account.credentials"


def test_afterwards_the_first_key_opens_everything_alone(accounts, settings):
    assert f"{COLUMN}: 2 of 2 rows rewritten, 0 left\n" in run()
    settings.TOKEN_KEYS = [FIRST]
    assert opened() == SECRETS


def test_a_second_run_does_nothing(accounts):
    run()
    before = list(Account.objects.values_list("credentials", flat=True))
    assert f"{COLUMN}: 0 of 2 rows rewritten, 0 left\n" in run()
    assert list(Account.objects.values_list("credentials", flat=True)) == before


def test_a_dry_run_changes_nothing(accounts):
    before = list(Account.objects.values_list("credentials", flat=True))
    assert f"{COLUMN}: 2 of 2 rows would be rewritten\n" in run("--dry-run")
    assert list(Account.objects.values_list("credentials", flat=True)) == before


def test_a_row_that_opens_with_no_key_stops_it_before_anything_is_changed(accounts, settings):
    settings.TOKEN_KEYS = [FIRST, SECOND]
    before = list(Account.objects.values_list("credentials", flat=True))
    with pytest.raises(CommandError) as refusal:
        run()
    assert str(refusal.value) == (
        f"Nothing was changed: opens with none of the keys in TOKEN_KEYS: "
        f"{COLUMN} of row {accounts[0].pk}"
    )
    assert list(Account.objects.values_list("credentials", flat=True)) == before


def test_broken_off_half_way_it_is_finished_by_the_next_run(accounts, monkeypatch, settings):
    rewrite, done = rotating._rewrite, []

    def killed(column, pk):
        if done:
            raise KeyboardInterrupt
        done.append(pk)
        return rewrite(column, pk)

    monkeypatch.setattr(rotating, "_rewrite", killed)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert opened() == SECRETS
    monkeypatch.setattr(rotating, "_rewrite", rewrite)
    assert f"{COLUMN}: 1 of 2 rows rewritten, 0 left\n" in run()
    settings.TOKEN_KEYS = [FIRST]
    assert opened() == SECRETS


def test_a_token_that_is_connected_meanwhile_is_kept(accounts, monkeypatch, now):
    rewrite = rotating._rewrite

    def after_a_connect(column, pk):
        connect_page("a newer token", now)
        return rewrite(column, pk)

    monkeypatch.setattr(rotating, "_rewrite", after_a_connect)
    run()
    assert opened()[0] == {"token": "a newer token"}


def test_a_process_that_still_writes_with_an_old_key_is_noticed(
    accounts, monkeypatch, now, settings
):
    rewrite = rotating._rewrite

    def before_an_old_process(column, pk):
        done = rewrite(column, pk)
        settings.TOKEN_KEYS = [SECOND, THIRD]
        connect_page(TOKEN, now)
        settings.TOKEN_KEYS = [FIRST, SECOND, THIRD]
        return done

    monkeypatch.setattr(rotating, "_rewrite", before_an_old_process)
    with pytest.raises(CommandError, match="still writes with an older key"):
        run()
    monkeypatch.setattr(rotating, "_rewrite", rewrite)
    assert "0 left" in run()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_it_waits_for_a_connect_that_holds_the_row(accounts, now):
    said: list[str] = []

    def rotation() -> None:
        said.append(run())
        connections.close_all()

    thread = threading.Thread(target=rotation)
    with transaction.atomic():
        connect_page("a newer token", now)
        thread.start()
        thread.join(0.7)
        assert thread.is_alive()
    thread.join(10)
    assert [f"{COLUMN}: 1 of 2 rows rewritten, 0 left\n" in one for one in said] == [True]
    assert opened()[0] == {"token": "a newer token"}
