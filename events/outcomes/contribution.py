"""The one rule by which a claim becomes a figure in the ledger. Pure: no query, no clock."""

from campaigns.books import last_day
from campaigns.ledger import Cell, Fact, Source
from campaigns.models.places import DISTRICT_CODE_LENGTH
from events.models import ClaimState, OutcomeClaim
from events.plausibility import EVENT_ZONE

VERIFIED_OUTCOMES = ("O1", "verified-outcomes")
# For what was told after no event of ours.
NO_EVENT = "outcomes"


def facts_of(claim: OutcomeClaim, *, source: Source) -> list[Fact]:
    """Give what a claim says to the ledger: one item when it is verified, else nothing.

    Of the place only the district, and of the day only the month: one claim in a union,
    or of a day, would tell the neighbours who it is.
    """
    if claim.state != ClaimState.VERIFIED:
        return []
    indicator, definition = VERIFIED_OUTCOMES
    month = claim.happened_on.replace(day=1)
    cell = Cell(
        indicator=indicator,
        definition=definition,
        channel=claim.event.kind_id if claim.event else NO_EVENT,
        period_start=month,
        period_end=last_day(month),
        zone=EVENT_ZONE,
        area=claim.place_id[:DISTRICT_CODE_LENGTH],
    )
    return [Fact(cell=cell, source=source, value=1)]
