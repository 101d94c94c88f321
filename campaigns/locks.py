"""What a posting locks before it reads, and in which order.

Always the same one (books, channels by slug, contributor, keys by digest,
series by id), so writers queue and never deadlock. The books are
:mod:`campaigns.books`' and the series :mod:`campaigns.rollups`'; here are those between.
"""

from collections.abc import Iterable

from django.db.models import Q

from campaigns.facts import Cell
from campaigns.models import Channel, Contributor, Current, Key


def lock_channels(slugs: Iterable[str]) -> None:
    """Let one statement about a channel follow another.

    A rival that is posted at the same moment has no row yet that could be
    locked, and both would count. Contributions have no rivals and do not wait.
    """
    channels = Channel.objects.select_for_update(no_key=True).filter(slug__in=set(slugs))
    list(channels.order_by("slug").values_list("slug"))


def lock_contributor(ref: str) -> Contributor:
    """Let one set of a contributor follow another; a new contributor gets its row first."""
    Contributor.objects.bulk_create([Contributor(ref=ref)], ignore_conflicts=True)
    return Contributor.objects.select_for_update().get(ref=ref)


def lock_currents(cells: dict[str, Cell], *, contributor: str) -> dict[str, Current]:
    """Lock what is known of these cells, and of all others of the contributor.

    A cell that was never posted gets its key and an empty ``Current`` first, so
    that there is a row to lock and two writers cannot both write version 1.
    """
    _make_missing_keys(cells, contributor=contributor)
    rows = Current.objects.select_for_update(of=("self",)).select_related("key")
    if contributor:
        rows = rows.filter(key__contributor=contributor)
    else:
        # All that is stated of these months, so that rivals are seen and locked too.
        same_months = Q(key__digest__in=list(cells))
        for cell in cells.values():
            same_months |= Q(
                key__indicator=cell.indicator, key__channel=cell.channel, key__month=cell.month
            )
        rows = rows.filter(same_months, key__contributor="")
    return {row.key.digest: row for row in rows.order_by("key__digest")}


def _make_missing_keys(cells: dict[str, Cell], *, contributor: str) -> None:
    here = set(Key.objects.filter(digest__in=list(cells)).values_list("digest", flat=True))
    missing = sorted(set(cells) - here)
    if not missing:
        return
    Key.objects.bulk_create(
        (_key(cells[digest], digest, contributor) for digest in missing), ignore_conflicts=True
    )
    ids = Key.objects.filter(digest__in=missing).order_by("digest").values_list("pk", flat=True)
    Current.objects.bulk_create((Current(key_id=pk) for pk in ids), ignore_conflicts=True)


def _key(cell: Cell, digest: str, contributor: str) -> Key:
    return Key(
        digest=digest,
        indicator_id=cell.indicator,
        definition_id=cell.definition,
        channel_id=cell.channel,
        campaign_id=cell.campaign,
        area_code=cell.area,
        sex=cell.sex,
        age=cell.age,
        period_start=cell.period_start,
        period_end=cell.period_end,
        zone=cell.zone,
        month=cell.month,
        role=cell.role,
        contributor=contributor,
    )
