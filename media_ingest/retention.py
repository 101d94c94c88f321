"""What the platforms' terms make us delete, and when: one function, harmless however often it runs.

YouTube lends (Developer Policies III.D.2, III.E.4.b; youtube.md §3): each 30
days the owner's grant and every video must have been confirmed by a read, or
what is stored of them goes; 30 days after a grant died, and seven after the
owner took it back through us, everything that it opened goes. What stays are
the months in the ledger, with their digests and definitions: sums of a
channel, in which no video can be found.

A poll by schedule confirms and refreshes; here is only what follows when none did.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import storages
from django.db import transaction

from media_ingest.models import (
    Account,
    ForgottenPost,
    PendingGrant,
    Post,
    PostReading,
    RawAnswer,
    Reading,
)
from media_ingest.raw_store import STORAGE, open_raw

# The task runs several times a day: a day early, so that nothing is kept longer than it may be.
A_DAY_EARLY = timedelta(days=1)
CONFIRMED_WITHIN = timedelta(days=30) - A_DAY_EARLY
AFTER_A_LOST_GRANT = timedelta(days=30) - A_DAY_EARLY
LENDER = Account.Platform.YOUTUBE


@dataclass
class Deleted:
    """What one round of duties deleted."""

    accounts: int = 0
    posts: int = 0
    raw_answers: int = 0
    pending_grants: int = 0


def keep_the_terms(now: datetime) -> Deleted:
    """Delete what may not be kept any longer at ``now``; run again, it finds nothing."""
    deleted = Deleted()
    deleted.pending_grants = PendingGrant.objects.filter(expires_at__lte=now).delete()[0]
    for account in Account.objects.filter(platform=LENDER):
        if _must_be_emptied(account, now):
            deleted.accounts += _empty(account.pk, now, deleted)
        else:
            deleted.posts += forget_unconfirmed(account, now)
    for digest in list(RawAnswer.objects.filter(keep_until__lte=now).values_list("pk", flat=True)):
        deleted.raw_answers += _delete_raw(digest, due=now)
    return deleted


def forget_unconfirmed(account: Account, now: datetime) -> int:
    """Forget the videos that the owner's own read has not shown for 30 days; give how many.

    Rows, counts and titles go. A digest of the id stays, for a video that
    comes back: its views were counted before and must not be again. Growth is
    the channel's, not the video's, and stays, so no total falls.
    """
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        old = account.posts.filter(confirmed_at__lte=now - CONFIRMED_WITHIN)
        return _forget(account, list(old), now)


def _forget(account: Account, posts: list[Post], now: datetime) -> int:
    ForgottenPost.objects.bulk_create(
        (
            ForgottenPost(
                account=account,
                digest=ForgottenPost.digest_of(post.external_id),
                forgotten_at=now,
            )
            for post in posts
        ),
        ignore_conflicts=True,
    )
    Post.objects.filter(pk__in=[post.pk for post in posts]).delete()
    return len(posts)


def emptied_at(account: Account) -> datetime | None:
    """Give when all that its grant opened is deleted, if nobody confirms it before.

    ``None`` where a platform lends nothing that it wants back.
    """
    if account.platform != LENDER:
        return None
    # Connecting it was the owner's own confirmation.
    confirmed = max(account.grant_checked_at or account.connected_at, account.connected_at)
    ends = [confirmed + CONFIRMED_WITHIN]
    if account.delete_by:
        ends.append(account.delete_by - A_DAY_EARLY)
    if account.grant_lost_at:
        ends.append(account.grant_lost_at + AFTER_A_LOST_GRANT)
    return min(ends)


def _must_be_emptied(account: Account, now: datetime) -> bool:
    end = emptied_at(account)
    return end is not None and end <= now


def _empty(pk: int, now: datetime, deleted: Deleted) -> int:
    """Delete all that the grant opened; give 0 when a poll or a person came first."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=pk)
        if not _must_be_emptied(account, now):
            return 0
        raw = list(_raw_of(account))
        posts = list(account.posts.all())
        readings = account.readings.all()
        if not (raw or posts or readings.exists() or account.growth.exists() or account.title):
            return 0
        deleted.posts += _forget(account, posts, now)
        readings.delete()
        account.growth.all().delete()
        account.title = ""
        account.listed_at = account.listed_whole_at = None
        if account.grant_lost_at:
            account.credentials = {}
        account.save()
    for digest in raw:
        deleted.raw_answers += _delete_raw(digest)
    return 1


def _raw_of(account: Account) -> Iterator[str]:
    """Give the digests of the answers about an account that are still kept.

    Readings name theirs; the pages of a listing are known by the channel that they name.
    """
    named = {
        *Reading.objects.filter(account=account).values_list("raw_sha256", flat=True),
        *PostReading.objects.filter(post__account=account).values_list("raw_sha256", flat=True),
    }
    channel = account.external_id.encode()
    for digest in RawAnswer.objects.filter(platform=LENDER).values_list("pk", flat=True):
        if digest in named or channel in (open_raw(digest) or b""):
            yield digest


def _delete_raw(digest: str, *, due: datetime | None = None) -> int:
    """Delete a file and then its row, unless it was heard again meanwhile (with ``due``)."""
    with transaction.atomic():
        row = RawAnswer.objects.select_for_update().filter(pk=digest).first()
        if row is None or (due is not None and row.keep_until > due):
            return 0
        storages[STORAGE].delete(row.path)
        row.delete()
    return 1
