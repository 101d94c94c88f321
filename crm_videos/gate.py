"""The gate: whether a story may be shown on a channel, in a language, on a day.

One function answers (:func:`verdicts`; :func:`verdict` asks it about one story). It
reads rows and believes nothing that was computed before: no flag, no cache. Whatever
shows a story asks here each time.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm_videos.gate_reasons import (
    GONE,
    NOT_AGREED_TO,
    ONLY_FOR_THE_PUBLIC,
    Reason,
    in_words,
)
from crm_videos.identity import shows_more
from crm_videos.models import Consent, Review, Story, StoryPicture, StoryVideo
from crm_videos.videos.approved import is_ready, is_watched
from crm_videos.words import (
    FORBIDDING,
    WANTS_THIRD_READER,
    WANTS_WARNING,
    Answer,
    Channel,
    Kind,
    Purpose,
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
    video: StoryVideo | None = None
    # Whether what is said in the video can be read in the language of the page.
    has_captions: bool = True
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
    def is_not_agreed_to(self) -> bool:
        """Say whether a consent stands that does not cover it."""
        return bool(NOT_AGREED_TO.intersection(self.reasons))

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
    against += _about_pictures(question, consent) + _about_video(question, consent)
    against += _about_story(question)
    if len(approved_by) < needed:
        against.append(Reason.APPROVALS)
    return Verdict(
        reasons=tuple(against),
        words=tuple(
            in_words(
                one,
                story=question.story,
                channel=question.channel,
                consent=consent,
                approved=len(approved_by),
                needed=needed,
            )
            for one in against
        ),
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
    allowed = _levels_allowed(question, consent)
    against = []
    if any(shows_more(one.level, level) for one in question.pictures for level in allowed):
        against.append(Reason.PICTURE)
    if any(one.story_id != question.story.pk for one in question.pictures):
        against.append(Reason.OTHERS_PICTURE)
    if not question.has_alts:
        against.append(Reason.NO_ALT)
    return against


def _about_video(question: Question, consent: Consent | None) -> list[Reason]:
    """Ask the same of the video, which somebody must have looked at in whole."""
    video = question.video
    if video is None:
        return []
    against = []
    if video.story_id != question.story.pk:
        against.append(Reason.OTHERS_VIDEO)
    if not is_ready(video):
        against.append(Reason.VIDEO_NOT_READY)
    if not is_watched(video):
        against.append(Reason.NOT_WATCHED)
    elif any(shows_more(video.level, level) for level in _levels_allowed(question, consent)):
        against.append(Reason.VIDEO)
    if not question.has_captions:
        against.append(Reason.NO_CAPTIONS)
    return against


def _levels_allowed(question: Question, consent: Consent | None) -> set[str]:
    """Give the levels of which nothing may show more: the story's own, and the consent's."""
    return {question.story.identity_level, *({consent.identity_level} if consent else ())}


def _about_story(question: Question) -> list[Reason]:
    risks, against = set(question.story.risks), []
    if risks & FORBIDDING:
        against.append(Reason.RISK)
    if not question.story.risks_checked:
        against.append(Reason.RISKS_UNCHECKED)
    if risks & WANTS_WARNING and not question.has_warning:
        against.append(Reason.NO_WARNING)
    return against
