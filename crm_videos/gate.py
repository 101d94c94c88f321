"""The gate: whether a story may be shown on a channel, in a language, on a day.

One function answers (:func:`verdicts`; :func:`verdict` asks it about one story). It
reads rows and believes nothing that was computed before: no flag, no cache. Whatever
shows a story asks here each time.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from crm_videos.identity import shows_more
from crm_videos.models import Consent, Review, Story, StoryPicture
from crm_videos.words import (
    FORBIDDING,
    WANTS_THIRD_READER,
    WANTS_WARNING,
    Answer,
    Channel,
    Kind,
    Purpose,
    RiskFlag,
)


class Reason(StrEnum):
    """Why a story may not be shown."""

    NO_CONSENT = "no-consent"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    PURPOSE = "purpose"
    CHANNEL = "channel"
    LANGUAGE = "language"
    LEVEL = "level"
    PICTURE = "picture"
    OTHERS_PICTURE = "others-picture"
    CASE = "case"
    RISK = "risk"
    RISKS_UNCHECKED = "risks-unchecked"
    NO_WARNING = "no-warning"
    NO_ALT = "no-alt"
    APPROVALS = "approvals"


# What is not there any more, rather than not yet: an address that showed it answers 410.
GONE = frozenset({Reason.WITHDRAWN, Reason.EXPIRED})
# What a draft may lack while people still work at it.
ONLY_FOR_THE_PUBLIC = frozenset(
    {Reason.RISK, Reason.RISKS_UNCHECKED, Reason.NO_WARNING, Reason.NO_ALT, Reason.APPROVALS}
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be shown, where: ``digest`` names exactly this content."""

    story: Story
    language: str
    digest: str
    has_warning: bool = False
    pictures: tuple[StoryPicture, ...] = ()
    # Whether each picture is also said in words, for those who cannot see it.
    has_alts: bool = True
    channel: str = Channel.SITE
    purpose: str = Purpose.AWARENESS


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's answer; open when there is no reason against it."""

    reasons: tuple[Reason, ...]
    words: tuple[str, ...]
    consent: Consent | None
    approved_by: tuple[int, ...]
    approvals_needed: int

    @property
    def is_open(self) -> bool:
        return not self.reasons

    @property
    def is_gone(self) -> bool:
        """Say whether it was taken back or has run out."""
        return bool(GONE.intersection(self.reasons))

    @property
    def may_be_worked_at(self) -> bool:
        """Say whether consent covers it, whatever the story itself still lacks."""
        return ONLY_FOR_THE_PUBLIC.issuperset(self.reasons)

    @property
    def waits_for_approval_only(self) -> bool:
        return self.reasons == (Reason.APPROVALS,)


def verdict(question: Question, *, on: datetime.date) -> Verdict:
    """Say whether one story may be shown."""
    return verdicts([question], on=on)[0]


def verdicts(questions: Sequence[Question], *, on: datetime.date) -> list[Verdict]:
    """Say of each story whether it may be shown; two queries, however many they are."""
    consents = _newest_consents({q.story.testimony_id for q in questions})
    reviews = _reviews({q.story.pk for q in questions}, {q.digest for q in questions})
    return [
        _judge(
            question,
            consents.get(question.story.testimony_id),
            approvers(reviews[question.story.pk, question.digest]),
            on,
        )
        for question in questions
    ]


def approvers(reviews: Iterable[Review]) -> tuple[int, ...]:
    """Name the different people who approve, as of the newest refusal, in their order."""
    found: dict[int, None] = {}
    for review in reviews:
        if review.approves:
            found[review.reviewer_id] = None
        else:
            found.clear()
    return tuple(found)


def approvals_needed(story: Story) -> int:
    """Say how many different people must approve it."""
    return 3 if WANTS_THIRD_READER.intersection(story.risks) else 2


def _newest_consents(testimonies: set[Any]) -> Mapping[Any, Consent]:
    rows = Consent.objects.filter(testimony__in=testimonies).order_by("version")
    return {consent.testimony_id: consent for consent in rows}


def _reviews(stories: set[Any], digests: set[str]) -> Mapping[tuple[Any, str], list[Review]]:
    found: dict[tuple[Any, str], list[Review]] = defaultdict(list)
    for review in Review.objects.filter(story__in=stories, digest__in=digests).order_by("pk"):
        found[review.story_id, review.digest].append(review)
    return found


def _judge(
    question: Question, consent: Consent | None, approved_by: tuple[int, ...], on: datetime.date
) -> Verdict:
    needed = approvals_needed(question.story)
    against = _about_consent(question, consent, on)
    against += _about_pictures(question, consent) + _about_story(question)
    if len(approved_by) < needed:
        against.append(Reason.APPROVALS)
    return Verdict(
        reasons=tuple(against),
        words=tuple(_in_words(one, question, consent, len(approved_by), needed) for one in against),
        consent=consent,
        approved_by=approved_by,
        approvals_needed=needed,
    )


def _about_consent(question: Question, consent: Consent | None, on: datetime.date) -> list[Reason]:
    if consent is None:
        return [Reason.NO_CONSENT]
    if consent.kind == Kind.WITHDRAWN:
        return [Reason.WITHDRAWN]
    if on > consent.ends_on:
        return [Reason.EXPIRED]
    against = []
    if on < consent.given_on:
        against.append(Reason.NOT_YET)
    if question.purpose not in consent.purposes:
        against.append(Reason.PURPOSE)
    if question.channel not in consent.channels:
        against.append(Reason.CHANNEL)
    if question.language not in consent.languages:
        against.append(Reason.LANGUAGE)
    if shows_more(question.story.identity_level, consent.identity_level):
        against.append(Reason.LEVEL)
    if consent.case_in_court == Answer.YES:
        against.append(Reason.CASE)
    return against


def _about_pictures(question: Question, consent: Consent | None) -> list[Reason]:
    """Ask of each picture what the consent allows, and no more than the story itself shows."""
    allowed = {question.story.identity_level, *({consent.identity_level} if consent else ())}
    against = []
    if any(shows_more(one.level, level) for one in question.pictures for level in allowed):
        against.append(Reason.PICTURE)
    if any(one.story_id != question.story.pk for one in question.pictures):
        against.append(Reason.OTHERS_PICTURE)
    if not question.has_alts:
        against.append(Reason.NO_ALT)
    return against


def _about_story(question: Question) -> list[Reason]:
    risks, against = set(question.story.risks), []
    if risks & FORBIDDING:
        against.append(Reason.RISK)
    if not question.story.risks_checked:
        against.append(Reason.RISKS_UNCHECKED)
    if risks & WANTS_WARNING and not question.has_warning:
        against.append(Reason.NO_WARNING)
    return against


_SENTENCES: dict[Reason, Callable[[], str]] = {
    Reason.NO_CONSENT: lambda: _("Nobody has recorded a consent."),
    Reason.WITHDRAWN: lambda: _("The person has withdrawn the consent."),
    Reason.NOT_YET: lambda: _("The consent does not stand yet."),
    Reason.PURPOSE: lambda: _("The person did not agree to this use."),
    Reason.CASE: lambda: _("A case is in court or with the police."),
    Reason.RISKS_UNCHECKED: lambda: _("Nobody has looked for the risks yet."),
    Reason.NO_WARNING: lambda: _("The story needs a content warning."),
    Reason.PICTURE: lambda: _("A picture shows more of the person than was agreed to."),
    Reason.OTHERS_PICTURE: lambda: _("A picture belongs to another story."),
    Reason.NO_ALT: lambda: _("A picture is not yet said in words."),
}


def _in_words(
    reason: Reason, question: Question, consent: Consent | None, approved: int, needed: int
) -> str:
    """Say a reason in the reader's language; a sentence names nobody."""
    if reason in _SENTENCES:
        return _SENTENCES[reason]()
    if reason is Reason.EXPIRED and consent:
        return _("The consent ended on %(day)s.") % {"day": consent.ends_on.isoformat()}
    if reason is Reason.CHANNEL:
        return _("The person did not agree to this channel: %(channel)s.") % {
            "channel": Channel(question.channel).label
        }
    if reason is Reason.LANGUAGE:
        return _("The person did not agree to this language.")
    if reason is Reason.LEVEL:
        return _("The story shows more of the person than they agreed to.")
    if reason is Reason.RISK:
        risks = [RiskFlag(one).label for one in question.story.risks if one in FORBIDDING]
        return _("This forbids it: %(risks)s.") % {"risks": ", ".join(map(str, risks))}
    return _("%(approved)s of %(needed)s different people have approved exactly this content.") % {
        "approved": approved,
        "needed": needed,
    }
