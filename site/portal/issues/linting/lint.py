"""All checks of an issue in one call."""

from collections.abc import Callable, Iterator, Mapping

from portal.issues.content import Content
from portal.issues.linting.beside import (
    Beside,
    LinksAlive,
    nothing_is_restated,
)
from portal.issues.linting.cumulative import check_against_before, check_months
from portal.issues.linting.findings import CHECKS, RED, Finding
from portal.issues.linting.funding import check_funding, check_project_dates
from portal.issues.linting.labels import check_headlines, check_labels, check_receipts
from portal.issues.linting.languages import (
    check_both_languages,
    check_same_numbers,
    check_typed_numbers,
)
from portal.issues.linting.links import check_links
from portal.issues.linting.months import check_months_of_articles
from portal.issues.linting.places import check_places
from portal.issues.linting.reading import Reading
from portal.issues.linting.relations import check_relations
from portal.issues.linting.spellings import Spellings
from portal.issues.linting.stories import check_stories
from portal.issues.linting.sums import check_ranges, check_sums
from portal.issues.linting.unknown import check_unsure, check_zeros

EVERY_CHECK: tuple[Callable[[Reading, Beside], Iterator[Finding]], ...] = (
    check_sums,
    check_ranges,
    check_relations,
    check_headlines,
    check_receipts,
    check_labels,
    check_months,
    check_against_before,
    check_zeros,
    check_unsure,
    check_months_of_articles,
    check_places,
    check_links,
    check_both_languages,
    check_same_numbers,
    check_typed_numbers,
    check_funding,
    check_project_dates,
    check_stories,
)


def lint(
    content: Content,
    *,
    before: Content | None,
    links_alive: LinksAlive,
    places: Spellings | None = None,
    is_restated: Callable[[Content], bool] = nothing_is_restated,
    not_quoted: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Find what is wrong with an issue: red marks first, then in the order of the checks."""
    beside = Beside(before, links_alive, places or Spellings(), is_restated, not_quoted or {})
    reading = Reading(content)
    found = [one for check in EVERY_CHECK for one in check(reading, beside)]
    order = list(CHECKS)
    return sorted(found, key=lambda one: (one.mark != RED, order.index(one.check)))
