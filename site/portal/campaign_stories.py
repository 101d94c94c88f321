"""The stories of a campaign and how far each reached, for the campaign's page in the admin.

Codes and titles are for those who may see stories, each in their own districts, and a title
only while its page is public. Everybody else reads how many there are, and the totals.

A total is over the stories of one kind of copy, one measure and one meaning, and only where
that measure adds up: plays of two videos are so many plays, but one account can have seen both.
Kinds of copies are never added to each other (``adds_over_channels`` of no such measure is true).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import get_language

from campaigns.campaign_parts import Part
from campaigns.models import Campaign, Indicator
from crm_videos.models import PLATFORMS, Copy, Story
from crm_videos.policies import STORIES
from crm_videos.publishing.ports import Count
from crm_videos.words import CopyKind
from portal.pages.models import StoryPage
from portal.story_reach import counts

MAY_SEE = ("crm_videos.view_story", "crm_videos.view_copy")
KINDS = (CopyKind.PAGE, *sorted(PLATFORMS))
Counted = list[tuple[Copy, list[Count]]]


@dataclass(frozen=True, slots=True)
class Told:
    """One story, as a reader who may know of it reads it."""

    story: Story
    title: str
    life: str
    copies: Counted


@dataclass(frozen=True, slots=True)
class Total:
    """One measure of one kind of copy, with one meaning, over all stories.

    ``value`` is None where the measure does not add up. ``missing`` copies of ``copies``
    are not known, or not by this measure, and so not in it.
    """

    kind: Any
    count: Count
    value: int | None
    copies: int
    missing: int


def stories_of(campaign: Campaign, reader: User, now: datetime.datetime) -> Part | None:
    """Tell of the stories of a campaign; as many queries however many they are."""
    stories = list(Story.objects.filter(campaign=campaign).select_related("testimony"))
    if not stories:
        return Part("portal/campaign_stories.html", {"stories": [], "number": 0})
    rows = Copy.objects.filter(story__campaign=campaign, kind__in=KINDS)
    copies = list(rows.select_related("story__testimony").order_by("kind", "made_at", "pk"))
    counted = counts(copies)
    known = [(copy, counted.get(copy.pk, [])) for copy in copies]
    told = list(_told(stories, known, reader, now))
    return Part(
        "portal/campaign_stories.html",
        {
            "stories": told,
            "number": len(stories),
            "others": len(stories) - len(told),
            "totals": list(totals_of(known)),
        },
    )


def _told(
    stories: list[Story], known: Counted, reader: User, now: datetime.datetime
) -> Iterator[Told]:
    if not all(map(reader.has_perm, MAY_SEE)):
        return
    own = set(
        STORIES.instances_user_has_any_permission_for(reader, ["view"])
        .filter(pk__in=[story.pk for story in stories])
        .values_list("pk", flat=True)
    )
    titles = _public_titles(own, now)
    copies = defaultdict(list)
    for copy, some in known:
        copies[copy.story_id].append((copy, some))
    for story in stories:
        if story.pk in own:
            life = reverse("consents:life", args=[story.testimony_id])
            yield Told(story, titles.get(story.pk, ""), life, copies[story.pk])


def _public_titles(stories: set[int], now: datetime.datetime) -> dict[int, str]:
    """Give the titles that everybody can read at this moment, in the reader's language first."""
    here = (get_language() or "en")[:2]
    pages = StoryPage.objects.filter(story__in=stories, alias_of=None).shown(now)
    pages.sort(key=lambda page: page.locale.language_code == here)
    return {page.story_id: page.title for page in pages}


def totals_of(known: Counted) -> Iterator[Total]:
    """Add up, over the stories, what adds up. One query."""
    codes = {count.indicator for _copy, some in known for count in some if count.indicator}
    measures = Indicator.objects.in_bulk(codes)
    of_kind: dict[str, Counted] = defaultdict(list)
    for copy, some in _once(known):
        of_kind[copy.kind].append((copy, some))
    for kind in KINDS:
        lines: dict[tuple[Any, ...], list[Count]] = defaultdict(list)
        for _copy, some in of_kind[kind]:
            for count in some:
                if count.indicator:
                    lines[_meaning(count)].append(count)
        for meaning in sorted(lines, key=_order):
            some = lines[meaning]
            # No measure of one copy is counted twice in another's, if it adds up over time.
            adds_up = measures[some[0].indicator].adds_over_months
            values = [count.value for count in some if count.value is not None]
            yield Total(
                CopyKind(kind).label,
                some[0],
                sum(values) if adds_up and values else None,
                len(of_kind[kind]),
                _missing(of_kind[kind], some[0].indicator),
            )


def _once(known: Counted) -> Iterator[tuple[Copy, list[Count]]]:
    """Leave out what is the same place registered again: its counter is one."""
    seen = set()
    for copy, some in known:
        place = (copy.kind, copy.ref, copy.language)
        if copy.ref and place in seen:
            continue
        seen.add(place)
        yield copy, some


def _meaning(count: Count) -> tuple[Any, ...]:
    words = (count.indicator, str(count.label), str(count.definition))
    return (*words, count.since, count.until)


def _order(meaning: tuple[Any, ...]) -> tuple[Any, ...]:
    code, label, words, since, until = meaning
    return (code, label, since or datetime.date.min, until or datetime.date.max, words)


def _missing(copies: Iterable[tuple[Copy, list[Count]]], code: str) -> int:
    """Count the copies of which this measure is not known, or only in part."""

    def is_known(some: list[Count]) -> bool:
        values = [count.value for count in some if count.indicator == code]
        return bool(values) and None not in values

    return sum(not is_known(some) for _copy, some in copies)
