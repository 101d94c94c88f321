"""Other pages of the field that the first page of the app leads to, for those who may open them.

To add one: a function for Wagtail's hook ``register_field_pages`` that gives a :class:`FieldPage`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import translation
from django.utils.functional import Promise
from wagtail import hooks

HOOK = "register_field_pages"


@dataclass(frozen=True, slots=True)
class FieldPage:
    """What it is called, where it is, and what one must be allowed to do."""

    name: str | Promise
    address: str
    permission: str


def field_pages_for(person: User) -> Iterator[dict[str, str]]:
    """Give the pages that a person may open, named in both languages."""
    pages: list[FieldPage] = [give() for give in hooks.get_hooks(HOOK)]
    for page in pages:
        if person.has_perm(page.permission):
            yield {"address": page.address, **{code: _in(code, page.name) for code in ("en", "bn")}}


def _in(language: str, name: str | Promise) -> str:
    with translation.override(language):
        return str(name)
