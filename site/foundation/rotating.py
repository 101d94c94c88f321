"""Giving every sealed secret to the newest key, so that an old key can be thrown away.

Goes over every :class:`EncryptedJSONField` of every installed model, and over the
places that an app has told of (:func:`also`); called by ``manage.py rotate_token_keys``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import connection, models, transaction

from foundation.encrypted import EncryptedJSONField, Sealed, WrongKey
from foundation.triggers import lifted


class SomeDoNotOpen(Exception):
    """Rows that none of the keys opens; the message names them, and nothing was changed."""


class Place(Protocol):
    """Where secrets are kept: a column of ours, or rows of somebody else's making."""

    def rows(self) -> Iterator[tuple[Any, Sealed]]:
        """Give each secret, still sealed, with what finds it again."""

    def rewrite(self, key: Any) -> bool:
        """Give one secret to the first key, as it is now, locked; say whether it was needed."""


_others: list[Place] = []


def also(place: Place) -> None:
    """Let rotations cover a place that is no :class:`EncryptedJSONField`."""
    _others.append(place)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of secrets."""

    model: type[models.Model]
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    def rows(self) -> Iterator[tuple[Any, Sealed]]:
        """Give the key of each row that holds a secret, and the secret, still sealed."""
        held = self.model._base_manager.order_by("pk").values_list("pk", self.field)
        yield from ((pk, sealed) for pk, sealed in held.iterator() if isinstance(sealed, Sealed))

    def rewrite(self, key: Any) -> bool:
        """Rewrite one row as it is now, locked: somebody may just have given it a new secret."""
        with transaction.atomic():
            locked = self.model._base_manager.select_for_update().filter(pk=key)
            sealed: Sealed | None = locked.values_list(self.field, flat=True).first()
            if not isinstance(sealed, Sealed) or sealed.opens_with_first_key():
                return False
            with lifted(connection, self.model._meta.db_table):
                return bool(locked.update(**{self.field: sealed.with_first_key()}))


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation found and did in one place; ``left`` still needs an older key."""

    column: Place
    held: int
    rewritten: int
    left: int


def sealed_columns() -> list[Column]:
    """Find the columns of secrets of all installed models."""
    return [
        Column(model, field.attname)
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedJSONField)
    ]


def rotate(*, dry_run: bool = False) -> list[Rotation]:
    """Encrypt every secret with the first key, row by row; raises :class:`SomeDoNotOpen`.

    It may be broken off and run again: a row is the old or the new, and both
    open with the keys of now.
    """
    columns = [*sealed_columns(), *_others]
    _refuse_what_does_not_open(columns)
    return [_rotate_place(column, dry_run=dry_run) for column in columns]


def _refuse_what_does_not_open(columns: Sequence[Place]) -> None:
    shut = [(column, pk, one) for column in columns for pk, one in column.rows() if _shut(one)]
    if shut:
        settings = " and ".join(sorted({one.keys for _column, _pk, one in shut}))
        rows = ", ".join(f"{column} of row {pk}" for column, pk, _one in shut)
        message = f"opens with none of the keys in {settings}: {rows}"
        raise SomeDoNotOpen(message)


def _shut(sealed: Sealed) -> bool:
    try:
        sealed.open()
    except WrongKey:
        return True
    return False


def _rotate_place(column: Place, *, dry_run: bool) -> Rotation:
    keys = [pk for pk, _ in column.rows()]
    old = [pk for pk, sealed in column.rows() if not sealed.opens_with_first_key()]
    rewritten = 0 if dry_run else sum(_rewrite(column, pk) for pk in old)
    # A process that has not heard of the new key may have written meanwhile.
    left = sum(not sealed.opens_with_first_key() for _, sealed in column.rows())
    return Rotation(column, held=len(keys), rewritten=rewritten, left=left)


def _rewrite(place: Place, key: Any) -> bool:
    return place.rewrite(key)
