"""Writing the access log: one entry for one request, chained to the one before it."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from crm_videos.models import AccessEntry, AccessHead, Outcome

BEFORE_THE_FIRST = "0" * 64
# What the hash covers; of the words their digest, so that they can be erased.
NOT_CHAINED = frozenset({"hash", "words_salt", "words_digest"})
CHAINED = [
    field.attname for field in AccessEntry._meta.concrete_fields if field.attname not in NOT_CHAINED
]
SUPERUSER = "superuser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks for which file, how and when."""

    person: User
    file: UUID
    # None too when there is no such file.
    testimony: UUID | None
    view: str
    asked_range: str
    now: datetime


def write_entry(
    asked: Asked, outcome: Outcome, *, reason: str = "", words: str = ""
) -> AccessEntry:
    """Add one entry; when this returns it is committed. Call it before the first byte leaves."""
    with transaction.atomic(durable=True):
        return add_entry(asked, outcome, head=lock_head(), reason=reason, words=words)


def lock_head() -> AccessHead:
    """Let one writer follow another; inside a transaction."""
    AccessHead.objects.bulk_create([AccessHead(hash=BEFORE_THE_FIRST)], ignore_conflicts=True)
    return AccessHead.objects.select_for_update().get()


def add_entry(
    asked: Asked, outcome: Outcome, *, head: AccessHead, reason: str = "", words: str = ""
) -> AccessEntry:
    """Add one entry after the locked head."""
    entry = AccessEntry(
        number=head.number + 1,
        at=asked.now,
        person_id=asked.person.pk,
        username=asked.person.get_username(),
        role=_role_of(asked.person),
        file_id=asked.file,
        testimony_id=asked.testimony,
        outcome=outcome,
        reason=reason,
        words=words,
        view=asked.view,
        asked_range=asked.asked_range,
    )
    if words:
        entry.words_salt = secrets.token_hex(16)
        entry.words_digest = digest_of_words(entry)
    entry.hash = hash_of(entry, after=head.hash)
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save(force_update=True)
    return entry


def hash_of(entry: AccessEntry, *, after: str) -> str:
    """Give the hash of an entry that follows one with the hash ``after``."""
    row = {name: _as_text(getattr(entry, name)) for name in CHAINED}
    row["words"] = entry.words_digest or entry.words
    return hashlib.sha256((after + json.dumps(row, sort_keys=True)).encode("ascii")).hexdigest()


def digest_of_words(entry: AccessEntry) -> str:
    """Give the digest of somebody's words; without the salt it tells nothing of them."""
    return hashlib.sha256(f"{entry.words_salt}{entry.words}".encode()).hexdigest()


def _as_text(value: Any) -> str:
    """Write a value down, however the database hands it out; unknown is not the word for it."""
    if value is None:
        return "\0"
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _role_of(person: User) -> str:
    names = [SUPERUSER] if person.is_superuser else []
    names += person.groups.order_by("name").values_list("name", flat=True)
    return ", ".join(names)[:200]
