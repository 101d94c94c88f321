"""A story's words looked through for whatever could tell a stranger who is meant.

The lint knows no story; here it is told what the testimony keeps sealed, and each find is
joined with what a second person has decided about it (:mod:`crm_videos.overriding`).
Approving asks (:mod:`crm_videos.approving`), publishing asks again, and the page's editor
shows what was found.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.crypto import salted_hmac

from crm_videos.identity import IdentityLevel
from crm_videos.identity_lint import Allowed, Finding, Known, Text, find_identifiers
from crm_videos.models import Override, Story
from crm_videos.places_known import place_index

BETWEEN_NAMES = re.compile(r"[,;/\n]+")
# As the lint calls the fields that it reads in their own way.
READ_AS = {"slug": "slug", "title": "title", "seo_title": "title"}


@dataclass(frozen=True, slots=True)
class Find:
    """One find, and what was decided about it. ``mark`` names it without its words."""

    finding: Finding
    field: str
    mark: str
    override: Override | None = None

    @property
    def matched(self) -> str:
        return self.finding.matched

    @property
    def why(self) -> str:
        return self.finding.why

    @property
    def is_overridden(self) -> bool:
        """Say whether a second person has decided that it tells nothing."""
        return self.override is not None and self.finding.may_be_overridden

    @property
    def blocks(self) -> bool:
        """Say whether nobody may approve the story because of it."""
        return self.finding.blocks and not self.is_overridden

    @property
    def waits_for_second_person(self) -> bool:
        """Say whether somebody may decide that it tells nothing."""
        return self.blocks and self.finding.may_be_overridden


def what_names_somebody(
    story: Story, texts: Mapping[str, str], language: str, *, public: Allowed
) -> list[Find]:
    """Look through texts by their fields; the person's own names are opened for it alone.

    ``public`` holds the numbers and names that everybody may know: the programme's own.
    """
    fields = list(texts)
    findings = find_identifiers(
        [Text(READ_AS.get(field, field), words, language) for field, words in texts.items()],
        level=IdentityLevel(story.identity_level),
        known=_known_of(story),
        allowed=replace(
            public, display_name=f"{story.display_name} {story.display_name_bn}".strip()
        ),
        places=place_index(),
    )
    finds = [(found, fields[found.number]) for found in findings]
    marks = [_mark(story, language, field, found) for found, field in finds]
    decided = _overrides(story, language, set(marks))
    return [
        Find(found, field, mark, decided.get(mark))
        for (found, field), mark in zip(finds, marks, strict=True)
    ]


def _mark(story: Story, language: str, field: str, found: Finding) -> str:
    """Name a find so that nobody learns its words, and so that it is another when they change.

    The case of a letter may make a word a name: the words go in as they were typed.
    """
    of = [
        str(story.pk), language, field, found.kind, found.matched, story.identity_level,
        story.testimony.person.open(),
    ]  # fmt: skip
    said = json.dumps(of, sort_keys=True)
    return salted_hmac("crm_videos.identity_check", said, algorithm="sha256").hexdigest()


def _overrides(story: Story, language: str, marks: set[str]) -> Mapping[str, Override]:
    rows = Override.objects.filter(story=story, language=language, mark__in=marks)
    return {row.mark: row for row in rows.select_related("decided_by")} if marks else {}


def _known_of(story: Story) -> Known:
    person = story.testimony.person.open()
    *given, family = person.get("name", "").split() or [""]
    return Known(
        # Who has one name goes by it.
        given_names=tuple(given or [family]) if family else (),
        family_names=(family,) if given else (),
        third_persons=_each(person.get("other_names", "")),
        numbers=_each(person.get("telephone", "")),
        places=_each(person.get("village", "")),
    )


def _each(said: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in BETWEEN_NAMES.split(said) if one.strip())
