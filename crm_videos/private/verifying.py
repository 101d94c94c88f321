"""Reading the access log again from its first entry: nothing may be changed, gone or moved."""

from dataclasses import dataclass

from crm_videos.models import AccessEntry, AccessHead, Testimony
from crm_videos.private.access_log import BEFORE_THE_FIRST, digest_of_words, hash_of


class Broken(Exception):
    """The log is not as it was written; the message names the first entry that tells."""


@dataclass(frozen=True, slots=True)
class Known:
    """How far the log had come when somebody wrote it down, outside this database."""

    number: int
    hash: str


def verify(known: Known | None = None) -> Known:
    """Give the head of a sound log. Raises :class:`Broken`.

    The chain alone cannot tell that it was written anew from some entry on. ``known``, a
    head that was noted earlier in another place, does.
    """
    number, before = 0, BEFORE_THE_FIRST
    _meets(known, number, before)
    for entry in AccessEntry.objects.order_by("number").iterator():
        number += 1
        if entry.number != number:
            message = f"entry {number} is missing"
            raise Broken(message)
        if entry.hash != hash_of(entry, after=before) or not _words_are_right(entry):
            message = f"entry {number} was changed, or it is not the one that followed"
            raise Broken(message)
        before = entry.hash
        _meets(known, number, before)
    head = AccessHead.objects.first() or AccessHead(hash=BEFORE_THE_FIRST)
    # Written between the two reads is no fault; cut off is.
    if head.number > number and not AccessEntry.objects.filter(number=number + 1).exists():
        message = f"entry {number + 1} is missing, and with it all up to entry {head.number}"
        raise Broken(message)
    if head.number < number or (head.number == number and head.hash != before):
        message = f"entry {number} is not the last one that was written"
        raise Broken(message)
    if known and known.number > number:
        message = f"entry {number + 1} is missing: entry {known.number} was known"
        raise Broken(message)
    return Known(number, before)


def _words_are_right(entry: AccessEntry) -> bool:
    """Say whether the words are those that were written, or were erased with their person."""
    if not entry.words_digest:
        return not entry.words_salt
    if entry.words or entry.words_salt:
        return entry.words_digest == digest_of_words(entry)
    if entry.testimony_id is None:
        return False
    return Testimony.objects.filter(pk=entry.testimony_id, erased_at__isnull=False).exists()


def _meets(known: Known | None, number: int, hash_: str) -> None:
    if known and known.number == number and known.hash != hash_:
        message = f"entry {number} or one before it was written anew"
        raise Broken(message)
