"""Whether the language versions of a page tell the same fees, telephone numbers and days.

Facts agree by construction; what is typed is read in both languages and compared. A page
that disagrees with a public version of itself does not become public.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from portal.facts.blocks import NAMED
from portal.facts.models import Fact
from portal.facts.numbers.reading import read_numbers
from portal.facts.numbers.told import Numbers, Told, joined, lacking
from portal.pages.refusal import PageRefused

TEXTS = (models.CharField, models.TextField, StreamField)
OF_EVERY_PAGE = ("title", "seo_title", "search_description")


class NumbersDiffer(PageRefused):
    """The page may not become public; which numbers differ stands in the message."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version tells and another one does not; ``other`` is the other version."""

    other: Page
    only_here: tuple[Told, ...]
    only_there: tuple[Told, ...]

    @property
    def words(self) -> str:
        """Say which numbers differ, as they are written."""
        parts = []
        if self.only_here:
            parts.append(_("only here: %(numbers)s") % {"numbers": _written(self.only_here)})
        if self.only_there:
            parts.append(_("only there: %(numbers)s") % {"numbers": _written(self.only_there)})
        return _("Fees, telephone numbers and days differ from “%(page)s”: %(parts)s") % {
            "page": self.other.title,
            "parts": "; ".join(parts),
        }


def differences(page: Any) -> list[Difference]:
    """Compare a page, saved or not, with its public versions in the other languages."""
    others = public_versions(page)
    if not others:
        return []
    own = numbers_of(page)
    found = (compare(own, other) for other in others)
    return [one for one in found if one]


def stop_if_they_differ(page: Any) -> None:
    """Raise :class:`NumbersDiffer` where a page would disagree with a public one."""
    if found := differences(page):
        raise NumbersDiffer(one.words for one in found)


def compare(own: Numbers, other: Any) -> Difference | None:
    """Compare numbers with those of another version; None when they agree."""
    theirs = numbers_of(other)
    here, there = tuple(lacking(own, theirs)), tuple(lacking(theirs, own))
    return Difference(other, here, there) if here or there else None


def public_versions(page: Any) -> list[Any]:
    """Give the public translations of a page; an alias is the page itself once more."""
    if not page.pk and not page.translation_key:
        return []
    others = type(page).objects.filter(translation_key=page.translation_key, live=True)
    others = others.exclude(pk=page.pk).exclude(locale=page.locale_id)
    own = {page.pk, page.alias_of_id} - {None}
    return [one for one in others if one.pk not in own and one.alias_of_id not in own]


def numbers_of(page: Any) -> Numbers:
    """Read the numbers of a page: those typed, and those of the facts that it shows."""
    typed = read_numbers(_texts(page))
    facts = facts_of(page)
    return joined([typed, *(numbers_of_fact(fact) for fact in facts)])


def numbers_of_fact(fact: Fact) -> Numbers:
    """Give what a fact prints as a text would tell it."""
    if not (fact.live and fact.is_filled):
        return Numbers(())
    return read_numbers([f"phone {fact.phone}" if fact.phone else fact.text("en")])


def facts_of(page: Any) -> list[Fact]:
    """Give the facts that a page shows, saved or not."""
    # Wagtail's own way to find what an object refers to, asked before it is saved.
    found = ReferenceIndex._extract_references_from_object(page)
    kind = ReferenceIndex._get_base_content_type(Fact).pk
    keys = {int(key) for content_type, key, *_paths in found if content_type == kind}
    return list(Fact.objects.filter(pk__in=keys)) if keys else []


def _texts(page: Any) -> Iterator[str]:
    for name in _names(page):
        value = getattr(page, name)
        if isinstance(value, StreamValue):
            yield from _strings(json.loads(json.dumps(value.get_prep_value(), default=str)))
        elif value:
            yield str(value)


def _names(page: Any) -> Iterator[str]:
    yield from OF_EVERY_PAGE
    for field in page._meta.concrete_fields:
        if field.model is not Page and isinstance(field, TEXTS):
            yield field.name


def _strings(value: Any) -> Iterator[str]:
    """Give every text inside a stream's stored form, but neither the names nor the ids in it."""
    if isinstance(value, str):
        yield NAMED.sub(" ", value)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in {"id", "type"}:
                yield from _strings(one)


def _written(found: Iterable[Told]) -> str:
    return ", ".join(dict.fromkeys(told.written for told in found))


@dataclass(frozen=True, slots=True)
class Compared:
    """A draft beside another language: what differs from what is public and newest."""

    from_public: Difference | None
    from_newest: Difference | None

    @property
    def can_go_together(self) -> bool:
        """Say whether both would agree if both newest drafts were published at once."""
        return self.from_public is not None and self.from_newest is None


def against_newest(page: Any) -> list[Compared]:
    """Compare a draft with what other languages show, and with what is written there newest."""
    own, found = numbers_of(page), []
    for other in type(page).objects.filter(translation_key=page.translation_key, alias_of=None):
        if other.pk == page.pk or other.pk == page.alias_of_id:
            continue
        public = compare(own, other) if other.live else None
        newest = compare(own, other.get_latest_revision_as_object())
        if public or newest:
            found.append(Compared(public, newest))
    return found
