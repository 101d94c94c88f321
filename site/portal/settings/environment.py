"""Typed readers of the environment, loud when a value is wrong.

Every variable that the site listens to is read by :mod:`portal.settings.base`
through these; ``site/docs/settings.md`` lists them.
"""

import os
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from django.core.exceptions import ImproperlyConfigured

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def text_setting(name: str, default: str) -> str:
    """Read a variable; one that is set to nothing counts as not set."""
    return os.environ.get(name, "").strip() or default


def list_setting(name: str, default: list[str]) -> list[str]:
    """Read a list separated by commas."""
    parts = (part.strip() for part in os.environ.get(name, "").split(","))
    return [part for part in parts if part] or default


def flag_setting(name: str, *, default: bool) -> bool:
    """Read yes or no; a word that is neither stops the start."""
    word = text_setting(name, str(default)).lower()
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off"}:
        return False
    message = f"{name} must be true or false, not {word!r}"
    raise ImproperlyConfigured(message)


def level_setting(name: str, default: str) -> str:
    """Read one of Python's logging levels."""
    level = text_setting(name, default).upper()
    if level not in LEVELS:
        message = f"{name} must be one of {', '.join(LEVELS)}, not {level!r}"
        raise ImproperlyConfigured(message)
    return level


def url_setting(name: str, default: str) -> str:
    """Read an http(s) root URL; it ends with a slash, whatever was typed."""
    value = text_setting(name, default)
    try:
        parts = urlsplit(value)
        sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, half an IPv6 address
        sound = False
    if not sound:
        message = f"{name} must be an http(s) URL with a host, not {value!r}"
        raise ImproperlyConfigured(message)
    return value.rstrip("/") + "/"


def graph_version_setting(name: str, default: str) -> str:
    """Read a version of Facebook's Graph API, as ``v26.0``."""
    value = text_setting(name, default)
    if not re.fullmatch(r"v[0-9]{1,3}\.[0-9]", value):
        message = f"{name} must look like v26.0, not {value!r}"
        raise ImproperlyConfigured(message)
    return value


def seconds_setting(name: str, default: int, *, least: int = 1) -> int:
    """Read a whole number of seconds, at least ``least``."""
    text = text_setting(name, str(default))
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) < least:
        message = f"{name} must be a whole number of seconds, {least} or more, not {text!r}"
        raise ImproperlyConfigured(message)
    return int(text)


def count_setting(name: str, default: int) -> int:
    """Read a whole number, none included."""
    text = text_setting(name, str(default))
    if not re.fullmatch("[0-9]{1,2}", text):
        message = f"{name} must be a whole number, 0 to 99, not {text!r}"
        raise ImproperlyConfigured(message)
    return int(text)


def seconds_up_to(name: str, default: int, *, most: int) -> int:
    """Read a number of seconds, none included."""
    text = text_setting(name, str(default))
    if not re.fullmatch("[0-9]{1,4}", text) or int(text) > most:
        message = f"{name} must be a whole number of seconds, 0 to {most}, not {text!r}"
        raise ImproperlyConfigured(message)
    return int(text)


def database_setting(name: str, default: Path) -> dict[str, Any]:
    """Read a database URL: PostgreSQL, or SQLite at ``default`` without one."""
    url = text_setting(name, f"sqlite:///{default}")
    # Said without the URL, which may hold a password.
    message = f"{name} must be sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME"
    if urlsplit(url).scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(message)
    try:
        database: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError:  # it quotes a part of the URL
        database = {}
    if not database.get("NAME"):
        raise ImproperlyConfigured(message)
    return database


def email_setting(name: str, default: str) -> dict[str, Any]:
    """Read the URL of a mail server as Django's ``EMAIL_…`` settings."""
    url = text_setting(name, default)
    # Said without the URL, which may hold a password.
    message = f"{name} must be smtp://, smtp+tls:// or smtp+ssl://USER:PASSWORD@HOST:PORT"
    try:
        parts = urlsplit(url)
        by_mail = parts.scheme in {"smtp", "smtp+tls", "smtp+ssl"} and parts.hostname
        sound = by_mail or parts.scheme == "consolemail"
        server: dict[str, Any] = environ.Env.email_url_config(url) if sound else {}
    except ValueError:  # it quotes a part of the URL
        server = {}
    if not server:
        raise ImproperlyConfigured(message)
    return server


def fernet_keys(name: str, text: str) -> list[str]:
    """Split the keys of a setting: the first encrypts, all decrypt."""
    keys = [key.strip() for key in text.split(",") if key.strip()]
    try:
        for key in keys:
            Fernet(key)
    except ValueError:
        # Neither the key nor the cause is shown: it may be nearly right.
        keys = []
    if not keys:
        message = f"{name} must be Fernet keys, separated by commas"
        raise ImproperlyConfigured(message)
    return keys


def signing_keys(name: str, text: str) -> list[EllipticCurvePrivateKey]:
    """Read the keys that sign, P-256: the first signs for those to come, the others still do."""
    try:
        keys = [
            load_der_private_key(urlsafe_b64decode(part.strip()), password=None)
            for part in text.split(",")
            if part.strip()
        ]
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # Neither the key nor the cause is shown: it may be nearly right.
        keys = []
    known = [
        key
        for key in keys
        if isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP256R1)
    ]
    if not known or len(known) < len(keys):
        message = f"{name} must be P-256 keys (PKCS#8, DER, base64), separated by commas"
        raise ImproperlyConfigured(message)
    return known


def kept_secret(name: str, folder: Path, make: Callable[[], str]) -> str:
    """Read a secret; without one, make it once and keep it beside the database.

    For one machine that somebody tries out. Production settings ask for the
    variable itself (:func:`demanded_secret`).
    """
    given = text_setting(name, "")
    if given:
        return given
    kept = folder / name.lower()
    if not kept.exists():
        # For its owner alone: the database will lie beside the secret.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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
    value = text_setting(name, "")
    if not value:
        message = f"{name} must be set in the environment"
        raise ImproperlyConfigured(message)
    return value


def demanded_list(name: str) -> list[str]:
    """Read a list that has no default; its absence stops the start."""
    demanded_secret(name)
    return list_setting(name, [])


def make_secret_key() -> str:
    """Make a signing key for Django."""
    return secrets.token_urlsafe(50)


def make_fernet_key() -> str:
    """Make a key that seals other secrets."""
    return Fernet.generate_key().decode("ascii")


def make_signing_key() -> str:
    """Make a key that signs the list of withdrawn stories."""
    key = generate_private_key(SECP256R1())
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return urlsafe_b64encode(der).decode("ascii")
