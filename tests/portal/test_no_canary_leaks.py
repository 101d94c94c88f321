"""Every address of the site, asked by people of every role: each sees their districts, no other.

In two districts stands a word in every text of every row. Whoever works in one of them
finds that district's words and none of the other's, on whatever page, list, chooser, file
or API; whoever has no district finds none; and nobody a word of what their role may not
see. Whoever works everywhere finds the words of both, so the walk comes where they are.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Group, User
from django.test import Client
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from campaigns.models import RSC, Assignment, ServedDistrict
from events.openrosa.devices import add_device
from portal.demo.invented_plans import make_coming_events_pages
from tests.events.collect import basic
from tests.portal.canaries import (
    ANNOUNCED,
    DISTRICTS,
    NEVER_SHOWN,
    OTHER,
    OWN,
    Canary,
    Scene,
    models_nobody_planted,
    words_in,
)
from tests.portal.canary_addresses import NOT_WALKED, Address, Urls, addresses, why_not

pytestmark = pytest.mark.django_db

EVERYWHERE = "everywhere"
# Who sees these has a permission of that model.
PART_OF = {
    **dict.fromkeys(("Attachment", "EventLogEntry", "EventPhoto", "Submission"), "event"),
    "Merge": "eventpair",
    "ClaimStep": "outcomeclaim",
    # Who logged an event.
    "User": "event",
}


@dataclass(frozen=True)
class Who:
    """Somebody of a role, and where they work; without a role nobody has signed in."""

    role: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.role or 'nobody'}, {self.where or 'nowhere'}"

    @property
    def districts(self) -> tuple[str, ...]:
        return DISTRICTS if self.where == EVERYWHERE else (self.where,)


# Walking takes its time: whom a scope narrows walks on both databases, others on one,
# and some in `make storm` alone.
PEOPLE = [
    Who("RSC supervisors", OWN),
    *(
        pytest.param(who, marks=pytest.mark.sqlite)
        for who in (
            Who("Field staff", OWN),
            Who("Editors", EVERYWHERE),
            Who("Field staff"),
            Who("Donor readers", OWN),
            Who(""),
        )
    ),
]
if "EVERY_ROLE" in os.environ:
    PEOPLE += [
        *(Who(role, EVERYWHERE) for role in ("Administrators", "Approvers", "Data managers")),
        *(Who(role) for role in ("RSC supervisors", "Donor readers")),
    ]


class Walker:
    """A browser of somebody, and their phone with ODK."""

    def __init__(self, who: Who) -> None:
        self.who = who
        self.browser = Client()
        self.user: User | AnonymousUser = AnonymousUser()
        self.phone: dict[str, str] = {}
        if not who.role:
            return
        self.user = User.objects.create_user("walker")
        self.user.groups.add(Group.objects.get(name=who.role))
        if who.where in DISTRICTS:
            self.put_to_work(who.where)
        self.browser.force_login(self.user)
        made = add_device(self.user, label="own", now=self.user.date_joined)
        self.phone = {"Authorization": basic(made.device.name, made.password)}

    def put_to_work(self, district: str) -> None:
        """Assign a supervisor to a centre that serves the district, others to the district."""
        own = Assignment.objects.create(user=self.user)
        if self.who.role != "RSC supervisors":
            own.districts.set([district])
            return
        own.supervises = RSC.objects.create(
            name_en="R", seat_id=district, districts_source="a test"
        )
        own.save()
        ServedDistrict.objects.create(district_id=district, rsc=own.supervises)

    def sees(self, url: str) -> set[Canary]:
        headers = self.phone if url.startswith("/or/") else {}
        answer = self.browser.get(url, headers=headers)
        assert answer.status_code < 500, url
        return words_in(answer)

    def may_see(self, scene: Scene) -> set[Canary]:
        """Say what is theirs: by the permissions of their role, and by where they work."""
        # Places are public, and named in the districts of whoever may be asked where they work.
        models = {"Place"} if self.who.role else set()
        for label in scene.labels:
            model = PART_OF.get(label, label.lower())
            may = (f"events.{action}_{model}" for action in ("add", "change", "view"))
            if any(map(self.user.has_perm, may)):
                models.add(label)
        # Where it was, whoever logs a quiz chooses from the register.
        if self.user.has_perm("events.add_event"):
            models.add("School")
        if self.who.where != EVERYWHERE:
            # What nobody could place may belong to any district.
            models.discard("Quarantined")
        return {(district, label) for district in self.who.districts for label in models}


def walk(walker: Walker, urls: Urls) -> dict[Address, dict[str, set[Canary]]]:
    return {
        address: {
            url: walker.sees(url) for url in [*(urls.of(address) or []), *urls.variants(address)]
        }
        for address in addresses()
        if not why_not(address)
    }


def public_pages() -> Iterator[str]:
    make_coming_events_pages()
    for page in Page.objects.live().filter(depth__gt=1).specific():
        yield page.url
        if isinstance(page, RoutablePageMixin):
            for pattern in page.get_subpage_urls():
                yield page.url + page.reverse_subpage(pattern.name)


@pytest.fixture
def scene(tmp_path, settings) -> Scene:
    settings.EVENT_PHOTOS_ROOT = tmp_path / "photos"
    settings.EVENT_PHOTOS_LEAVE_FREE_MB = 0
    return Scene()


@pytest.mark.long
@pytest.mark.parametrize("who", PEOPLE, ids=str)
def test_people_see_what_is_theirs_and_nothing_else(scene, who):
    walker = Walker(who)
    seen: dict[Canary, set[str]] = defaultdict(set)
    # Who works in both districts, or in none, is asked about the rows of one.
    walked = DISTRICTS if who.where in DISTRICTS else (OTHER,)
    for told in walk(walker, Urls(scene, walked)).values():
        for url, words in told.items():
            for canary in words:
                seen[canary].add(url)
    theirs = walker.may_see(scene)
    assert {canary: urls for canary, urls in seen.items() if canary not in theirs} == {}
    unseen = {(where, label) for where, label in theirs if where in walked} - seen.keys()
    assert {label for _where, label in unseen} <= NEVER_SHOWN


def test_the_public_reads_what_is_announced_and_no_word_of_the_office(scene):
    told = {url: Client().get(url) for url in public_pages()}
    assert {url: words_in(answer) for url, answer in told.items() if words_in(answer)} == {}
    assert [url for url, answer in told.items() if ANNOUNCED in answer.content.decode()]


def test_every_address_is_walked_or_it_is_explained_why_not(scene):
    urls = Urls(scene)
    left = [one for one in addresses() if not why_not(one)]
    assert [one.route for one in left if urls.of(one) is None] == []
    routes = [one.route for one in addresses()]
    assert [begin for begin in NOT_WALKED if not any(r.startswith(begin) for r in routes)] == []


def test_every_model_that_a_page_could_show_is_planted(scene):
    assert models_nobody_planted(scene) == set()
    in_djangos_own_admin = {model._meta.app_label for model in admin.site._registry}
    assert not in_djangos_own_admin & {model._meta.app_label for model in scene.rows} - {"auth"}
