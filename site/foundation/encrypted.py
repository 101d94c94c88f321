"""A model field for secrets: encrypted at rest, sealed in memory until it is opened.

Keys come from a setting, ``TOKEN_KEYS`` unless the field names another: the first
encrypts, all of them decrypt, so a new key is put in front and the old one stays until
every row is rewritten.
"""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models.query_utils import DeferredAttribute

USUAL_KEYS = "TOKEN_KEYS"


class WrongKey(Exception):
    """None of the keys in the setting opens what is stored."""


class Sealed:
    """One JSON object, encrypted; shows nothing of itself until :meth:`open` is called."""

    __slots__ = ("ciphertext", "keys")

    def __init__(self, ciphertext: str, keys: str = USUAL_KEYS) -> None:
        self.ciphertext = ciphertext
        self.keys = keys

    def open(self) -> dict[str, Any]:
        """Decrypt; raises :class:`WrongKey` when no key of ours made it."""
        try:
            plain = _fernet(self.keys).decrypt(self.ciphertext.encode("ascii"))
        except (InvalidToken, UnicodeEncodeError):
            message = f"the stored secrets open with none of the keys in {self.keys}"
            raise WrongKey(message) from None
        opened: dict[str, Any] = json.loads(plain)
        return opened

    def opens_with_first_key(self) -> bool:
        """Say whether the first key alone would do."""
        try:
            Fernet(getattr(settings, self.keys)[0]).decrypt(self.ciphertext.encode("ascii"))
        except (InvalidToken, UnicodeEncodeError):
            return False
        return True

    def with_first_key(self) -> "Sealed":
        """Give the same secret encrypted with the first key; raises :class:`WrongKey`."""
        return seal(self.open(), self.keys)

    def __repr__(self) -> str:
        return "<sealed>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.ciphertext == self.ciphertext

    def __hash__(self) -> int:
        return hash(self.ciphertext)


def seal(secrets: Mapping[str, Any], keys: str = USUAL_KEYS) -> Sealed:
    """Encrypt one JSON object with the first key of a setting."""
    plain = json.dumps(dict(secrets), sort_keys=True).encode()
    return Sealed(_fernet(keys).encrypt(plain).decode("ascii"), keys)


def _fernet(setting: str) -> MultiFernet:
    try:
        keys = [Fernet(key) for key in getattr(settings, setting)]
    except ValueError:
        keys = []
    if not keys:
        message = f"{setting} must hold one or more Fernet keys (32 bytes, urlsafe base64)"
        raise ImproperlyConfigured(message)
    return MultiFernet(keys)


class SealedAttribute(DeferredAttribute):
    """Seals what is assigned at once, so no instance ever carries plain secrets."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class EncryptedJSONField(models.TextField):
    """A JSON object of secrets: assign a dict, read it back with ``.open()``."""

    descriptor_class = SealedAttribute
    # For django-stubs: what may be assigned, and what is read back.
    _pyi_private_set_type: Mapping[str, Any] | Sealed  # type: ignore[assignment]
    _pyi_private_get_type: Sealed  # type: ignore[assignment]

    def __init__(self, *args: Any, keys: str = USUAL_KEYS, **kwargs: Any) -> None:
        # No form, admin or API may offer it by accident.
        kwargs["editable"] = False
        self.keys = keys
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Keep the name of the setting in migrations, where it is not the usual one."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"keys": self.keys} if self.keys != USUAL_KEYS else {})

    def to_python(self, value: Any) -> Any:
        """Seal a dict; take a string for ciphertext (a row, a fixture)."""
        if isinstance(value, Mapping):
            return seal(value, self.keys)
        return Sealed(value, self.keys) if isinstance(value, str) and value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Give the sealed value; nothing is decrypted by reading rows."""
        return self.to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        """Give the ciphertext to the database."""
        sealed = self.to_python(value)
        return sealed.ciphertext if isinstance(sealed, Sealed) else sealed

    def value_to_string(self, obj: models.Model) -> str:
        """Give ciphertext to serializers too."""
        return str(self.get_prep_value(self.value_from_object(obj)))
