"""What editors want to be found first: Wagtail's promoted results.

Wagtail's own tag would write down each word that is searched for, and count it by days. What
people look for here can tell what they fear, so it is never called and nothing is written.
"""

from dataclasses import dataclass, field

from wagtail.contrib.search_promotions.models import SearchPromotion

from portal.pages.finding.asking import asked_words
from portal.pages.finding.places import Words


@dataclass(slots=True)
class Promoted:
    """Of what was chosen: pages by their translation key, and links that lead elsewhere."""

    keys: list[object] = field(default_factory=list)
    links: list[SearchPromotion] = field(default_factory=list)


def promoted_for(words: Words) -> Promoted:
    """Give what was chosen for just these words, in its order; one query."""
    chosen = SearchPromotion.objects.select_related("query", "page").order_by("sort_order", "pk")
    found = Promoted()
    for one in chosen:
        if asked_words(one.query.query_string) != words:
            continue
        if one.page:
            found.keys = list(dict.fromkeys([*found.keys, one.page.translation_key]))
        else:
            found.links.append(one)
    return found
