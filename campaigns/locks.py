"""What a posting locks before it reads, and in which order.

Always the same one (books, channels by slug, contributors by name, keys by digest,
series by id, areas by id), so writers queue and never deadlock. The books are
:mod:`campaigns.books`' and the series :mod:`campaigns.rollups`'; here are those between.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from campaigns.facts import Cell
from campaigns.models import Channel, Contributor, Current, Key


def lock_channels(slugs: Iterable[str]) -> None:
    """Let one statement about a channel follow another.

    A rival that is posted at the same moment has no row yet that could be
    locked, and both would count. Contributions have no rivals and do not wait, but for what
    a register counts: of that a month is stated or added up, and never both. They take it
    after their contributor, for which nobody waits who states.
    """
    channels = Channel.objects.select_for_update(no_key=True).filter(slug__in=set(slugs))
    list(channels.order_by("slug").values_list("slug"))


def lock_contributors(refs: Iterable[str]) -> dict[str, Contributor]:
    """Let one set of a contributor follow another; a new contributor gets its row first."""
    named = sorted(set(refs))
    Contributor.objects.bulk_create((Contributor(ref=ref) for ref in named), ignore_conflicts=True)
    rows = Contributor.objects.select_for_update().filter(ref__in=named).order_by("ref")
    return {row.ref: row for row in rows}


def lock_stated(cells: dict[str, Cell]) -> dict[str, Current]:
    """Lock what is stated of these cells, by digest, and all else that is of their months."""
    _make_missing_keys({digest: (cell, "") for digest, cell in cells.items()})
    # All that is stated of these months, so that rivals are seen and locked too.
    same_months = Q(key__digest__in=list(cells))
    for cell in cells.values():
        same_months |= Q(
            key__indicator=cell.indicator, key__channel=cell.channel, key__month=cell.month
        )
    return _locked(same_months, [""])[""]


def lock_contributed(cells: Mapping[str, dict[str, Cell]]) -> dict[str, dict[str, Current]]:
    """Lock these cells of each contributor, by digest, and all others that it contributed to."""
    _make_missing_keys(
        {digest: (cell, ref) for ref, own in cells.items() for digest, cell in own.items()}
    )
    return _locked(Q(), list(cells))


def _locked(which: Q, contributors: list[str]) -> dict[str, dict[str, Current]]:
    found: dict[str, dict[str, Current]] = {ref: {} for ref in contributors}
    rows = Current.objects.select_for_update(of=("self",)).select_related("key")
    for row in rows.filter(which, key__contributor__in=contributors).order_by("key__digest"):
        found[row.key.contributor][row.key.digest] = row
    return found


def _make_missing_keys(cells: dict[str, tuple[Cell, str]]) -> None:
    """Give a cell that was never posted its key and an empty ``Current``.

    So there is a row to lock, and two writers cannot both write version 1.
    """
    here = set(Key.objects.filter(digest__in=list(cells)).values_list("digest", flat=True))
    missing = sorted(set(cells) - here)
    if not missing:
        return
    Key.objects.bulk_create(
        (_key(digest, *cells[digest]) for digest in missing), ignore_conflicts=True
    )
    ids = Key.objects.filter(digest__in=missing).order_by("digest").values_list("pk", flat=True)
    Current.objects.bulk_create((Current(key_id=pk) for pk in ids), ignore_conflicts=True)


def _key(digest: str, cell: Cell, contributor: str) -> Key:
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
