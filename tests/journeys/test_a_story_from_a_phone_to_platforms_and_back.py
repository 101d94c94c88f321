"""One story's whole life: told before a phone, made, approved, public, on YouTube and Facebook,
counted, and gone from everywhere because the person rang. Nothing is planted in between.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from campaigns.models import Assignment, Channel
from crm_videos import models, tasks
from crm_videos.certificate import is_certificate
from crm_videos.models import Copy, PrivateFile, Publishing, Recording, Story, StoryVideo
from foundation.moments import dhaka_day
from media_ingest.models import Account
from media_ingest.polling import poll_by_hand
from portal.pages.models import StoryIndexPage, StoryPage
from tests.crm_videos.phone_film import CANARY, film
from tests.journeys.people_of_a_story import Clock, Desk, Phone
from tests.portal.at_the_door import person
from tests.portal.conftest import private_folder  # noqa: F401
from tests.portal.platform_life import CHANNEL, PAGE, connect_accounts
from tests.simulators.server import Simulators

# It says the same on any database.
pytestmark = pytest.mark.once
HERE = "BD4047"
SECONDS = 2
FIELD = "/field/stories/"
WORDS = {
    "bn": ["আমি কাজের জন্য গিয়েছিলাম", "ফিরে এসে দোকান দিয়েছি"],
    "en": ["I went abroad for work", "Back home I opened a shop"],
}


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock(timezone.now)
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


@pytest.fixture
def platforms(clock, settings, transactional_db) -> Iterator[Simulators]:
    """Both platforms, and the programme's accounts there."""
    settings.PLATFORM_TIMEOUT_SECONDS = 20
    with Simulators(clock=clock) as simulators:
        simulators.facebook.add_page(PAGE, "page-token")
        simulators.youtube.add_channel(CHANNEL, "refresh")
        settings.FACEBOOK_GRAPH_URL = settings.FACEBOOK_VIDEO_URL = simulators.url
        settings.YOUTUBE_API_ROOT = settings.YOUTUBE_ANALYTICS_ROOT = simulators.url
        settings.GOOGLE_TOKEN_URI = simulators.url + "token"
        days = {"active_from": dhaka_day(clock()) - timedelta(days=10)}
        Channel.objects.filter(slug__in=["facebook", "youtube"]).update(**days)
        connect_accounts(clock())
        yield simulators


@pytest.fixture
def staff(transactional_db) -> SimpleNamespace:
    """The programme's people, and the words that are read out before anybody is asked."""
    models.ConsentScript.objects.create(
        version="1", text_bn="শুনুন।", text_en="Listen.", active_from=date(2026, 1, 1)
    )
    rahima = person("rahima", "Field staff")
    Assignment.objects.create(user=rahima).districts.set([HERE])
    desks = {
        "editor": Desk(person("editor", "Editors")),
        "one": Desk(person("one", "Approvers")),
        "another": Desk(person("another", "Approvers")),
    }
    for desk in desks.values():
        desk.sign_in()
    return SimpleNamespace(rahima=rahima, **desks)


# Stage by stage; each gives what the next one needs and no more.


def tell(phone: Phone, clock: Clock) -> tuple[models.Testimony, str]:
    """Ask a returnee in the field, record them, send it; give the words of their card."""
    today = dhaka_day(clock())
    told = {
        "name": "Canary Begum", "telephone": "01799555123", "village": "Canarypara",
        "other_names": "", "place": HERE, "told_on": today.isoformat(),
    }  # fmt: skip
    phone.send(f"{FIELD}new/", told)
    testimony = models.Testimony.objects.get()
    ask = f"{FIELD}{testimony.pk}/consent/"
    phone.read(ask)
    answers = {
        "seen": "0", "script": str(models.ConsentScript.objects.get().pk), "script_language": "bn",
        "adult": "on", "aid_said": "on", "risks_asked": "on", "middleman_near": "no",
        "case_in_court": "no", "purposes": ["awareness"],
        "channels": ["site", "youtube", "facebook"], "languages": ["bn", "en"],
        "identity_level": "face-hidden", "ends_on": (today + timedelta(days=365)).isoformat(),
        "contact": "the shop next door", "evidence_kind": "signature",
    }  # fmt: skip
    card = phone.send(ask, answers, files={"evidence_file": ("s.png", b"canary", "image/png")})
    words = re.findall(r"</small>(\S+?)</li>", card.text)
    assert len(words) == 4
    upload = phone.send_film(film(SECONDS, size=(320, 180)), str(testimony.pk))
    assert phone.state_of(upload)["state"] == "looking"
    tasks.settle_uploads()
    assert phone.state_of(upload)["state"] == "taken"
    return testimony, " ".join(words)


def write(editor: Desk, testimony: models.Testimony) -> Story:
    """Write down the facts of the story."""
    facts = {
        "testimony": str(testimony.pk), "display_name": "Shapla", "display_name_bn": "শাপলা",
        "identity_level": "face-hidden", "destination": "MY", "themes": ["costs"],
        "risks_checked": "on",
    }  # fmt: skip
    editor.fill_in(reverse("stories:add"), "display_name", **facts)
    return Story.objects.get()


def make_the_video(editor: Desk, story: Story, clock: Clock) -> StoryVideo:
    """Order it, have it made by a worker, write captions, look at all of it."""
    recording = Recording.objects.get()
    order = reverse("story_videos:order", args=[story.pk, recording.pk])
    editor.fill_in(order, "hiding", hiding="whole", voice="lower")
    tasks.make_videos()
    video = StoryVideo.objects.get()
    assert set(models.Rendition.objects.values_list("state", flat=True)) == {"done"}
    for language, lines in WORDS.items():
        captions = reverse("story_videos:captions", args=[story.pk, video.pk, language])
        said = {}
        for at, line in enumerate(lines):
            said |= {
                f"cue-{at}-begins": f"0:0{at}", f"cue-{at}-ends": f"0:0{at + 1}",
                f"cue-{at}-words": line,
            }  # fmt: skip
        editor.fill_in(captions, "cue-TOTAL_FORMS", **said)
    watch = reverse("story_videos:watch", args=[story.pk, video.pk])
    before = editor.read(watch)
    clock.wait(seconds=SECONDS + 1)
    answer = editor.client.post(
        watch,
        {
            "token": re.search(r'name="token" value="([^"]+)"', before)[1], "whole": "on",
            "played": f"0-{SECONDS}", "shows": "face-hidden",
        },
        follow=True,
    )  # fmt: skip
    assert "It is written down" in answer.content.decode()
    return video


def publish(staff: SimpleNamespace, story: Story, video: StoryVideo) -> StoryPage:
    """Write the page, hand it in, and have two people approve it."""
    index = StoryIndexPage.objects.get(locale__language_code="bn")
    new = reverse("wagtailadmin_pages:add", args=["pages", "storypage", index.pk])
    told = {
        "title": "ফেরার পথ", "slug": "ferar-poth", "intro": "কাজের খোঁজে গিয়ে ফিরে আসা।",
        "experience": "আমি কাজের জন্য গিয়েছিলাম।", "story": str(story.pk),
        "related-count": "0",
    }  # fmt: skip
    staff.editor.fill_in(new, "title", **told)
    page = StoryPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    # Scripts add it: how many pages the reader is led on to.
    more = {"related-count": "0", "action-submit": "1"}
    staff.editor.fill_in(edit, "title", video=str(video.pk), **more)
    for desk in (staff.one, staff.another):
        assert Client().get(page.url).status_code == 404
        step = TaskState.objects.get(status="in_progress")
        approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
        desk.fill_in(approve, "seen")
    page.refresh_from_db()
    assert page.live
    return page


def files_of(page: StoryPage) -> list[str]:
    """Read the page as the public does; give the addresses of its player's files."""
    answer = Client().get(page.url)
    assert answer.status_code == 200
    return sorted(set(re.findall(r'"(/story-videos/[^"]+)"', answer.content.decode())))


def send_to(staff: SimpleNamespace, platform: str, account: str, story: Story) -> Publishing:
    """Send it privately, and have a second person make it public."""
    order = reverse("publishings:order", args=[story.pk])
    words = {"title": "ফেরার পথ", "description": "কাজের খোঁজে গিয়ে ফিরে আসা।", "language": "bn"}
    staff.editor.fill_in(order, "to", to=f"{platform}:{account}", **words)
    tasks.bring_videos_to_platforms()
    publishing = Publishing.objects.get(platform=platform)
    assert publishing.state == "private"
    public = reverse("publishings:public", args=[story.pk, publishing.pk])
    assert staff.editor.client.post(public).status_code in (302, 403)
    assert staff.one.client.post(public).status_code == 302
    tasks.bring_videos_to_platforms()
    publishing.refresh_from_db()
    assert publishing.state == "public"
    return publishing


def poll(clock: Clock) -> None:
    for account in Account.objects.all():
        outcome = poll_by_hand(account, clock)
        assert outcome.state == "done", outcome


def ring(staff: SimpleNamespace, words: str) -> None:
    """Withdraw over the telephone, by the words of the card."""
    hotline = reverse("consents:hotline")
    found = staff.another.client.post(hotline, {"words": words}).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', found)
    assert token, "the card was not found"
    staff.another.client.post(reverse("consents:by_card"), {"token": token[1]})


def test_a_story_goes_from_a_phone_to_the_platforms_and_is_taken_back(
    staff, platforms, clock, live_server, private_folder,  # noqa: F811
):  # fmt: skip
    phone = Phone(live_server.url)
    phone.sign_in(staff.rahima)
    testimony, words = tell(phone, clock)
    story = write(staff.editor, testimony)
    video = make_the_video(staff.editor, story, clock)
    page = publish(staff, story, video)

    files = files_of(page)
    shown = {url.rpartition("/")[2]: b"".join(Client().get(url)) for url in files}
    names = {"poster.webp", "sound.m4a", "240p.mp4", "360p.mp4", "captions.bn.vtt"}
    assert set(shown) == names
    assert all(CANARY.encode() not in data for data in shown.values())
    assert WORDS["bn"][0] in shown["captions.bn.vtt"].decode()

    on_youtube = send_to(staff, "youtube", CHANNEL, story)
    on_facebook = send_to(staff, "facebook", PAGE, story)
    (seen,) = platforms.youtube.channels[CHANNEL].videos
    (post,) = platforms.facebook.pages[PAGE].posts
    assert seen.data == post.data == shown["360p.mp4"]
    assert seen.is_public
    assert post.is_public
    for language, lines in WORDS.items():
        assert lines[1] in seen.captions[language].decode()
    assert {name[:2] for name in post.captions} == set(WORDS)

    for day, (views, viewers) in enumerate([(1204, 811), (1350, 902)]):
        seen.views, post.values = views, {"post_total_media_view_unique": viewers}
        clock.wait(days=day, minutes=1)
        for desk in (staff.editor, staff.one, staff.another):
            desk.come_back()
        poll(clock)
        counted = staff.editor.read(reverse("publishings:list", args=[story.pk]))
        assert f"{views:,}" in counted
        assert str(viewers) in counted

    ring(staff, words)
    assert Client().get(page.url).status_code == 410
    assert {Client().get(url).status_code for url in files} <= {404, 410}
    assert page.title not in Client().get("/bn/stories/").content.decode()
    # On the platforms it is to be seen until somebody has proven that it is not.
    certificate = reverse("consents:certified", args=[models.Withdrawal.objects.get().pk])
    assert staff.another.client.get(certificate).status_code == 409
    assert seen.is_public
    tasks.see_to_withdrawals()
    assert seen.status["privacyStatus"] == "private"
    assert post.hidden
    for publishing, proof in ((on_youtube, "private"), (on_facebook, "not there")):
        copy = Copy.objects.get(publishing=publishing)
        assert (copy.publishing.state, copy.proof) == ("gone", "platform")
        assert proof in copy.seen.open()["seen"]
    assert not models.Takedown.objects.open().exists()
    assert not Copy.objects.standing().exists()
    assert "ferar" not in staff.another.read(certificate)
    assert is_certificate(staff.another.read(f"{certificate}?text"))

    # What was made is erased; what was told stays sealed until the person is erased.
    made = PrivateFile.objects.filter(rendition__isnull=False)
    assert {file.erased_at is None for file in made} == {False}
    assert Recording.objects.get().file.erased_at is None
    on_disk = [one for one in private_folder.rglob("*") if one.is_file()]
    assert len(on_disk) == PrivateFile.objects.filter(erased_at=None).count()
    assert not [one for one in on_disk if b"ftyp" in one.read_bytes()]
    # A withdrawn video that is polled again tells nothing new, and nothing comes back.
    clock.wait(days=1)
    tasks.bring_videos_to_platforms()
    poll(clock)
    assert not seen.is_public
    assert not Copy.objects.standing().exists()
