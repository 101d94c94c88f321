"""A story's words looked through for whatever could tell a stranger who is meant.

The lint knows no story; here it is told what the testimony keeps sealed. Approving asks
(:mod:`crm_videos.approving`), and the page's editor shows what was found.
"""

import re
from collections.abc import Mapping

from crm_videos.identity import IdentityLevel
from crm_videos.identity_lint import Allowed, Finding, Known, Text, find_identifiers
from crm_videos.models import Story
from crm_videos.places_known import place_index

BETWEEN_NAMES = re.compile(r"[,;/\n]+")
# As the lint calls the fields that it reads in their own way.
READ_AS = {"slug": "slug", "title": "title", "seo_title": "title"}


def what_names_somebody(story: Story, texts: Mapping[str, str], language: str) -> list[Finding]:
    """Look through texts by their fields; the person's own names are opened for it alone."""
    return find_identifiers(
        [Text(READ_AS.get(field, field), words, language) for field, words in texts.items()],
        level=IdentityLevel(story.identity_level),
        known=_known_of(story),
        allowed=Allowed(display_name=f"{story.display_name} {story.display_name_bn}".strip()),
        places=place_index(),
    )


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
