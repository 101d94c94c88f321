"""Two events that a person takes for one, where the finder saw no likeness.

They become a pair as the finder's do, and are compared, merged or told apart on the
same page. What a person has named does not vanish when the finder looks again.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from campaigns.scope import Scope
from events.models import Event, EventPair, EventQuerySet, Standing
from events.places import find_places
from events.verification.likeness import NAMED

MOST_DAYS = 31


class NotTheSame(ValueError):
    """These two cannot be one event; the message says why, in words."""


def find_others(event: Event, *, scope: Scope, days: int, text: str = "") -> EventQuerySet:
    """Select the events of the same kind near a day that a person may take for this one."""
    near = (event.held_on - timedelta(days=days), event.held_on + timedelta(days=days))
    others: EventQuerySet = Event.objects.filter(kind=event.kind_id, held_on__range=near)
    others = others.exclude(pk=event.pk).exclude(standing=Standing.SET_ASIDE)
    if text:
        inside = Event.objects.filter(place__in=find_places(text))
        others = others.filter(pk__in=inside) | others.filter(venue__icontains=text)
    return scope.narrow(others).order_by("held_on", "pk")


def name_pair(event: Event, other: Event, *, now: datetime) -> EventPair:
    """Give the pair of two events, made if the finder has none.

    Raises :class:`NotTheSame`.
    """
    if event.pk == other.pk:
        raise NotTheSame(_("These are one event already."))
    if Standing.SET_ASIDE in {event.standing, other.standing}:
        raise NotTheSame(_("One of the two is set aside already."))
    if event.kind_id != other.kind_id:
        raise NotTheSame(_("They are of two kinds. Correct the kind of one of them first."))
    if abs(event.held_on - other.held_on) > timedelta(days=MOST_DAYS):
        raise NotTheSame(_("They lie more than a month apart. Correct the day of one of them."))
    first, second = sorted([event, other], key=lambda one: one.pk)
    pair, _made = EventPair.objects.get_or_create(
        first=first, second=second, defaults={"score": 0, "reasons": [NAMED], "found_at": now}
    )
    if NAMED not in pair.reasons:
        pair.reasons = [*pair.reasons, NAMED]
        pair.save(update_fields=["reasons"])
    return pair
