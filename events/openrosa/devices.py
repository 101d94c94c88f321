"""The app passwords of devices: made, shown once, asked for at each request, revoked.

A password is 28 random letters, 138 bits. There is no dictionary to try it from, so
one SHA-256 keeps it as well as a slow hash would, which is there to make guesses of
*chosen* passwords dear. It would only make each request of each phone dear, and let
a stranger keep the machine busy with wrong ones.
"""

import base64
import binascii
import hashlib
import json
import secrets
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.crypto import constant_time_compare

from events.models import Device

# Without letters that look alike in a small script.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LETTERS_IN_A_GROUP = 7, 4
# A phone asks several times in a minute; a write for each would wait for other writers.
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device and its password, which nobody can read again."""

    device: Device
    password: str

    def settings_code(self, server_url: str) -> str:
        """Write the settings as ODK Collect reads them from a QR code."""
        settings = {
            "general": {
                "server_url": server_url,
                "username": self.device.name,
                "password": self.password,
                # Forms and places are fetched when they change, forms are sent by themselves.
                "form_update_mode": "match_exactly",
                "autosend": "wifi_and_cellular",
            },
            "admin": {},
            "project": {"name": self.device.label},
        }
        packed = zlib.compress(json.dumps(settings, ensure_ascii=False).encode())
        return base64.b64encode(packed).decode()


def add_device(person: User, *, label: str, now: datetime) -> NewDevice:
    """Make a device of a person, with a password of its own."""
    password = _random_password()
    device = Device.objects.create(
        user=person,
        name=f"{person.get_username()}-{_random(LETTERS_IN_A_GROUP)}".lower(),
        label=label,
        password_sha256=_digest(password),
        created_at=now,
    )
    return NewDevice(device, password)


def find_device(name: str, password: str) -> Device | None:
    """Give the device of this name, if the password is its own; revoked ones too."""
    device = Device.objects.select_related("user").filter(name=name.strip().lower()).first()
    known = device.password_sha256 if device else _digest("")
    right = constant_time_compare(_digest(password), known)
    return device if right else None


def note_seen(device: Device, *, now: datetime) -> None:
    """Remember that a device was here, now and then."""
    old = Q(last_seen_at=None) | Q(last_seen_at__lt=now - SEEN_EVERY)
    if device.last_seen_at is None or device.last_seen_at < now - SEEN_EVERY:
        Device.objects.filter(old, pk=device.pk).update(last_seen_at=now)


def revoke(device: Device, *, now: datetime) -> bool:
    """Let a device in no more; False when it was revoked before."""
    return bool(Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=now))


def read_basic(header: str) -> tuple[str, str] | None:
    """Read the name and password of HTTP Basic; None when it is something else."""
    scheme, _space, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    name, colon, password = text.partition(":")
    return (name, password) if colon else None


def _digest(password: str) -> str:
    """Digest what was typed: hyphens, blanks and capitals are the keyboard's."""
    typed = password.replace("-", "").replace(" ", "").lower()
    return hashlib.sha256(typed.encode()).hexdigest()


def _random_password() -> str:
    return "-".join(_random(LETTERS_IN_A_GROUP) for _ in range(GROUPS))


def _random(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))
