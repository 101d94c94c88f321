"""Saying that a find of the identity lint tells nothing: the only writer of overrides.

It takes a second person: whoever wrote the words, or the last change of the page, decides
nothing about them. What is sealed in the testimony is overridden by nobody.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from crm_videos.approving import ApprovalRefused, may_review
from crm_videos.gate import Question
from crm_videos.identity_check import Find, what_names_somebody
from crm_videos.identity_lint import Allowed
from crm_videos.models import Override
from crm_videos.words import Harmless

FEWEST_LETTERS = 10


@dataclass(frozen=True, slots=True)
class Authors:
    """Who wrote what is to be shown; nobody knows the writer of what a program saved."""

    last_change: int | None = None
    by_field: Mapping[str, Collection[int]] = field(default_factory=dict)

    def wrote(self, person: User, name: str) -> bool:
        """Say whether somebody wrote a field, or the last change of all."""
        return person.pk == self.last_change or person.pk in self.by_field.get(name, ())


@dataclass(frozen=True, slots=True)
class Decision:
    """Which finds tell nothing, and why; finds are named by their marks."""

    marks: frozenset[str]
    reason: str
    words: str


@transaction.atomic
def override(
    question: Question,
    finds: Sequence[Find],
    decision: Decision,
    *,
    authors: Authors,
    public: Allowed,
    by: User,
    now: datetime.datetime,
) -> None:
    """Record that one person overrides these finds. Raises :class:`ApprovalRefused`."""
    if not may_review(by, question.story):
        raise ApprovalRefused(_("You may not decide about this story."))
    chosen = {one.mark: one for one in finds if one.mark in decision.marks and one.blocks}
    if not chosen or decision.marks - chosen.keys():
        raise ApprovalRefused(_("These words have changed meanwhile. Look again."))
    if not all(one.waits_for_second_person for one in chosen.values()):
        raise ApprovalRefused(_("What is sealed in the testimony can be overridden by nobody."))
    written_by = _writer_beside(by, authors, chosen.values())
    _check_reason(question, decision, public)
    Override.objects.bulk_create(
        Override(
            story=question.story,
            language=question.language,
            digest=question.digest,
            field=one.field,
            kind=one.finding.kind,
            mark=mark,
            reason=decision.reason,
            words=decision.words.strip(),
            written_by_id=written_by,
            decided_by=by,
            decided_at=now,
        )
        for mark, one in chosen.items()
    )


def _writer_beside(by: User, authors: Authors, chosen: Collection[Find]) -> int:
    """Give who wrote it, if it is somebody else."""
    if authors.last_change is None:
        raise ApprovalRefused(_("Nobody knows who wrote this. Let an editor save it once more."))
    if any(authors.wrote(by, one.field) for one in chosen):
        raise ApprovalRefused(_("You wrote at this yourself: another person decides about it."))
    return authors.last_change


def _check_reason(question: Question, decision: Decision, public: Allowed) -> None:
    if decision.reason not in Harmless.values or len(decision.words.strip()) < FEWEST_LETTERS:
        raise ApprovalRefused(_("Say why these words tell nothing, in a sentence of your own."))
    # The reason stays for good: what is sealed may not slip out there.
    said = {"reason": decision.words}
    found = what_names_somebody(question.story, said, question.language, public=public)
    if any(not one.finding.may_be_overridden for one in found):
        raise ApprovalRefused(_("Your reason names somebody. It stays for good: name nobody."))
