"""One row of somebody's file: taken, or refused with the reasons, by field.

Nothing goes into quarantine: it stays in the file, where its owner can mend it. For
the same reason a day that cannot be counted is refused, as on the form of the office,
and not questioned.
"""

from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext as _

from campaigns.admission import find_refused
from campaigns.ledger import Contribution, LedgerRefused, Source
from events.content import Content
from events.contribution import facts_of
from events.event_parts import Parts, Reasons, read_parts
from events.intake import ForAPerson, Received, Taken, Waits, find_known, reasons_of, take
from events.judging import Sender, day_held, fill, problems_of
from events.models import Event, Standing
from events.plausibility import find_problems


class Refused(ValueError):
    """It was not taken and is not kept: its sender has it still. The reasons are by field."""

    def __init__(self, reasons: Reasons, *, against: Event | None = None) -> None:
        super().__init__(reasons)
        self.reasons = reasons
        self.against = against


def take_or_refuse(
    content: Content, *, sender: Sender, now: datetime, dry_run: bool = False
) -> Taken:
    """Take what somebody reads to us from a file of their own, or say why not.

    ``dry_run`` asks the same and writes nothing; the event that it gives for a new one
    is not stored.

    Raises :class:`Refused`.
    """
    try:
        known = find_known(content, sender)
        if known is not None:
            return taken_before(known)
        parts = read_parts(content)
        draft = drafted(content, parts, sender, now=now)
        if dry_run:
            refused = find_refused([contribution_asked(draft, now=now)])
            if refused:
                raise refused[draft.contributor]
            return Taken(id=content.id, event=draft)
        return take(content, parts, sender=sender, now=now)
    except IntegrityError:
        # Another import of this row was committed while this one waited for its key.
        known = find_known(content, sender)
        if isinstance(known, Taken):
            return known
        raise
    except LedgerRefused as refusal:
        raise refused_by_ledger(refusal) from refusal
    except ForAPerson as waits:
        raise refused_for(waits, content, sender, now=now) from waits


def taken_before(known: Received) -> Taken:
    """Give the event of what was here before. Raises :class:`Refused` when it was set aside."""
    if isinstance(known, Waits):
        raise Refused({"id": [_("It was set aside: %s") % known.kept.decision_reason]})
    return known


def refused_by_ledger(refusal: LedgerRefused) -> Refused:
    return Refused({"held_on": [refusal.why]})


def refused_for(waits: ForAPerson, content: Content, sender: Sender, *, now: datetime) -> Refused:
    """Say to the owner of a file what would wait for a person, had a phone sent it."""
    return Refused(reasons_of(content, sender, waits.cause, now), against=waits.against)


def drafted(content: Content, parts: Parts, sender: Sender, *, now: datetime) -> Event:
    """Give the event as it would count. Raises :class:`Refused` where it would not."""
    if problems := parts.problems or problems_of(parts, sender, now=now):
        raise Refused(problems)
    draft = Event(client_uuid=content.id, recorded_by=sender.person)
    fill(draft, parts, day_held(parts, sender, now=now), now=now)
    # With the standing that it shall have, the day is judged as on the form.
    draft.standing = Standing.COUNTED
    if uncountable := find_problems(draft, now=now):
        raise Refused({name: [why] for name, why in uncountable.items()})
    return draft


def contribution_asked(draft: Event, *, now: datetime) -> Contribution:
    """Give what a draft would say to the ledger, to ask whether it would be taken."""
    source = Source(authority="person", ref=draft.contributor, observed_at=now)
    facts = tuple(facts_of(draft, source=source))
    return Contribution(contributor=draft.contributor, facts=facts, source=source)
