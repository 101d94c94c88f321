"""What machines could not do stands on the desk of those who may act, with the way to act."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import get_language, override

from campaigns.models import Assignment
from crm_videos.models import Publishing, Rendition, Upload
from crm_videos.panels import DeskPanel
from crm_videos.recordings import settling
from crm_videos.recordings.looking import CannotLook
from crm_videos.recordings.uploading import begin_upload
from crm_videos.videos.removing import remove_video
from crm_videos.words import Arrival
from tests.portal.filmed import film_of
from tests.portal.story_world import World

pytestmark = pytest.mark.django_db
DESK = "/admin/story_desk/"
TRIES = settling.TRIES_BEFORE_A_PERSON
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def world(monkeypatch, private_folder) -> World:
    world = World(monkeypatch)
    world.give()
    return world


@pytest.fixture
def upload(world) -> Upload:
    """A recording that arrived whole."""
    with override("bn"):
        begun = begin_upload(
            world.testimony, chapter="experience", medium="video", content_type="video/mp4",
            length=7_000_000, fingerprint="", by=world.editor, now=world.now,
        )  # fmt: skip
    Upload.objects.filter(pk=begun.pk).update(state=Arrival.LOOKING, offset=begun.length)
    return begun


def colleague(role: str, district: str = "BD4047") -> User:
    user = User.objects.create_user(f"{role} {district}")
    user.groups.add(Group.objects.get(name=role))
    Assignment.objects.create(user=user).districts.set([district])
    return user


def browser_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def queue(person: User, name: str) -> list[str]:
    """Read what stands in one queue, row by row, with where each leads."""
    html = browser_of(person).get(DESK).content.decode()
    section = re.search(rf'id="{name}">(.*?)</section>', html, re.S)
    return re.findall(r"<li.*?</li>", section[1], re.S) if section else []


def look_in_vain(world: World, monkeypatch, times: int) -> None:
    def cannot(file) -> None:
        raise CannotLook

    monkeypatch.setattr(settling, "_private_file", lambda upload, now: None)
    monkeypatch.setattr(settling, "look_at", cannot)
    for _each in range(times):
        assert settling.settle_what_arrived(world.now) == 1
        world.now += HOUR


def test_what_no_check_could_look_at_comes_to_a_person_only_after_several_tries(
    world, upload, monkeypatch
):
    supervisor = colleague("RSC supervisors")
    look_in_vain(world, monkeypatch, TRIES - 1)
    assert queue(supervisor, "unseen") == []
    look_in_vain(world, monkeypatch, 1)
    (row,) = queue(supervisor, "unseen")
    assert world.testimony.code in row
    assert reverse("consents:unseen", args=[upload.pk]) in row
    assert queue(colleague("RSC supervisors", "BD3093"), "unseen") == []
    assert queue(colleague("Editors"), "unseen") == []


def test_it_is_looked_at_again_when_a_person_says_so(world, upload, monkeypatch):
    look_in_vain(world, monkeypatch, TRIES)
    # Its own next try is an hour away and more.
    world.now -= HOUR
    assert settling.settle_what_arrived(world.now) == 0
    office = browser_of(colleague("RSC supervisors"))
    address = reverse("consents:unseen", args=[upload.pk])
    shown = office.get(address).content.decode()
    for said in ("What happened (Video)", "7 MB", "5 times"):
        assert said in shown
    assert office.post(address, {}).status_code == 302
    assert settling.settle_what_arrived(world.now) == 0
    assert office.post(address, {"again": "1"}).status_code == 302
    assert settling.settle_what_arrived(world.now) == 1


def test_given_up_it_is_erased_and_who_brought_it_reads_why_in_their_language(
    world, upload, monkeypatch
):
    look_in_vain(world, monkeypatch, TRIES)
    address = reverse("consents:unseen", args=[upload.pk])
    for stranger in (colleague("RSC supervisors", "BD3093"), colleague("Editors")):
        assert browser_of(stranger).post(address, {"give_up": "1"}).status_code in {302, 403, 404}
    upload.refresh_from_db()
    assert upload.state == Arrival.LOOKING
    supervisor = colleague("RSC supervisors")
    # The sentence may not be translated yet; its language is what counts.
    monkeypatch.setattr(settling, "nobody_could_look", get_language)
    reads_english = {"Accept-Language": "en"}
    answer = browser_of(supervisor).post(address, {"give_up": "1"}, headers=reads_english)
    assert answer.status_code == 302
    upload.refresh_from_db()
    assert (upload.state, upload.seal, upload.words) == (Arrival.REFUSED, None, "bn")
    assert queue(supervisor, "unseen") == []
    assert browser_of(supervisor).get(address).status_code == 404


def fail(video, words: str = "The recording has no sound.") -> None:
    first = video.renditions.order_by("pk").first()
    Rendition.objects.filter(pk=first.pk).update(state="failed", words=words, file=None)


def test_a_video_of_which_something_failed_stands_on_the_desk_until_it_is_removed(world):
    editor = colleague("Editors")
    video = film_of(world.story, world.editor, world.now)
    assert queue(editor, "unmade") == []
    fail(video)
    (row,) = queue(editor, "unmade")
    assert "The recording has no sound." in row
    assert reverse("story_videos:list", args=[world.story.pk]) in row
    assert queue(colleague("RSC supervisors"), "unmade") == []
    Rendition.objects.update(state="failed", words="", file=None)
    assert len(queue(editor, "unmade")) == 1
    remove_video(video, now=world.now)
    assert queue(editor, "unmade") == []


@pytest.mark.parametrize("less", [{"level": "text-only"}, None])
def test_where_no_consent_to_a_video_stands_nobody_is_asked_to_make_one(world, less):
    fail(film_of(world.story, world.editor, world.now))
    if less:
        world.narrow(**less)
    else:
        world.wait(400)
    assert queue(colleague("Editors"), "unmade") == []


def sent(world: World, video, state: str, **more) -> Publishing:
    return Publishing.objects.create(
        video=video, platform="youtube", account="UC", language="bn", title="Canary title",
        description="d", digest="0" * 64, ordered_by=world.people["a"], ordered_at=world.now,
        not_before=world.now, state=state, **more,
    )  # fmt: skip


def test_what_a_platform_did_not_take_waits_for_a_person_with_the_reason(world):
    video = film_of(world.story, world.editor, world.now)
    one = sent(world, video, "person", words="The platform refuses the video.")
    (row,) = queue(world.people["b"], "sent")
    assert "The platform refuses the video." in row
    assert "Waits for you" in row
    assert reverse("publishings:list", args=[world.story.pk]) in row
    assert "Canary" not in row
    Publishing.objects.filter(pk=one.pk).update(words="")
    (row,) = queue(world.people["b"], "sent")
    assert "A person must look" in row


def test_who_sent_a_video_is_not_asked_to_make_it_public(world):
    video = film_of(world.story, world.editor, world.now)
    copy = world.story.copies.create(kind="youtube", where="x", made_at=world.now)
    sent(world, video, "private", copy=copy)
    rows = {who: queue(world.people[who], "sent")[0] for who in "ab"}
    assert "A second person makes it public." in rows["a"]
    assert ["Waits for you" in rows[who] for who in "ab"] == [False, True]
    assert "Waits for you" not in queue(colleague("Editors"), "sent")[0]


def test_each_queue_asks_as_many_queries_however_much_is_stuck(world, upload, monkeypatch):
    person = colleague("Administrators")

    def add() -> None:
        video = film_of(world.story, world.editor, world.now)
        fail(video)
        sent(world, video, "person", words="The platform refuses the video.")
        row = Upload.objects.get(pk=upload.pk)
        row.pk, row.name, row.attempts = None, f"x{Upload.objects.count()}", TRIES
        row._state.adding = True
        row.save(force_insert=True)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            DeskPanel(User.objects.get(pk=person.pk)).get_context_data({})
        return len(counted)

    add()
    few = queries()
    for _each in range(3):
        add()
    assert queries() == few
    assert len(queue(person, "unmade")) == len(queue(person, "unseen")) == 4
