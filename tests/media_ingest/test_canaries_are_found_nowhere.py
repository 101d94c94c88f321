"""The canary secrets, looked for in everything that a poll, an alert and a broken page leave."""

import gzip
import logging
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.conf import settings as django_settings
from django.core import mail
from django.core.files.storage import storages
from django.db import connection
from django.urls import reverse

from media_ingest import tasks
from media_ingest.alert_mail import send_alerts
from media_ingest.models import Account, Alert, PollRun
from media_ingest.polling import poll_by_hand
from media_ingest.viewsets import accounts as account_screens
from portal.celery import app
from tests.media_ingest.canaries import PAGE, SECRETS

pytestmark = pytest.mark.django_db
QUEUE = "canaries"


def assert_clean(content: bytes | str) -> None:
    """Look for the canaries; nothing to look at would prove nothing."""
    found = content if isinstance(content, bytes) else content.encode()
    assert found
    assert not [secret for secret in SECRETS if secret.encode() in found]


@pytest.fixture
def after_good_and_bad_polls(platforms, facebook, youtube, clock, settings, caplog) -> str:
    """Make polls that go well and polls that meet the worst, mail the alerts, give the log."""
    settings.ALERT_EMAILS = ["desk@example.org"]
    caplog.set_level(logging.DEBUG)
    for fault in (None, "html", "dead_token"):
        if fault:
            platforms.breaks("/", fault)
        for account in (facebook, youtube):
            poll_by_hand(Account.objects.get(pk=account.pk), clock)
        platforms.mend()
        clock.now += timedelta(hours=1)
    send_alerts(clock())
    return caplog.text


def database_dump() -> bytes:
    """Give the whole database as bytes: SQLite's file, or every table of PostgreSQL."""
    raw = connection.connection
    if isinstance(raw, sqlite3.Connection):
        return raw.serialize()
    parts = []
    with raw.cursor() as cursor:
        for table in connection.introspection.table_names():
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copied:
                parts += [bytes(block) for block in copied]
    return b"".join(parts)


def queued() -> bytes:
    """Give all that lies in the broker, whatever the queue."""
    url = django_settings.CELERY_BROKER_URL
    if not url.startswith("redis"):
        folder = Path(django_settings.CELERY_BROKER_TRANSPORT_OPTIONS["folder"])
        return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    with redis.Redis.from_url(url) as server:
        return b"".join(_value(server, key) for key in server.scan_iter())


def _value(server: redis.Redis, key: bytes) -> bytes:
    readers = {
        b"list": lambda: b"".join(server.lrange(key, 0, -1)),
        b"set": lambda: b"".join(server.smembers(key)),
        b"hash": lambda: b"".join(server.hvals(key)),
        b"string": lambda: server.get(key) or b"",
    }
    return key + readers.get(server.type(key), lambda: b"")()


@pytest.fixture
def waiting_tasks() -> Iterator[None]:
    for task in (tasks.poll_due_accounts, tasks.mail_alerts):
        task.apply_async(queue=QUEUE)
    yield
    with app.connection_for_write() as broker:
        broker.default_channel.queue_purge(QUEUE)


def raw_answers() -> list[bytes]:
    storage = storages["private"]
    folder = Path(storage.path("raw"))
    return [gzip.decompress(path.read_bytes()) for path in folder.rglob("*.gz")]


def test_the_log_the_database_the_raw_answers_and_the_mails_are_clean(after_good_and_bad_polls):
    assert_clean(after_good_and_bad_polls)
    dump = database_dump()
    assert PAGE.encode() in dump
    assert_clean(dump)
    bodies = raw_answers()
    assert len(bodies) > 2
    for body in bodies:
        assert_clean(body)
    (sent,) = mail.outbox
    assert_clean(sent.message().as_bytes())
    assert_clean(sent.body)
    assert Alert.objects.filter(kind="needs-person").count() == 2
    assert_clean(repr(list(Alert.objects.values())))


def test_the_queue_of_tasks_is_clean(facebook, youtube, waiting_tasks):
    content = queued()
    assert b"media_ingest.tasks.poll_due_accounts" in content
    assert_clean(content)


def test_the_admin_is_clean(after_good_and_bad_polls, client, django_user_model, facebook):
    client.force_login(django_user_model.objects.create_superuser("boss", password="x"))
    names = ["accounts", "alerts", "polls", "posts", "readings", "metrics", "allowances"]
    pages = [reverse(f"media_{name}:index") for name in (*names, "calendar")]
    pages += [
        reverse("wagtailadmin_home"),
        reverse("media_accounts:inspect", args=[facebook.pk]),
        reverse("media_accounts:edit", args=[facebook.pk]),
        reverse("media_alerts:inspect", args=[Alert.objects.first().pk]),
        reverse("media_polls:inspect", args=[PollRun.objects.first().pk]),
        f"{reverse('media_readings:index')}?export=csv",
    ]
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200
        assert_clean(answer.getvalue())


@pytest.mark.parametrize("debug", [False, True])
def test_a_page_that_breaks_with_an_open_secret_at_hand_shows_none(
    debug, client, django_user_model, facebook, youtube, settings, monkeypatch, caplog
):
    def explode(account, *, now):
        secrets = account.credentials.open()
        token, copies = next(iter(secrets.values())), {"held": [secrets]}
        raise RuntimeError(f"{len(token)} {len(copies)}")

    settings.DEBUG = debug
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("media_ingest.columns.health_of", explode)
    assert account_screens  # its list is what breaks
    client.force_login(django_user_model.objects.create_superuser("boss", password="x"))
    client.raise_request_exception = False
    answer = client.get(reverse("media_accounts:index"))
    assert answer.status_code == 500
    shown = answer.content.decode()
    assert ("RuntimeError" in shown and "explode" in shown) == debug
    assert_clean(shown)
    assert "RuntimeError" in caplog.text
    assert_clean(caplog.text)
