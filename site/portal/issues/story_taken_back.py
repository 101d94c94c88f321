"""A story that an issue quoted goes: its versions are shut, and the next one stands without it.

A port of ``crm_videos``, asked when a consent ends or covers less. Readers are refused from the
first moment, for every reading asks the gate; this takes away what lies about.
"""

import datetime
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from crm_videos.erasing.giving_up_bytes import forget_deleted_words
from crm_videos.models import Withdrawal
from portal.issues.by_mail.outbox import write_letters
from portal.issues.content import Content
from portal.issues.freezing import digest
from portal.issues.models import Issue, IssueVersion, StoryQuote
from portal.issues.quoting import enter

# It says neither who asked nor why.
ERRATUM = {
    "bn": "আগে ছাপা একটি গল্প এই সংস্করণে নেই। কোনো সংখ্যা বদলায়নি।",
    "en": "A story that was printed before is not in this version. No figure has changed.",
}


@transaction.atomic
def take_out_of_issues(case: Withdrawal) -> None:
    """Delete what issues quote and the case demands; freeze what is left as a new version."""
    of_issues = _due(case).values_list("version__issue", flat=True)
    # Locked, one after another: whoever freezes at this moment has done so before, or does after.
    for issue in Issue.objects.select_for_update().filter(pk__in=list(of_issues)).order_by("pk"):
        _take_out(issue, list(_due(case).filter(version__issue=issue)))
    forget_deleted_words(connection)


def _due(case: Withdrawal) -> "QuerySet[StoryQuote]":
    return StoryQuote.objects.filter(copy__takedowns__withdrawal=case)


def _take_out(issue: Issue, due: list[StoryQuote]) -> None:
    newest = issue.versions.order_by("-number").first()
    if newest is not None and newest.pk in {one.version_id for one in due}:
        gone = {one.pk for one in due}
        left = [one for one in newest.quotes.all() if one.pk not in gone]
        _issue_again(newest, left, timezone.now())
        if not left:
            # What is written from now on does not ask for it any more.
            Issue.objects.filter(pk=issue.pk).update(story=None)
    StoryQuote.objects.filter(pk__in=[one.pk for one in due]).delete()


def _issue_again(old: IssueVersion, left: Iterable[StoryQuote], now: datetime.datetime) -> None:
    """Freeze the same data once more, with the quotations that may stay."""
    kept = list(left)
    content: Content = {**old.content, "stories": [{"language": one.language} for one in kept]}
    version = IssueVersion.objects.create(
        issue=old.issue,
        number=old.number + 1,
        content=content,
        sha256=digest(content),
        quoted_in=len(kept),
        frozen_at=now,
        frozen_by=None,
        findings=old.findings,
        reason=old.reason,
        erratum_bn=ERRATUM["bn"],
        erratum_en=ERRATUM["en"],
    )
    for one in kept:
        enter(one, version, now=now)
    write_letters(version, now=now)
