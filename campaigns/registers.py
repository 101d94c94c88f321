"""The only writers of products and news reports; each row is an item in the ledger.

The ledger hears of a row in the same transaction: a correction is a new version there, and
a row that is taken out is void, never less than nothing.
"""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.log_actions import log

from campaigns.books import last_day
from campaigns.ledger import Cell, Fact, Source, post_contribution
from campaigns.models import MAY_BE_SHOWN, NewsReport, Product, Visibility
from campaigns.models.entries import Authority
from campaigns.models.register_rows import RegisterRow
from foundation.moments import DHAKA, dhaka_day

# Indicator, definition and channel of each register.
COUNTED_AS: dict[type[RegisterRow], tuple[str, str, str]] = {
    Product: ("C1", "products-developed", "products"),
    NewsReport: ("C2", "news-reports", "news"),
}
# What everybody reads of a row on the site: whoever changes it changes what is shown.
SHOWN: dict[type[RegisterRow], frozenset[str]] = {
    Product: frozenset(
        {"title_bn", "title_en", "kind", "document", "in_bangla", "in_english", "other_language"}
    ),
    NewsReport: frozenset({"outlet", "medium", "headline", "language", "link", "published_on"}),
}
# A hook: a function that takes a row and gives a sentence against showing it, or "".
WHY_NOT_SHOWN = "why_a_row_is_not_shown"
LOOKED_AT = {"visibility", "visibility_words"}
Row = TypeVar("Row", bound=RegisterRow)


class RegisterRefused(ValueError):
    """This cannot be done to the row; the message says why, in the reader's language."""


def facts_of(row: RegisterRow, *, source: Source) -> list[Fact]:
    """Give what a row says to the ledger: one item of its month and campaign, or nothing."""
    if row.in_a_printed_figure:
        return []
    indicator, definition, channel = COUNTED_AS[type(row)]
    month = row.happened_on.replace(day=1)  # type: ignore[attr-defined]
    cell = Cell(
        indicator=indicator,
        definition=definition,
        channel=channel,
        period_start=month,
        period_end=last_day(month),
        zone=DHAKA.key,
        campaign=str(row.campaign_id),
    )
    return [Fact(cell=cell, source=source, value=1)]


def keep(
    row: Row, *, changed: set[str], save: Callable[[], Any], by: User, now: datetime.datetime
) -> Row:
    """Store a new or changed row by ``save`` and tell the ledger.

    ``changed`` names the fields that are new. What is shown on the site and changed by
    somebody who may not publish leaves the site until somebody who may shows it again.
    Raises ``LedgerRefused`` and :class:`RegisterRefused`; then nothing has happened.
    """
    with transaction.atomic():
        if row.happened_on > dhaka_day(now):  # type: ignore[attr-defined]
            raise RegisterRefused(_("This day is still to come."))
        if row.pk:
            held = _hold(row)
            # The form was opened some time ago.
            row.on_site, row.changed_at = held.on_site, held.changed_at
        _stamp(row, changed, by, now)
        row.on_site = row.on_site and _may_stay(row, changed, by)
        save()
        _tell(row, facts=True, by=by, now=now)
    return row


def take_out(row: RegisterRow, *, by: User, now: datetime.datetime) -> None:
    """Delete a row that should never have been written; the ledger keeps that it was there."""
    with transaction.atomic():
        _hold(row)
        row.changed_at = _later(row, now)
        _tell(row, facts=False, by=by, now=now)
        log(instance=row, action="wagtail.delete", user=by, deleted=True)
        super(RegisterRow, row).delete()


def show_on_site(row: Row, *, shown: bool, by: User, now: datetime.datetime) -> Row:
    """Show a row in the public library or list, or no longer. Raises :class:`RegisterRefused`."""
    with transaction.atomic():
        held = _hold(row)
        if shown and (why := why_not_shown(held)):
            raise RegisterRefused(why)
        held.on_site, held.changed_at = shown, _later(held, now)
        held.save(update_fields=["on_site", "changed_at"])
        log(instance=held, action="wagtail.publish" if shown else "wagtail.unpublish", user=by)
    return held


def why_not_shown(row: RegisterRow) -> str:
    """Say why a row may not be shown to everybody; "" where it may."""
    if isinstance(row, Product) and row.visibility not in MAY_BE_SHOWN:
        return _("Somebody has to look at its emblem and funding line first.")
    if isinstance(row, NewsReport) and row.uses_story:
        return _("It uses the story of a returnee.")
    # Other apps may know more of it: unticking a box does not make a story of it undone.
    asked = (ask(row) for ask in hooks.get_hooks(WHY_NOT_SHOWN))
    return next(filter(None, asked), "")


def _stamp(row: RegisterRow, changed: set[str], by: User, now: datetime.datetime) -> None:
    """Note who wrote when, and who looked at the emblem when."""
    row.changed_at, row.written_by = _later(row, now), row.written_by or by
    if not isinstance(row, Product):
        return
    if "document" in changed and not changed & LOOKED_AT:
        # What somebody looked at was another file.
        row.visibility, row.visibility_words = Visibility.UNCHECKED, ""
        row.visibility_by, row.visibility_at = None, None
    elif changed & LOOKED_AT:
        unchecked = row.visibility == Visibility.UNCHECKED
        row.visibility_by, row.visibility_at = (None, None) if unchecked else (by, now)


def _may_stay(row: RegisterRow, changed: set[str], by: User) -> bool:
    if why_not_shown(row):
        return False
    may_publish = by.has_perm(f"campaigns.publish_{row._meta.model_name}")
    return may_publish or not changed & SHOWN[type(row)]


def _later(row: RegisterRow, now: datetime.datetime) -> datetime.datetime:
    """Give a moment after the last change: the ledger takes the newest set of a row."""
    before = row.changed_at
    return max(now, before + datetime.timedelta(microseconds=1)) if before else now


def _hold(row: RegisterRow) -> Any:
    return type(row).objects.select_for_update().get(pk=row.pk)


def _tell(row: RegisterRow, *, facts: bool, by: User, now: datetime.datetime) -> None:
    ref: str = row.contributor  # type: ignore[attr-defined]
    source = Source(
        authority=Authority.PERSON.value,
        ref=ref,
        observed_at=row.changed_at,
        actor=f"user:{by.pk}",
    )
    told = facts_of(row, source=source) if facts else []
    post_contribution(ref, told, source=source, now=now)
