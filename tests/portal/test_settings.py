"""Settings come from the environment, and a wrong one stops the start with a sentence."""

import base64
import runpy
import stat
import traceback
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.exceptions import ImproperlyConfigured

import portal.settings as settings_package
from portal.settings import broker, environment

# The same in every process: it stands in the names of tests.
KEY = base64.urlsafe_b64encode(b"a key that is good for tests only"[:32]).decode()
# A number below the order of the curve, as PKCS#8.
SIGNING_KEY = base64.b64encode(
    derive_private_key(2**200 + 1, SECP256R1()).private_bytes(
        Encoding.DER, PrivateFormat.PKCS8, NoEncryption()
    )
).decode()


def read(module: str) -> dict[str, Any]:
    """Read a settings module anew, beside the one that is in use."""
    return runpy.run_path(str(Path(settings_package.__file__).with_name(f"{module}.py")))


@pytest.fixture
def in_production(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    monkeypatch.setenv("TOKEN_KEYS", KEY)
    monkeypatch.setenv("PRIVATE_FILE_KEYS", KEY)
    monkeypatch.setenv("CODE_CARD_KEYS", KEY)
    monkeypatch.setenv("WITHDRAWAL_KEYS", SIGNING_KEY)
    monkeypatch.setenv("ALLOWED_HOSTS", "nirapad.example")


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        ("base", "DATABASE_URL", "junk"),
        ("base", "DATABASE_URL", "mysql://a:hushhush@127.0.0.1/nirapad"),
        ("base", "DATABASE_URL", "postgres://a:hushhush@127.0.0.1:port/nirapad"),
        ("base", "DATABASE_URL", "postgres://a:hushhush@127.0.0.1"),
        ("base", "DATABASE_URL", "postgres://a:hushhush/@127.0.0.1/nirapad"),
        ("base", "CELERY_BROKER_URL", "sqs://a:hushhush@queue"),
        ("base", "CELERY_BROKER_URL", "memory"),
        ("base", "FACEBOOK_GRAPH_URL", "graph.example"),
        ("base", "YOUTUBE_API_ROOT", "ftp://127.0.0.1/"),
        ("base", "GOOGLE_TOKEN_URI", "http://127.0.0.1:port/token"),
        ("base", "FACEBOOK_API_VERSION", "26"),
        ("base", "TOKEN_KEYS", f"{KEY},hushhush"),
        ("base", "TOKEN_KEYS", ","),
        ("base", "PRIVATE_FILE_KEYS", f"{KEY},hushhush"),
        ("base", "CODE_CARD_KEYS", f"{KEY},hushhush"),
        ("base", "WITHDRAWAL_KEYS", KEY),
        ("base", "WITHDRAWAL_KEYS", f"{SIGNING_KEY},hushhush"),
        ("base", "WITHDRAWAL_KEYS", ","),
        ("base", "LOG_LEVEL", "loud"),
        ("base", "POLL_EVERY_SECONDS", "0"),
        ("base", "POLL_LEASE_SECONDS", "1260"),
        ("base", "POLL_GRACE_SECONDS", "two hours"),
        ("base", "EMAIL_URL", "pop3://a:hushhush@mail.example"),
        ("base", "EMAIL_URL", "smtp://a:hushhush@mail.example:port"),
        ("base", "EMAIL_URL", "smtp://"),
        ("base", "KEEP_PAGES_SECONDS", "61"),
        ("base", "KEEP_PAGES_SECONDS", "-1"),
        ("schedule", "TICK_SECONDS", "15.5"),
        ("dev", "DEBUG", "perhaps"),
        ("production", "SECURE_SSL_REDIRECT", "perhaps"),
    ],
)
def test_a_wrong_value_stops_the_start_and_keeps_its_secret(
    module, name, value, in_production, monkeypatch
):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name) as refusal:
        read(module)
    assert "hushhush" not in "".join(traceback.format_exception(refusal.value))


@pytest.mark.parametrize(
    "missing",
    [
        "SECRET_KEY",
        "TOKEN_KEYS",
        "PRIVATE_FILE_KEYS",
        "CODE_CARD_KEYS",
        "WITHDRAWAL_KEYS",
        "ALLOWED_HOSTS",
    ],
)
def test_production_demands_its_secrets(missing, in_production, monkeypatch):
    assert read("production")["ALLOWED_HOSTS"] == ["nirapad.example"]
    monkeypatch.setenv(missing, "")
    with pytest.raises(ImproperlyConfigured, match=f"{missing} must be set"):
        read("production")


def test_a_wrong_value_is_the_last_thing_that_a_command_says(own_processes):
    own_processes.environment["LOG_LEVEL"] = "loud"
    refused = own_processes.manage("check")
    assert refused.returncode == 1
    assert "LOG_LEVEL must be one of" in refused.stderr.splitlines()[-1]


def test_a_variable_set_to_nothing_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("SOME_URL", " ")
    assert environment.url_setting("SOME_URL", "http://127.0.0.1/x") == "http://127.0.0.1/x/"


@pytest.mark.parametrize(
    ("word", "meant"), [("1", True), ("Yes", True), ("off", False), ("FALSE", False), ("", True)]
)
def test_yes_and_no_have_several_words(word, meant, monkeypatch):
    monkeypatch.setenv("SOME_FLAG", word)
    assert environment.flag_setting("SOME_FLAG", default=True) is meant


def test_a_made_secret_is_kept_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    folder = tmp_path / "state"
    first = environment.kept_secret("SECRET_KEY", folder, environment.make_secret_key)
    again = environment.kept_secret("SECRET_KEY", folder, environment.make_secret_key)
    assert first == again
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def test_redis_gives_back_what_a_killed_worker_held(tmp_path):
    options = broker.broker_options("redis://127.0.0.1:6379/0", tmp_path)
    # A task still running must not be handed out a second time.
    assert options["visibility_timeout"] > broker.TASK_SECONDS
    assert options["unacked_restore_interval"] * options["unacked_restore_throttle"] <= 60


def test_how_soon_redis_gives_back_can_be_set(tmp_path, monkeypatch):
    monkeypatch.setenv("REDIS_VISIBILITY_SECONDS", "3")
    monkeypatch.setenv("REDIS_SWEEP_SECONDS", "1")
    options = broker.broker_options("redis://127.0.0.1:6379/0", tmp_path)
    assert (options["visibility_timeout"], options["unacked_restore_interval"]) == (3, 1)
    assert broker.checked_lease(2, options) == 2
    with pytest.raises(ImproperlyConfigured, match="POLL_LEASE_SECONDS"):
        broker.checked_lease(3, options)


def test_rabbitmq_needs_nothing_said(tmp_path):
    assert broker.broker_options("amqp://guest@127.0.0.1//", tmp_path) == {}


@pytest.mark.sqlite
def test_sqlite_is_safe_by_default(own_site):
    shown = own_site.manage(
        *("shell", "--no-imports", "-c"),
        "from django.db import connection as c\n"
        "for p in ('journal_mode', 'synchronous', 'recursive_triggers', 'foreign_keys'):\n"
        "    print(*c.cursor().execute(f'PRAGMA {p}').fetchone())\n",
    )
    assert shown.stdout.split() == ["wal", "2", "1", "1"], shown.stderr
