"""Kinds, places and campaigns that were asked for once, for who reads many submissions at once."""

from collections.abc import Iterable

from django.db.models import Model

Found = dict[str | int, Model | None]


class KnownRows:
    """Finds rows by their keys and remembers them, those that are not there included.

    For one import only: what somebody changes meanwhile is seen by the next.
    """

    def __init__(self) -> None:
        self._found: dict[type[Model], Found] = {}

    def __call__(self, model: type[Model], key: str | int) -> Model | None:
        """Give the row under a key, if there is one."""
        self.read(model, [key])
        return self._found[model][key]

    def read(self, model: type[Model], keys: Iterable[str | int]) -> None:
        """Read the rows of these keys, in one query for those that are not known yet."""
        known = self._found.setdefault(model, {})
        new = {key for key in keys if key not in known}
        if new:
            rows = model._default_manager.in_bulk(list(new))
            known.update({key: rows.get(key) for key in new})
