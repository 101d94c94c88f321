"""What of a story that is not public shows anywhere in the admin, to whom.

Every address of the resolver is walked with everything that can be put into it. Canary
words decide, not status codes.
"""

import os
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.urls import urlpatterns as wagtail_patterns
from wagtail.models import ReferenceIndex, Revision
from wagtail.snippets.models import get_snippet_models

from campaigns.models import Assignment, Place
from crm_videos import models
from crm_videos.consent import newest_consent
from crm_videos.models import (
    CodeCard,
    Consent,
    ConsentScript,
    Copy,
    ExchangeRate,
    Override,
    Review,
    Story,
    Takedown,
    Withdrawal,
)
from portal.people.roles import ROLES
from tests.portal.pictured import place, plant
from tests.portal.story_world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_folder")]

IN_FULL = "SEQUENCES" in os.environ

# These work in the admin and at no story; the supervisors are of another district.
STRANGERS = ("Data managers", "RSC supervisors", "Field staff", "Donor readers")
ELSEWHERE = "BD3093"
DRAFT, SHOWN_NAME, PERSON = "mark001x", "Canarybird", "Canary Person"


@pytest.fixture
def world(monkeypatch) -> World:
    world = World(monkeypatch)
    Story.objects.update(display_name=SHOWN_NAME)
    world.give()
    place(world, plant(world.story, world), alt=f"Alt {SHOWN_NAME}")
    world._task("bn")
    # Of an earlier consent: a case that is open, and a copy that is still somewhere.
    world.post = Copy.objects.create(
        story=world.story, kind="facebook", where=f"of {SHOWN_NAME}", made_at=world.now
    )
    world.case = Withdrawal.objects.create(
        testimony=world.testimony, consent=newest_consent(world.testimony), why="asked",
        opened_at=world.now,
    )  # fmt: skip
    Takedown.objects.create(
        withdrawal=world.case, copy=world.post, opened_at=world.now, due_at=world.now,
        not_before=world.now,
    )  # fmt: skip
    return world


def somebody(name: str, *groups: str, district: str = ELSEWHERE, **fields: Any) -> Client:
    user = User.objects.create_user(name, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    # Data managers work everywhere; here nobody does, so that each sees their district alone.
    assignment = Assignment.objects.create(user=user)
    assignment.districts.add(Place.objects.get(code=district))
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def addresses(world: World) -> Iterator[str]:
    """Fill every address of the admin with what belongs to this story."""
    page, index = world.pages["bn"], world.indexes["bn"]
    revision = Revision.objects.for_instance(page).latest("pk")
    task = page.current_workflow_task_state
    known = {
        "page_id": [page.pk, index.pk], "parent_page_id": [index.pk], "page_pk": [page.pk],
        "object_id": [page.pk], "revision_id": [revision.pk], "revision_id_a": ["earliest"],
        "revision_id_b": ["latest"], "task_id": [task.task_id], "task_state_id": [task.pk],
        "workflow_state_id": [task.workflow_state_id], "action_name": ["approve"],
        "content_type_app_name": ["pages"], "content_type_model_name": ["storypage"],
        "app_label": ["pages", "crm_videos"], "model_name": ["storypage", "story", "testimony"],
        "pk": [page.pk, world.story.pk, world.testimony.pk], "viewname": ["x"],
        "story": [world.story.pk], "picture": [one.pk for one in world.story.pictures.all()],
        "size": ["small", "large"], "copy_id": [world.post.pk], "case_id": [world.case.pk],
        "content_type_id": [revision.content_type_id], "translation_id": [1], "locale_id": [1],
    }  # fmt: skip
    for name, pattern in named(get_resolver().url_patterns):
        arguments = list(pattern.pattern.converters) or list(
            re.compile(str(pattern.pattern)).groupindex
        )
        for values in combinations([known.get(one, []) for one in arguments]):
            try:
                address = reverse(name, kwargs=dict(zip(arguments, values, strict=True)))
            except NoReverseMatch:
                continue
            if address.startswith("/admin/"):
                yield address
    # Never the whole word: the search box would say it back.
    for query in ("q=mark00", "q=Canarybir", "q=Canary", f"q={world.testimony.code[:5]}"):
        yield from (
            f"/admin/{path}?{query}"
            for path in (
                "pages/search/",
                "choose-page/search/",
                "testimonies/",
                "stories/",
                "copies/",
                "withdrawals/",
            )
        )
    yield f"/admin/choose-page/{index.pk}/"
    yield f"/admin/choose-page/{page.pk}/"
    yield f"/admin/choose-page/{index.pk}/?page_type=pages.StoryPage"
    yield f"/admin/api/main/pages/?child_of={index.pk}&for_explorer=1"
    yield f"/admin/api/main/pages/{page.pk}/"


def combinations(lists: list[list[Any]]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = [()]
    for values in lists:
        found = [(*one, value) for one in found for value in values]
    return found


def named(patterns: Any, within: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{within}{pattern.namespace}:" if pattern.namespace else within
            yield from named(pattern.url_patterns, space)
        elif pattern.name and isinstance(pattern, URLPattern):
            yield f"{within}{pattern.name}", pattern


SKIPPED = re.compile(r"logout|/sprite|jsi18n|/bulk/|/account/")
# Lists of other things, in which a story has no place; walked too by `make storm`.
ELSEWHERE_IN_THE_ADMIN = re.compile(
    r"/admin/(events|event_|media_|ledger|channels|draws|devices|volunteers|bodies|plans|kinds|"
    r"quarantine|assignments|rscs|users|groups|sites|collections|redirects|images|documents|"
    r"styleguide|embeds|figures|enter_|import_|calendar|map)"
)


def seen_by(client: Client, world: World, words: set[str]) -> dict[str, set[str]]:
    found = {}
    for address in dict.fromkeys(addresses(world)):
        if SKIPPED.search(address) or (not IN_FULL and ELSEWHERE_IN_THE_ADMIN.match(address)):
            continue
        answer = client.get(address, headers={"Accept-Language": "en"})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if here := {word for word in words if word in body.decode(errors="replace")}:
            found[address] = here
    return found


def test_who_works_at_no_story_sees_nothing_of_one_anywhere(world):
    group = Group.objects.get(name="Data managers")
    group.permissions.remove(*group.permissions.filter(codename="everywhere_assignment"))
    client = somebody("stranger", *STRANGERS)
    words = {DRAFT, SHOWN_NAME, PERSON, world.testimony.code}
    assert len(list(addresses(world))) > 150
    assert seen_by(client, world, words) == {}


def test_who_the_person_is_stands_in_no_row_of_the_database(world):
    for who in "ab":
        world.approve("bn", who)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert PERSON not in str(cursor.fetchall()), table
    assert world.testimony.person.open()["name"] == PERSON


SEE_STORIES = {"testimonies", "consent", "stories", "pictures", "life", "desk"}
WITHDRAWING = {"copies", "withdrawals", "case", "gone", "hotline"}
REACHES = {
    "Administrators": {
        *SEE_STORIES, *WITHDRAWING, "ask", "edit", "preview", "scripts", "erase", "erasures",
    },
    "Editors": {*SEE_STORIES, *WITHDRAWING, "edit", "preview"},
    "Approvers": {*SEE_STORIES, *WITHDRAWING, "edit", "preview", "erasures"},
    "Data managers": set(),
    "RSC supervisors": {*SEE_STORIES, *WITHDRAWING, "ask", "scripts", "erase", "erasures"},
    "Field staff": set(),
    "Donor readers": set(),
}  # fmt: skip


@pytest.mark.sqlite  # a permission is the same row on both
@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_each_role_reaches_of_stories_what_its_work_needs(world, role):
    client = somebody("one", role, district="BD4047")
    page, testimony = world.pages["bn"].pk, world.testimony.pk
    places = {
        "testimonies": "/admin/testimonies/",
        "consent": reverse("consents:testimony", args=[testimony]),
        "life": reverse("consents:life", args=[testimony]),
        "desk": reverse("story_desk:index"),
        "ask": reverse("consents:ask", args=[testimony]),
        "erase": reverse("consents:erase", args=[testimony]),
        "erasures": "/admin/erasures/",
        "stories": "/admin/stories/",
        "pictures": f"/admin/story-pictures/{world.story.pk}/",
        "scripts": "/admin/consent_scripts/",
        "edit": f"/admin/pages/{page}/edit/",
        "preview": f"/admin/pages/{page}/view_draft/",
        "copies": "/admin/copies/new/",
        "withdrawals": "/admin/withdrawals/",
        "case": reverse("consents:case", args=[world.case.pk]),
        "gone": reverse("consents:gone", args=[world.post.pk]),
        "hotline": reverse("consents:hotline"),
    }
    reached = {name for name, path in places.items() if client.get(path).status_code == 200}
    assert reached == REACHES[role]


def test_a_supervisor_of_another_district_finds_no_testimony_to_ask_about(world):
    client = somebody("rsc", "RSC supervisors")
    assert world.testimony.code not in client.get("/admin/testimonies/").content.decode()
    for name in ("testimony", "life", "ask", "renew", "narrow", "withdraw"):
        for call in (client.get, client.post):
            assert call(reverse(f"consents:{name}", args=[world.testimony.pk])).status_code == 404
    assert Consent.objects.count() == 1
    assert client.get(reverse("consents:ask", args=[uuid.uuid4()])).status_code == 404


def test_nothing_of_stories_is_a_snippet_is_chosen_or_is_indexed(world):
    ours = {
        CodeCard, Consent, ConsentScript, Copy, ExchangeRate, Override, Review, Story, Takedown,
        Withdrawal, models.StoryPicture, models.Testimony,
    }  # fmt: skip
    assert not ours & set(get_snippet_models())
    names = {name for name, _pattern in named(wagtail_patterns)}
    assert not {n for n in names if "choose" in n and re.search(r"stor|testimon|consent", n)}
    assert not ReferenceIndex.objects.filter(to_content_type__app_label="crm_videos").exists()
