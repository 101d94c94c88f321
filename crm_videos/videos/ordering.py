"""Asking for a video of a recording: what is cut off, hidden and changed, and the rows for it.

What makes no sense is refused. Whether the result may be shown is not decided here: the
gate asks what somebody declared who looked at it (:mod:`crm_videos.videos.watching`).
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.consent import State, newest_consent, state_of
from crm_videos.identity import IdentityLevel
from crm_videos.models import Recording, Rendition, Story, StoryVideo, Testimony
from crm_videos.words import Hiding, Medium, RenditionKind, VoiceAs
from foundation.bangla import figure
from foundation.moments import dhaka_day

# Of the picture's width and height: what is less hides nothing.
THOUSANDTHS = 1000
LEAST_SIDE = 20
MOST_REGIONS = 5
SHORTEST_MS = 1000
# A rendition is made within one task of a worker, and phones load it whole.
LONGEST_MINUTES = 15
STANDS = frozenset({State.STANDING, State.ENDING})
# Where nothing is seen there is no poster either: the story's pictures stand for it.
MADE_WITHOUT_PICTURE = (RenditionKind.SOUND,)
MADE = tuple(RenditionKind)

Region = Sequence[int]


class NotOrdered(ValueError):
    """It makes no sense or is not allowed; the message says why, in words."""


def order_video(
    story: Story,
    recording: Recording,
    *,
    hiding: str,
    voice: str,
    by: User,
    now: datetime,
    starts_ms: int = 0,
    ends_ms: int | None = None,
    regions: Sequence[Region] = (),
) -> StoryVideo:
    """Ask for a video and for each file of it. Raises :class:`NotOrdered`."""
    _demand_sense(recording, starts_ms, ends_ms, hiding, regions, voice)
    with transaction.atomic():
        # Withdrawing and erasing lock it too: none of them slips in between.
        testimony = Testimony.objects.select_for_update().get(pk=story.testimony_id)
        _demand_right(story, recording, testimony, now)
        video = StoryVideo.objects.create(
            story=story,
            recording=recording,
            starts_ms=starts_ms,
            ends_ms=ends_ms,
            hiding=hiding,
            regions=[list(region) for region in regions],
            voice=voice,
            ordered_by=by,
            ordered_at=now,
        )
        kinds = MADE_WITHOUT_PICTURE if hiding == Hiding.NO_PICTURE else MADE
        Rendition.objects.bulk_create(
            [Rendition(video=video, kind=kind, not_before=now) for kind in kinds]
        )
    return video


def consent_stands(testimony: Testimony, now: datetime) -> bool:
    """Say whether the person agrees now to anything in picture or voice, and was not erased."""
    consent = newest_consent(testimony)
    return (
        testimony.erased_at is None
        and consent is not None
        and state_of(consent, dhaka_day(now)) in STANDS
        and consent.identity_level != IdentityLevel.TEXT_ONLY
    )


def _demand_right(story: Story, recording: Recording, testimony: Testimony, now: datetime) -> None:
    if recording.testimony_id != story.testimony_id:
        raise NotOrdered(_("The recording belongs to another testimony."))
    if not Recording.objects.here().filter(pk=recording.pk).exists():
        raise NotOrdered(_("The recording was erased."))
    if consent_stands(testimony, now):
        return
    consent = newest_consent(testimony)
    if consent is not None and state_of(consent, dhaka_day(now)) in STANDS:
        raise NotOrdered(_("The person agreed to writing only: no picture and no voice."))
    raise NotOrdered(_("No consent stands. Ask the person first."))


def _demand_sense(
    recording: Recording,
    starts_ms: int,
    ends_ms: int | None,
    hiding: str,
    regions: Sequence[Region],
    voice: str,
) -> None:
    if recording.medium == Medium.TEXT or recording.duration_ms is None:
        raise NotOrdered(_("This was told in writing. There is nothing to see or to hear."))
    if hiding not in Hiding or voice not in VoiceAs:
        raise NotOrdered(_("Choose only what is on the list."))
    ends = recording.duration_ms if ends_ms is None else ends_ms
    if not 0 <= starts_ms < ends <= recording.duration_ms:
        raise NotOrdered(_("The video must begin and end within the recording."))
    if ends - starts_ms < SHORTEST_MS:
        raise NotOrdered(_("A video lasts one second at least."))
    if ends - starts_ms > LONGEST_MINUTES * 60_000:
        most = {"most": figure(LONGEST_MINUTES, get_language() or "en")}
        raise NotOrdered(_("A video lasts %(most)s minutes at most. Cut it.") % most)
    if recording.medium == Medium.AUDIO and hiding != Hiding.NO_PICTURE:
        raise NotOrdered(_("The recording has no picture. Choose “sound only”."))
    _demand_regions(hiding, regions)


def _demand_regions(hiding: str, regions: Sequence[Region]) -> None:
    if hiding != Hiding.REGION:
        if regions:
            raise NotOrdered(_("Parts of the picture are chosen, but not hidden."))
        return
    if not regions:
        raise NotOrdered(_("Choose the part of the picture that is to be hidden."))
    if len(regions) > MOST_REGIONS:
        most = {"most": figure(MOST_REGIONS, get_language() or "en")}
        raise NotOrdered(_("Choose %(most)s parts at most, or hide the whole picture.") % most)
    for region in regions:
        if len(region) != 4 or not all(isinstance(number, int) for number in region):
            raise NotOrdered(_("A part needs four whole numbers."))
        left, top, width, height = region
        if min(left, top) < 0 or max(left + width, top + height) > THOUSANDTHS:
            raise NotOrdered(_("A part lies outside the picture."))
        if min(width, height) < LEAST_SIDE:
            raise NotOrdered(_("A part is too small to hide anything."))
