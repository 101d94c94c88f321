"""Secrets of second factors as they lie in the database: sealed with the site's keys.

allauth keeps one JSON object for each authenticator; in it the secret of the
app, or the seed of the recovery codes, is a text that our adapter has sealed.
"""

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from foundation.encrypted import Sealed, seal

SEALED_IN_DATA = ("secret", "seed")


def seal_text(text: str) -> str:
    """Give the ciphertext of a secret."""
    return seal({"text": text}).ciphertext


def open_text(ciphertext: str) -> str:
    """Give a secret back; raises :class:`foundation.encrypted.WrongKey`."""
    text: str = Sealed(ciphertext).open()["text"]
    return text


class SecondFactorSecrets:
    """All of them, for the rotation of keys (:class:`foundation.rotating.Place`)."""

    def __str__(self) -> str:
        return "mfa.Authenticator.data"

    def rows(self) -> Iterator[tuple[tuple[int, str], Sealed]]:
        """Give each secret, sealed, with its row and its name in the row."""
        kept = Authenticator.objects.order_by("pk").values_list("pk", "data")
        for pk, data in kept.iterator():
            for name in SEALED_IN_DATA:
                if name in data:
                    yield (pk, name), Sealed(data[name])

    def rewrite(self, key: tuple[int, str]) -> bool:
        """Give one secret to the first key, as it is now, locked."""
        pk, name = key
        with transaction.atomic():
            row: Any = Authenticator.objects.select_for_update().filter(pk=pk).first()
            sealed = Sealed(row.data[name]) if row and name in row.data else None
            if sealed is None or sealed.opens_with_first_key():
                return False
            row.data[name] = sealed.with_first_key().ciphertext
            row.save(update_fields=["data"])
            return True
