"""What is to be written of an issue: its data, which version that is, and what changed so far."""

import datetime
from dataclasses import dataclass

from portal.issues.content import Content, issue_content
from portal.issues.models import Issue, IssueVersion


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


def newest(month: datetime.date, *, now: datetime.datetime) -> Paper:
    """Give the newest version of a month's issue, or a draft of what it says now."""
    version = IssueVersion.objects.filter(issue__month=month).order_by("-number").first()
    if version is not None:
        return paper_of(version)
    return draft(month, now=now)


def draft(month: datetime.date, *, now: datetime.datetime) -> Paper:
    """Give what the issue of a month would say if it were frozen now."""
    issue = Issue.objects.filter(month=month).first()
    return Paper(issue_content(month, issue, now=now), version=0)


def paper_of(version: IssueVersion) -> Paper:
    """Give a frozen version with what changed from the first one to it."""
    later = version.issue.versions.filter(number__gt=1, number__lte=version.number)
    return Paper(
        version.content,
        version.number,
        tuple(Erratum(one.number, one.erratum_bn, one.erratum_en) for one in later),
    )
