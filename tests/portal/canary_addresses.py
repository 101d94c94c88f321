"""Every address that the site answers, from Django's own table; filled in with what is there.

Nothing is listed by hand but the exceptions: a new address is walked as soon as it is
registered, or somebody explains here why it is not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from campaigns.models import NewsReport
from events.models import Device, Event, EventPhoto, Quarantined, Submission
from portal.open_data.tables import TABLES
from tests.portal.canaries import ASKED, DISTRICTS, OTHER, Scene

# Where an address begins, and why it is not walked.
NOT_WALKED = {
    "django-admin/": "superusers only, and no model of ours is registered there",
    "accounts/": "one's own sign-in",
    "admin/failwhale/": "fails on purpose",
    "admin/test404/": "is not found on purpose",
    "admin/logout/": "signs out",
    "admin/password_reset/": "before sign-in",
    "admin/images/": "pictures of pages, by collection",
    "admin/documents/": "files of pages, by collection",
    "admin/workflows/": "pages only",
    "admin/redirects/": "pages only",
    "admin/searchpicks/": "words of searches, and pages",
    "admin/snippets/facts/fact/": "what pages say to everybody",
    "admin/services/": "what pages say to everybody",
    "admin/kinds_of_service/": "what pages say to everybody",
    "admin/hotline_calls/": "numbers of calls, of nobody and of no district",
    "admin/snippets/pages/sound/": "pages read aloud, for everybody",
    "admin/style-guide/": "blocks of pages, with invented words",
    "admin/collections/": "collections of pictures and files",
    "admin/consents/": "stories have a walk of their own (test_who_knows_of_stories)",
    "admin/story-pictures/": "stories have walks of their own (test_pictures)",
    "admin/story-videos": "stories have walks of their own (test_videos_in_the_admin, publishing)",
    "admin/private/": "private files have a matrix of their own (test_private_view)",
    "admin/embeds/": "asks other sites",
    "admin/forms/": "no page of ours is a form",
    "admin/issues/": "figures of the whole programme (test_issues_in_the_admin)",
    "admin/localize/api/": "no row of a district can be translated",
    "admin/localize/jsi18n/": "words of the admin",
    "admin/localize/page/": "pages",
    "admin/localize/submit/page/": "pages",
    "admin/localize/translate/": "pages, and their texts",
    "admin/localize/update/": "pages, and their texts",
    "admin/pages/": "pages, and their texts",
    "admin/api/main/": "pages, pictures and files",
    "admin/settings/": "the programme's own",
    "admin/tag-autocomplete/": "tags of pictures and files",
    "admin/media/connect-youtube/": "an account of the programme",
    "admin/media_": "what platforms say, of no district",
    "admin/locales/": "languages of pages",
    "admin/sites/": "of pages",
    "admin/groups/": "roles",
    "admin/choose-": "links of pages",
    "admin/editing-sessions/": "answers no GET",
    "admin/asked-questions/": "a walk of its own (test_questions_of_the_public)",
    "field/files/": "the app itself, the same for all",
    "field/stories/<uuid:pk>/": "one's own testimonies (test_field_stories)",
    "field/stories/uploads/": "known to whoever began them alone (test_uploads)",
    "documents/": "files of pages",
    "story-pictures/": "each asks the gate (test_no_way_to_a_hidden_picture)",
    "story-videos/": "each asks the gate (test_no_way_to_a_hidden_video)",
    "media/": "pictures of pages",
    "sounds/": "pages read aloud, for everybody",
    "api/v1/issues/": "frozen factsheets, for everybody (test_open_data)",
    "api/v1/receipts/": "numbers of frozen factsheets (test_open_data)",
    "[rR]/": "numbers of frozen factsheets, which name nobody (test_receipts)",
    "en/r/": "the same",
    "en/month-report/": "a signed link that only ends a choice (test_month_report_by_mail)",
    "en/factsheets/<": "frozen factsheets, for everybody (test_receipts)",
    "[lL]/": "leads to pages, each of which asks the gate (test_short_links)",
    "en/_util/": "pages with a password",
    "en/keep/": "pages, each of which asks the gate (test_taking_along)",
    "en/pass-on/": "pages, each of which asks the gate (test_taking_along)",
    "en/n/": "pages, each of which asks the gate (test_taking_along)",
}
# Of which model a page is whose view does not say so, by namespace or by name.
WHOSE_KEY: dict[str, type[models.Model]] = {
    "clipping": NewsReport,
    "devices": Device,
    "events": Event,
    "quarantine": Quarantined,
    "people_reset_second_factor": User,
}
# Reports whose rows can be people instead of organisers.
REPORTS = {"event_outliers", "event_outliers_results"}
# Of one model in one district: two pairs are two stories, one is merged.
MOST_ROWS = 2
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    route: str
    name: str
    namespace: str
    model: type[models.Model] | None

    @property
    def holes(self) -> list[str]:
        return HOLE.findall(self.route)

    @property
    def is_regular(self) -> bool:
        return bool(re.search(r"[\^\\(]", self.route))


@cache
def addresses() -> tuple[Address, ...]:
    return tuple(_flat(get_resolver().url_patterns))


def _flat(patterns: Iterable[Any], route: str = "", namespace: str = "") -> Iterator[Address]:
    for one in patterns:
        whole = route + str(one.pattern).removeprefix("^")
        if isinstance(one, URLResolver):
            yield from _flat(one.url_patterns, whole, one.namespace or namespace)
        elif isinstance(one, URLPattern):
            yield Address(whole, one.name or "", namespace, _model_of(one))


def _model_of(pattern: URLPattern) -> type[models.Model] | None:
    """Say of which model a page is, as its own view does."""
    view = getattr(pattern.callback, "view_class", None)
    given = getattr(pattern.callback, "view_initkwargs", {})
    found = given.get("model") or getattr(view, "model", None)
    return found if isinstance(found, type) and issubclass(found, models.Model) else None


def why_not(address: Address) -> str:
    """Say why an address with holes is not walked; what has none always is."""
    begins = (begin for begin in NOT_WALKED if address.route.startswith(begin))
    return next(((NOT_WALKED[begin]) for begin in begins), "")


class Urls:
    """Fills the addresses in with the rows of a scene, and asks lists in more than one way."""

    def __init__(self, scene: Scene, districts: tuple[str, ...] = DISTRICTS) -> None:
        self.scene = scene
        self.districts = districts
        self.named = {
            "page_id": [Page.objects.filter(depth=2)[0].pk],
            "app_label": ["events"],
            "district": [*districts],
            "form_id": ["nirapad-community"],
            "name": [*TABLES],
            "kind": ["csv", "xlsx"],
            "submission": self.all_of(Submission, "client_uuid"),
            "sha256": self.all_of(EventPhoto, "sha256"),
            "photo": self.all_of(EventPhoto),
            "action": ["delete"],
        }

    def all_of(self, model: type[models.Model], field: str = "pk") -> list[Any]:
        rows = self.scene.rows.get(model)
        if rows is None:
            return [*model._default_manager.values_list(field, flat=True)[:1]]
        some = (row for district in self.districts for row in rows[district][:MOST_ROWS])
        return [getattr(row, field) for row in some]

    def of(self, address: Address) -> list[str] | None:
        """Give the addresses of one pattern; None where nobody has said how to fill it in."""
        if address.is_regular:
            return [] if address.route in ASKED_OTHERWISE else None
        # Some pages of Wagtail tell of whatever model they are asked about.
        asked = self.scene.rows if "model_name" in address.holes else [_model_of_key(address)]
        found = []
        for model in asked:
            values = [self.values(name, model) for name in address.holes]
            if None in values:
                return None
            found += ["/" + _filled(address.route, some) for some in product(*values)]
        return found

    def values(self, hole: str, model: type[models.Model] | None) -> list[Any] | None:
        if hole == "model_name" and model:
            return [model._meta.model_name]
        if hole == "pk" and model:
            # Where there is no row at all there is nothing to leak either.
            return self.all_of(model) or [0]
        return self.named.get(hole)

    def variants(self, address: Address) -> list[str]:
        """Ask a list of rows of districts for what it holds by name, of elsewhere, as files."""
        if address.name in REPORTS:
            return [f"/{address.route}?who=person"]
        if address.name in {"choose", "choose_results"}:
            # By itself a chooser shows the first dozen, and no word would be among them.
            return [f"/{address.route}?q={ASKED}", f"/{address.route}?q={ASKED}&district={OTHER}"]
        if address.name == "chosen_multiple" and address.model in self.scene.rows:
            return [f"/{address.route}?id={key}" for key in self.all_of(address.model)]
        if address.name != "index" or address.model not in self.scene.rows:
            return []
        asked = (f"q={ASKED}", f"district={OTHER}", "export=csv", f"export=xlsx&district={OTHER}")
        return [f"/{address.route}?{more}" for more in asked]


def _model_of_key(address: Address) -> type[models.Model] | None:
    return address.model or WHOSE_KEY.get(address.namespace) or WHOSE_KEY.get(address.name)


# The pages by their own addresses; what is not found is not found.
ASKED_OTHERWISE = {
    "api/v1/^.*$",
    r"en/^((?:[\w\-]+/)*)$",
    r"en/((?:[\w\-]+/)*)$",
    r"admin/^.*/$",
    "admin/.*/$",
}


def _filled(route: str, values: Iterable[Any]) -> str:
    rest = iter(values)
    return HOLE.sub(lambda _hole: str(next(rest)), route)
