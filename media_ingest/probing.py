"""Asking each known metric alone, so that staff know what still answers before a figure is missed.

Once a week and after a metric was found dead, by the scheduler's tick
(:func:`probe_what_is_due`), or by hand (``manage.py probe_facebook``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Q

from foundation.encrypted import WrongKey
from foundation.errors import NotUnderstood
from media_ingest.answers import Asked, PostRef, Prober
from media_ingest.catalogue import left_alone, note_metrics
from media_ingest.models import Account, Metric, Post
from media_ingest.platforms import PLATFORMS
from media_ingest.trouble import Trouble

PROBED_EVERY = timedelta(days=7)
TRIED_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Probed:
    """What each metric answered, and why the rest was not asked for; empty when all was."""

    answers: list[Asked]
    reason: str


def probe_what_is_due(clock: Callable[[], datetime]) -> int:
    """Probe the accounts whose week is over; give how many there were."""
    probed = 0
    due = Q(probed_at=None) | Q(probed_at__lte=clock() - PROBED_EVERY)
    platforms = [name for name, platform in PLATFORMS.items() if platform.probes]
    for account in Account.objects.polled_by_schedule().filter(due, platform__in=platforms):
        # What was seen is the condition: of two ticks at once, one probes.
        mine = Account.objects.filter(pk=account.pk, probed_at=account.probed_at)
        if mine.update(probed_at=clock()):
            probe_account(account, clock, spare_the_dead=True)
            probed += 1
    return probed


def probe_account(
    account: Account, clock: Callable[[], datetime], *, spare_the_dead: bool
) -> Probed:
    """Ask for each known metric and period, and write down what became of it.

    ``spare_the_dead`` leaves those alone that were found dead this week.
    """
    now = clock()
    platform, trouble = PLATFORMS[account.platform], Trouble()
    answers: list[Asked] = []
    try:
        client = cast(Prober, platform.open(account, account.credentials.open()))
    except WrongKey as error:
        return Probed([], str(NotUnderstood(str(error))))
    spared = _dead(account, now) if spare_the_dead else set()
    post, video = _example(account, wrapped=True), _example(account, wrapped=False)
    for one in platform.probes:
        if (one.subject, one.name) in spared or not _goes_on(trouble):
            continue
        with trouble.met(one.name):
            if said := client.probe(one, post=post, video=video, now=clock()):
                answers.append(said)
    with transaction.atomic():
        held = Account.objects.select_for_update().get(pk=account.pk)
        note_metrics(held, answers, now=now)
        # What broke off half-way is taken up tomorrow, not at the next tick.
        done = now if _goes_on(trouble) else now - PROBED_EVERY + TRIED_AGAIN_AFTER
        Account.objects.filter(pk=account.pk).update(probed_at=done)
    return Probed(answers, trouble.reason)


def _goes_on(trouble: Trouble) -> bool:
    return trouble.may_go_on and trouble.later is None


def _dead(account: Account, now: datetime) -> set[tuple[str, str]]:
    """Give the dead by name: a name that died did so for every period."""
    return {
        (subject, name)
        for subject in Metric.Subject.values
        for name, _period in left_alone(account, [subject], now)
    }


def _example(account: Account, *, wrapped: bool) -> PostRef | None:
    """Choose the newest post that is shown: any, or one with a video in it."""
    posts = Post.objects.filter(account=account, state=Post.State.SHOWN)
    posts = posts.filter(external_id__contains="_") if wrapped else posts.exclude(object_id="")
    post = posts.order_by("-published_at", "-pk").first()
    if post is None:
        return None
    return PostRef(external_id=post.external_id, kind=post.kind, object_id=post.object_id)
