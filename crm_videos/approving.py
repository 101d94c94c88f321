"""Approving a story's content, and sending it back: the only writer of reviews."""

import datetime
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.scope import scope_of
from crm_videos.gate import Question, Verdict, verdict
from crm_videos.gate_reasons import Reason
from crm_videos.identity_check import what_names_somebody
from crm_videos.identity_lint import Allowed
from crm_videos.models import Review, Story
from foundation.moments import dhaka_day

APPROVE = "crm_videos.approve_story"


class ApprovalRefused(Exception):
    """The sentence says, in the reader's language, why nobody approved anything."""


def may_review(person: User, story: Story) -> bool:
    """Say whether a person decides about stories, and about those of this district."""
    return person.has_perm(APPROVE) and scope_of(person).holds(story.testimony.place_id)


def may_approve(person: User, question: Question, *, on: datetime.date) -> bool:
    """Say whether a person may approve now: the consent stands, and they have not yet."""
    if not may_review(person, question.story):
        return False
    found = verdict(question, on=on)
    return found.waits_for_approval_only and person.pk not in found.approved_by


@transaction.atomic
def approve(
    question: Question,
    texts: Mapping[str, str],
    *,
    public: Allowed,
    by: User,
    now: datetime.datetime,
) -> Verdict:
    """Record one person's approval of exactly this content; gives the gate's answer after it.

    Raises :class:`ApprovalRefused`.
    """
    if not may_review(by, question.story):
        raise ApprovalRefused(_("You may not approve this story."))
    on = dhaka_day(now)
    before = verdict(question, on=on)
    if hindrances := [
        words
        for reason, words in zip(before.reasons, before.words, strict=True)
        if reason is not Reason.APPROVALS
    ]:
        raise ApprovalRefused(" ".join(hindrances))
    # Which words they are is for the editor's screen, and for no message that is kept.
    finds = what_names_somebody(question.story, texts, question.language, public=public)
    if any(found.blocks for found in finds):
        raise ApprovalRefused(_("Some words could tell who it is: they stand above the story."))
    _record(question, True, by, now)
    return verdict(question, on=on)


@transaction.atomic
def send_back(question: Question, *, by: User, now: datetime.datetime) -> None:
    """Record that a person does not approve this content: earlier approvals of it are void."""
    if not may_review(by, question.story):
        raise ApprovalRefused(_("You may not decide about this story."))
    _record(question, False, by, now)


def _record(question: Question, approves: bool, by: User, now: datetime.datetime) -> None:
    Review.objects.create(
        story=question.story,
        language=question.language,
        digest=question.digest,
        approves=approves,
        reviewer=by,
        reviewed_at=now,
    )
