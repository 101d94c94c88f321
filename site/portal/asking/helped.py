"""Of which pages it is asked whether they helped, and how that is counted."""

import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from foundation.moments import dhaka_day
from portal.asking.anonymous_posts.spending import spend
from portal.asking.anonymous_posts.tokens import Token
from portal.asking.models import HelpedOfADay
from portal.asking.words import Said
from portal.pages.models import (
    ChecklistPage,
    CountryGuidePage,
    FaqPage,
    GuidePage,
    StandardPage,
    TopicPage,
)
from portal.pages.public import for_the_public

# Never of a story: what somebody lived through is not to be marked.
ASKED_OF = (TopicPage, GuidePage, CountryGuidePage, ChecklistPage, FaqPage, StandardPage)


def pages_asked_of(now: datetime.datetime) -> Any:
    """Give the public pages of which it is asked."""
    return for_the_public(Page.objects.all(), now=now).exact_type(*ASKED_OF)


def count_helped(
    page: Page, language: str, said: Said, token: Token, *, now: datetime.datetime
) -> None:
    """Count what somebody said of a page; the same form counts once."""
    with transaction.atomic():
        if spend(token):
            HelpedOfADay.objects.add_one(
                day=dhaka_day(now), page=page.translation_key, language=language, said=said
            )
