"""The letters of a version: written down in its own transaction, so none is forgotten."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet

from portal.issues.by_mail.models import MOST_UNCLEAR, Letter, Subscription
from portal.issues.models import Issue, IssueVersion

ADMIN = "wagtailadmin.access_admin"


def may_receive(user: User) -> bool:
    """Say whether this person is of the organisation: they are let into the admin, today."""
    return user.is_active and user.has_perm(ADMIN)


def is_wanted(letter: Letter) -> bool:
    """Say whether a letter still goes out: asked for, by somebody with the right and an address."""
    asked = Subscription.objects.filter(user=letter.user_id).exists()
    return asked and bool(letter.user.email) and may_receive(letter.user)


def write_letters(version: IssueVersion, *, now: datetime.datetime) -> int:
    """Write down a letter for each person who asked for the report; give how many."""
    people = [one.user for one in Subscription.objects.select_related("user").order_by("pk")]
    made = Letter.objects.bulk_create(
        [Letter(user=one, version=version, made_at=now) for one in people if may_receive(one)],
        # Once each, whoever asks.
        ignore_conflicts=True,
    )
    return len(made)


def unfinished() -> "QuerySet[Letter]":
    """Select the letters of which it is not known that they arrived or cannot."""
    return Letter.objects.filter(sent_at=None, refused_at=None)


def is_unclear(now: datetime.datetime) -> Q:
    """Say of which letters nobody knows whether they went out: a person decides about them."""
    return Q(
        sent_at=None, refused_at=None, unclear=MOST_UNCLEAR, not_before__lte=now
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """How many letters of an issue went out; whose they are is nobody's business."""

    sent: int
    waiting: int
    refused: int
    unclear: int


def told_of(issue: Issue, *, now: datetime.datetime) -> Told | None:
    """Count the letters of all versions of an issue; None while there are none."""
    unclear = is_unclear(now)
    counted = Letter.objects.filter(version__issue=issue).aggregate(
        every=Count("pk"),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        refused=Count("pk", filter=Q(refused_at__isnull=False)),
        unclear=Count("pk", filter=unclear),
    )
    if not counted["every"]:
        return None
    done = counted["sent"] + counted["refused"] + counted["unclear"]
    return Told(counted["sent"], counted["every"] - done, counted["refused"], counted["unclear"])


def try_again(issue: Issue, *, now: datetime.datetime) -> int:
    """Let the letters go out that were refused or are unclear; give how many."""
    stuck = Letter.objects.filter(version__issue=issue)
    return stuck.filter(Q(refused_at__isnull=False) | is_unclear(now)).update(
        refused_at=None, refusal=None, unclear=0, tries=0, not_before=None
    )
