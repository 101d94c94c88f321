"""Staff send a video, another person makes it public, links are entered, counts are seen."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from crm_videos.models import Copy, Publishing, Rendition, StoryVideo, Takedown
from crm_videos.publishing.links import LinkRefused, read_link
from media_ingest.models import Account, PollRun, Post, PostReading
from tests.portal.pictured import undone

State = Publishing.State


def office_of(name: str, group: str) -> Client:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def test_one_sends_another_makes_public_and_both_see_what_is_so(scene):
    story = scene.world.story.pk
    sender, reader = office_of("sender", "Editors"), office_of("reader", "Approvers")
    form = {
        "video": str(scene.video.pk), "to": f"youtube:{scene.accounts['youtube']}",
        "language": "en", "title": "The road home", "description": "What helped.",
    }  # fmt: skip
    order = reverse("publishings:order", args=[story])
    refused = sender.post(order, {**form, "title": "Canary Person", "description": "What <b>"})
    assert "Write it without" in refused.content.decode()
    refused = sender.post(order, {**form, "title": "Canary Person"})
    assert "This could tell who it is: Canary" in refused.content.decode()
    assert "What helped." in refused.content.decode()
    assert sender.post(order, form).status_code == 302
    publishing = Publishing.objects.get()
    scene.settle(publishing, State.PRIVATE)

    shown = sender.get(reverse("publishings:list", args=[story])).content.decode()
    assert "There, and not public" in shown
    assert "Another person reads this" in shown
    public = reverse("publishings:public", args=[story, publishing.pk])
    assert sender.post(public).status_code in (302, 403)
    publishing.refresh_from_db()
    assert publishing.state == State.PRIVATE
    asked = reader.get(public).content.decode()
    assert "Everybody will see this on YouTube" in asked
    assert "The road home" in asked
    assert reader.post(public).status_code == 302
    scene.settle(publishing, State.PUBLIC)

    down = reverse("publishings:take_down", args=[story, publishing.pk])
    assert "becomes private" in sender.get(down).content.decode()
    sender.post(down)
    scene.settle(publishing, State.GONE)
    assert "Taken down" in sender.get(reverse("publishings:list", args=[story])).content.decode()


def test_without_a_video_that_is_ready_the_form_says_so_and_leads_to_where_videos_are_made(scene):
    sender, story = office_of("sender", "Editors"), scene.world.story.pk
    order = reverse("publishings:order", args=[story])
    assert 'name="title"' in sender.get(order).content.decode()
    nobody = {"watched_at": None, "watched_by": None, "shows": ""}
    unready = {
        "not looked at": lambda: StoryVideo.objects.update(**nobody),
        "not made": lambda: Rendition.objects.filter(kind="360p").update(state="failed", file=None),
        "removed": lambda: StoryVideo.objects.update(removed_at=scene.world.now),
    }
    for name, happens in unready.items():
        with undone(scene.world):
            happens()
            shown = sender.get(order).content.decode()
            assert "No video of this story can be sent yet." in shown, name
            assert reverse("story_videos:list", args=[story]) in shown, name
            assert 'name="title"' not in shown, name
            posted = sender.post(order, {"video": str(scene.video.pk), "title": "x"})
            assert posted.status_code == 200, name
    assert not Publishing.objects.exists()


def test_who_may_not_work_at_the_story_finds_nothing(scene):
    scene.order("youtube")
    stranger = office_of("stranger", "RSC supervisors")
    for name in ("list", "order", "link"):
        address = reverse(f"publishings:{name}", args=[scene.world.story.pk])
        assert stranger.get(address).status_code in (302, 403, 404), name


LINKS = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3s", "youtube", "dQw4w9WgXcQ"),
    ("youtu.be/dQw4w9WgXcQ?si=x", "youtube", "dQw4w9WgXcQ"),
    ("https://m.youtube.com/shorts/dQw4w9WgXcQ", "youtube", "dQw4w9WgXcQ"),
    ("https://www.facebook.com/watch/?v=123456789012", "facebook", "123456789012"),
    ("https://www.facebook.com/reel/123456789012", "facebook", "123456789012"),
    ("https://facebook.com/nirapad/videos/a-title/123456789012/", "facebook", "123456789012"),
    ("https://www.facebook.com/100001/posts/200002", "facebook", "100001_200002"),
    (
        "https://www.facebook.com/permalink.php?story_fbid=200002&id=100001",
        "facebook",
        "100001_200002",
    ),
]
NO_LINKS = [
    "", "youtube.com", "https://www.youtube.com/@channel", "https://youtube.com/watch?v=short",
    "https://evil.example/watch?v=dQw4w9WgXcQ", "https://youtube.com.evil.example/watch?v=dQw4w9W",
    "https://www.facebook.com/nirapad", "https://www.facebook.com/nirapad/posts/pfbid02abc",
    "https://user@[::1/x", "javascript:alert(1)",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "kind", "ref"), LINKS)
def test_an_address_names_one_video(typed, kind, ref):
    link = read_link(typed)
    assert (link.kind, link.ref) == (kind, ref)


@pytest.mark.parametrize("typed", NO_LINKS)
def test_other_addresses_are_refused_in_words(typed):
    with pytest.raises(LinkRefused):
        read_link(typed)


def counted(copy_ref: str, account: Account, now, value: int) -> None:
    post = Post.objects.create(
        account=account, external_id=copy_ref, kind="video", first_seen_at=now, confirmed_at=now
    )
    run = PollRun.objects.create(account=account, due_at=now, not_before=now, state="done")
    for version, count in enumerate((value - 5, value), start=1):
        PostReading.objects.create(
            post=post, measure="views", metric="viewCount", version=version, value=count,
            observed_at=now, last_seen_at=now, run=run, request="r", raw_sha256="0" * 64,
        )  # fmt: skip


def test_a_link_is_registered_asked_about_counted_and_found_by_a_withdrawal(scene):
    sender = office_of("sender", "Editors")
    story = scene.world.story.pk
    typed = {"address": "https://youtu.be/dQw4w9WgXcQ", "language": "en"}
    answer = sender.post(reverse("publishings:link", args=[story]), typed, follow=True)
    assert "A withdrawal will find it" in answer.content.decode()
    copy = Copy.objects.get(kind="youtube")
    counted(copy.ref, Account.objects.get(platform="youtube"), scene.world.now, 1234)
    shown = sender.get(reverse("publishings:list", args=[story])).content.decode()
    assert "1,234" in shown
    assert "1,229" not in shown
    scene.world.withdraw()
    assert Takedown.objects.filter(copy=copy).exists()


def test_a_link_that_the_gate_refuses_is_registered_all_the_same_and_said(scene):
    scene.world.narrow(channels=["site"])
    sender = office_of("sender", "Editors")
    typed = {"address": "https://youtu.be/dQw4w9WgXcQ", "language": "en"}
    address = reverse("publishings:link", args=[scene.world.story.pk])
    answer = sender.post(address, typed, follow=True).content.decode()
    assert "it must not be there" in answer
    assert "did not agree to this channel: YouTube" in answer
    assert Copy.objects.filter(kind="youtube", ref="dQw4w9WgXcQ").exists()
