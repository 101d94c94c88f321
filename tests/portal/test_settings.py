"""Settings come from the environment, and a wrong one stops the start with a sentence."""

import stat

import pytest
from cryptography.fernet import Fernet

from portal.settings import broker, environment

KEY = Fernet.generate_key().decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "junk"),
        ("DATABASE_URL", "mysql://a:hushhush@127.0.0.1/nirapad"),
        ("DATABASE_URL", "postgres://a:hushhush@127.0.0.1:port/nirapad"),
        ("DATABASE_URL", "postgres://a:hushhush@127.0.0.1"),
        ("DATABASE_URL", "postgres://a:hushhush/@127.0.0.1/nirapad"),
        ("CELERY_BROKER_URL", "sqs://a:hushhush@queue"),
        ("CELERY_BROKER_URL", "memory"),
        ("FACEBOOK_GRAPH_URL", "graph.example"),
        ("YOUTUBE_API_ROOT", "ftp://127.0.0.1/"),
        ("GOOGLE_TOKEN_URI", "http://127.0.0.1:port/token"),
        ("FACEBOOK_API_VERSION", "26"),
        ("TOKEN_KEYS", f"{KEY},hushhush"),
        ("TOKEN_KEYS", ","),
        ("LOG_LEVEL", "loud"),
        ("DEBUG", "perhaps"),
        ("POLL_EVERY_SECONDS", "0"),
        ("TICK_SECONDS", "15.5"),
    ],
)
def test_a_wrong_value_stops_the_start_and_keeps_its_secret(own_processes, name, value):
    own_processes.environment |= {"DATABASE_URL": "", name: value}
    started = own_processes.manage("check")
    assert started.returncode != 0
    last = started.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert name in last
    assert "hushhush" not in started.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "TOKEN_KEYS", "ALLOWED_HOSTS"])
def test_production_demands_its_secrets(own_processes, missing):
    own_processes.environment |= {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "x" * 50,
        "TOKEN_KEYS": KEY,
        "ALLOWED_HOSTS": "nirapad.example",
    }
    assert own_processes.manage("check").returncode == 0
    own_processes.environment[missing] = ""
    refused = own_processes.manage("check")
    assert refused.stderr.strip().endswith(f"{missing} must be set in the environment")


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
