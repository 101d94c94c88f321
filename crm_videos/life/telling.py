"""Moments of a testimony: told, agreed to, written down as facts, decided about."""

import datetime
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.consent import State, state_of
from crm_videos.life.moment import Moment
from crm_videos.models import Consent, ImportedTestimony, Review, Story, Testimony
from crm_videos.words import Kind
from foundation.bangla import in_digits_of
from foundation.moments import DHAKA, dhaka_day
from foundation.shown_moments import show_moment

# So much of a digest tells one content of a page from the next.
DIGEST_SHOWN = 8


def telling(testimony: Testimony, reader: User, now: datetime.datetime) -> Iterator[Moment]:
    """Give what the app itself knows; five queries."""
    yield Moment(
        testimony.created_at,
        _("Testimony recorded"),
        testimony.recorded_by.get_username(),
        _("Told on %(day)s.") % {"day": show_moment(testimony.told_on)},
    )
    for row in ImportedTestimony.objects.filter(testimony=testimony).select_related("brought_by"):
        yield Moment(
            row.brought_at,
            _("Imported from the Community Response App"),
            row.brought_by.get_username(),
        )
    yield from _consents(testimony, now)
    for story in Story.objects.filter(testimony=testimony).select_related("recorded_by"):
        yield Moment(
            story.recorded_at,
            _("Facts of story %(number)s recorded") % {"number": _digits(story.pk)},
            story.recorded_by.get_username(),
        )
    yield from _reviews(testimony)


def _consents(testimony: Testimony, now: datetime.datetime) -> Iterator[Moment]:
    newest = None
    for row in testimony.consents.select_related("asked_by").defer("details").order_by("version"):
        newest = row
        told = [_("Version %(number)s.") % {"number": _digits(row.version)}]
        if row.kind != Kind.WITHDRAWN:
            told.append(_("Until %(day)s.") % {"day": show_moment(row.ends_on)})
            told.append(str(row.get_identity_level_display()))
        yield Moment(
            row.recorded_at,
            _("Consent: %(kind)s") % {"kind": str(row.get_kind_display())},
            row.asked_by.get_username(),
            " ".join(told),
        )
    if newest and state_of(newest, dhaka_day(now)) == State.EXPIRED:
        yield Moment(_day_after(newest), _("The consent ended, and nobody renewed it"))


def _digits(number: int) -> str:
    return in_digits_of(str(number), get_language() or "en")


def _day_after(consent: Consent) -> datetime.datetime:
    """Give the first moment, in Bangladesh, at which it does not stand any more."""
    day = consent.ends_on + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, datetime.time.min, DHAKA)


def _reviews(testimony: Testimony) -> Iterator[Moment]:
    rows = Review.objects.filter(story__testimony=testimony).select_related("reviewer")
    for row in rows:
        what = _("Content approved") if row.approves else _("Content sent back")
        yield Moment(
            row.reviewed_at,
            what,
            row.reviewer.get_username(),
            _("Story %(number)s, %(language)s, content %(digest)s.")
            % {
                "number": _digits(row.story_id),
                "language": str(row.get_language_display()),
                "digest": row.digest[:DIGEST_SHOWN],
            },
        )
