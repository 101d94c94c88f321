"""Making a card, and finding whose it is by its words. The words themselves are kept nowhere."""

import datetime
import hashlib
import hmac

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from crm_videos.cards.words import as_heard, draw_words
from crm_videos.models import CodeCard, Testimony

# Slow on purpose, some 50 ms: whoever has the table and the key still has 2^40 of these to do.
SCRYPT = {"n": 2**14, "r": 8, "p": 1}


@transaction.atomic
def make_card(testimony: Testimony, *, by: User, now: datetime.datetime) -> tuple[str, ...]:
    """Make the card of a testimony and give its words, this once. An older card is void."""
    Testimony.objects.select_for_update().get(pk=testimony.pk)
    CodeCard.objects.valid().filter(testimony=testimony).update(void_at=now)
    words = draw_words()
    digest = _digest(words_typed(" ".join(words)), settings.CODE_CARD_KEYS[0])
    CodeCard.objects.create(testimony=testimony, digest=digest, made_at=now, made_by=by)
    return words


def find_card(text: str) -> CodeCard | None:
    """Give the valid card of these words; an unknown and a void one are the same, and as slow."""
    words = words_typed(text)
    digests = [_digest(words, key) for key in settings.CODE_CARD_KEYS]
    valid = CodeCard.objects.valid().select_related("testimony")
    return valid.filter(digest__in=digests).first()


def words_typed(text: str) -> bytes:
    """Give what the digest is made of."""
    return as_heard(text).encode()


def _digest(words: bytes, key: str) -> str:
    keyed = hmac.digest(key.encode(), words, "sha256")
    return hashlib.scrypt(keyed, salt=b"nirapad code card", dklen=32, **SCRYPT).hex()
