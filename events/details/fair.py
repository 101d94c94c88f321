"""A fair: which institutions offered what, and how many people they were linked to.

Linkages are told apart as far as somebody did; all of them is computed, never typed.
"""

from typing import Any

from django.utils.translation import gettext as _

from events.details.answers import Details, FindRow, read_list
from events.models import ServiceKind
from events.single_values import Wrong, read_people, read_text

MOST_PROVIDERS = 15
LONGEST_PROVIDER = 120
LINKAGES = ("linkages_women", "linkages_men", "linkages_not_recorded")
ANSWERS = ("providers", *LINKAGES)


def read_fair(said: dict[str, Any], *, find: FindRow) -> Details:
    details = Details()
    details.refuse_others(said, ANSWERS)
    details.take(said, "providers", lambda value: _providers(value, details, find))
    for name in LINKAGES:
        details.take(said, name, read_people)
    return details


def _providers(value: Any, details: Details, find: FindRow) -> list[dict[str, str]]:
    read = []
    seen: set[str] = set()
    for number, one in enumerate(read_list(value, most=MOST_PROVIDERS), start=1):
        line = Details()
        line.refuse_others(one, ("provider", "service"))
        line.take(one, "provider", lambda text: read_text(text, longest=LONGEST_PROVIDER))
        line.take(one, "service", lambda slug: _service(slug, find))
        named = line.answers.get("provider", "").casefold()
        if "service" in line.answers and not named:
            line.wrong("provider", _("Give the name of the institution."))
        if named and named in seen:
            line.wrong("provider", _("This institution is named already."))
        seen.add(named)
        for name, why in line.problems.items():
            details.problems.setdefault(f"{name}_{number}", why)
        if line.answers:
            read.append(line.answers)
    return read


def _service(value: Any, find: FindRow) -> str:
    known = isinstance(value, str) and value.isascii() and value.isprintable()
    if not known or find(ServiceKind, value) is None:
        raise Wrong(_("We know no such kind of service."))
    slug: str = value
    return slug


def linkages_of(details: dict[str, Any]) -> dict[str, int | None]:
    """Give the linkages by who was linked; a blank is ``None``, never 0."""
    return {name: details.get(name) for name in LINKAGES}


def all_linkages(details: dict[str, Any]) -> int | None:
    known = [figure for figure in linkages_of(details).values() if figure is not None]
    return sum(known) if known else None
