"""What is to be written of an issue: its data, which version that is, and what changed so far."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.issues.content import Content, issue_content
from portal.issues.models import Issue, IssueVersion
from portal.issues.quoting import QuotedWords, open_quotes, quotable, words_of


class StoryTakenBack(Exception):
    """The version quotes a story that may not be shown any more: nobody gets it in any form."""


@dataclass(frozen=True, slots=True)
class Erratum:
    """What a later version changed, in both languages."""

    version: int
    bn: str
    en: str


@dataclass(frozen=True, slots=True)
class Paper:
    """An issue's data and its version; 0 is a draft."""

    content: Content
    version: int
    errata: tuple[Erratum, ...] = ()
    # What is quoted of a story, by language.
    stories: Mapping[str, QuotedWords] = field(default_factory=dict)


def newest(month: datetime.date, *, now: datetime.datetime) -> Paper:
    """Give the newest version of a month's issue, or a draft of what it says now.

    Raises :class:`StoryTakenBack`.
    """
    version = IssueVersion.objects.filter(issue__month=month).order_by("-number").first()
    if version is not None:
        return paper_of(version, now=now)
    return draft(month, now=now)


def draft(month: datetime.date, *, now: datetime.datetime) -> Paper:
    """Give what the issue of a month would say if it were frozen now."""
    issue = Issue.objects.filter(month=month).select_related("story").first()
    pages = quotable(issue.story if issue else None, now=now)
    stories = {language: words_of(page) for language, page in pages.items()}
    content = issue_content(month, issue, now=now, quoted_in=pages)
    return Paper(content, version=0, stories=stories)


def paper_of(version: IssueVersion, *, now: datetime.datetime) -> Paper:
    """Give a frozen version with what changed from the first one to it.

    Raises :class:`StoryTakenBack` where it quotes a story that the gate does not show.
    """
    stories = open_quotes([version], now=now).get(version.pk, {}) if version.quoted_in else {}
    if len(stories) != version.quoted_in:
        raise StoryTakenBack
    later = version.issue.versions.filter(number__gt=1, number__lte=version.number)
    return Paper(
        version.content,
        version.number,
        tuple(Erratum(one.number, one.erratum_bn, one.erratum_en) for one in later),
        stories,
    )
