"""Typed readers of the environment, loud when a value is wrong.

Every variable that the site listens to is read by :mod:`portal.settings.base`
through these; ``site/docs/settings.md`` lists them.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def url_setting(name: str, default: str) -> str:
    """Read an http(s) root URL; it ends with a slash, whatever was typed."""
    value = env.str(name, default=default)
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        message = f"{name} must be an http(s) URL with a host, not {value!r}"
        raise ImproperlyConfigured(message)
    return value.rstrip("/") + "/"


def seconds_setting(name: str, default: int, *, least: int = 1) -> int:
    """Read a whole number of seconds, at least ``least``."""
    text = env.str(name, default=str(default))
    if not text.isascii() or not text.isdigit() or int(text) < least:
        message = f"{name} must be a whole number of seconds, {least} or more, not {text!r}"
        raise ImproperlyConfigured(message)
    return int(text)


def kept_secret(name: str, folder: Path, make: Callable[[], str]) -> str:
    """Read a secret; without one, make it once and keep it beside the database.

    For one machine that somebody tries out. Production settings ask for the
    variable itself (:func:`demanded_secret`).
    """
    given = env.str(name, default="")
    if given:
        return given
    kept = folder / name.lower()
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Made under another name and linked into place, so that two processes
        # that start together read one and the same secret.
        draft = folder / f".{name.lower()}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(make(), encoding="ascii")
        try:
            os.link(draft, kept)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return kept.read_text(encoding="ascii").strip()


def demanded_secret(name: str) -> str:
    """Read a secret that has no default; its absence stops the start."""
    value = env.str(name, default="")
    if not value:
        message = f"{name} must be set in the environment"
        raise ImproperlyConfigured(message)
    return value


def make_secret_key() -> str:
    """Make a signing key for Django."""
    return secrets.token_urlsafe(50)


def make_token_key() -> str:
    """Make a Fernet key for the platforms' tokens."""
    return Fernet.generate_key().decode("ascii")
