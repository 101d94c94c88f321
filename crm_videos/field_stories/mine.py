"""The testimonies that somebody records: by code, with what is still missing of each."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import QuerySet

from campaigns.scope import scope_of
from crm_videos.consent import State, state_of
from crm_videos.models import Consent, Recording, Testimony, Upload
from crm_videos.recordings.taking import STANDS
from crm_videos.words import Arrival, Chapter, Medium
from foundation.moments import dhaka_day

# What a recorder works at; what is older is the office's.
MOST_SHOWN = 30
# How long after it was given whoever asked may replace a card whose words never arrived.
CARD_AGAIN_WITHIN = datetime.timedelta(hours=24)
# Here somebody is asked who was never asked, or whose consent is over. What stands or was
# withdrawn is changed by the office, which needs more than a password.
ASKED_HERE = frozenset({State.NONE, State.EXPIRED})
UNDERWAY = frozenset({Arrival.ARRIVING, Arrival.LOOKING})


@dataclass(frozen=True, slots=True)
class Told:
    """One chapter: as what it is here already, and what became of the files on their way."""

    chapter: Chapter
    media: list[str]
    coming: list[str]


@dataclass(frozen=True, slots=True)
class Mine:
    """A testimony as its recorder sees it again: never who told it, never what was told."""

    testimony: Testimony
    state: State
    chapters: list[Told]
    card_again: bool

    @property
    def stands(self) -> bool:
        return self.state in STANDS and not self.testimony.erased_at

    @property
    def is_asked_here(self) -> bool:
        return self.state in ASKED_HERE and not self.testimony.erased_at


def testimonies_of(person: User) -> QuerySet[Testimony]:
    """Select what a person recorded, in the districts in which they work now."""
    own = Testimony.objects.filter(recorded_by=person).select_related("place")
    return scope_of(person).narrow(own)


def newest_of(person: User, now: datetime.datetime) -> Iterator[Mine]:
    """Give the newest testimonies of a person; as many queries, however many they are."""
    shown = list(testimonies_of(person).order_by("-created_at")[:MOST_SHOWN])
    newest = Consent.objects.newest().filter(testimony__in=shown)
    consents = {one.testimony_id: one for one in newest}
    told: defaultdict[tuple[object, str], set[str]] = defaultdict(set)
    here = Recording.objects.here().filter(testimony__in=shown)
    for of, chapter, medium in here.values_list("testimony_id", "chapter", "medium"):
        told[of, chapter].add(str(Medium(medium).label))
    coming: defaultdict[tuple[object, str], list[str]] = defaultdict(list)
    for upload in Upload.objects.filter(testimony__in=shown, brought_by=person):
        where = upload.testimony_id, upload.chapter
        # What was refused is no news any more when something else was taken.
        if upload.state in UNDERWAY or (upload.state == Arrival.REFUSED and not told[where]):
            coming[where].append(upload.words or str(upload.get_state_display()))
    for testimony in shown:
        consent = consents.get(testimony.pk)
        yield Mine(
            testimony,
            state_of(consent, dhaka_day(now)),
            [
                Told(each, sorted(told[testimony.pk, each]), coming[testimony.pk, each])
                for each in Chapter
            ],
            may_make_card_again(consent, person, now),
        )


def may_make_card_again(consent: Consent | None, person: User, now: datetime.datetime) -> bool:
    """Say whether the words of a card may have got lost on the way to whoever asked just now."""
    return (
        consent is not None
        and consent.stands(dhaka_day(now))
        and consent.asked_by_id == person.pk
        and now - consent.recorded_at <= CARD_AGAIN_WITHIN
    )
