"""The life of a video on YouTube and Facebook, whatever goes wrong on the way."""

import datetime as dt

import pytest

from crm_videos.models import Copy, Publishing, Takedown
from crm_videos.ports import ByHand, NotYet
from crm_videos.ports import Gone as CopyGone
from crm_videos.publishing import ordering
from crm_videos.publishing.claims import claim
from crm_videos.publishing.ordering import Refused
from portal import publishing as wiring
from portal import remote_copies
from tests.portal.platform_life import FILM, make_video
from tests.simulators.faults import Fault

pytestmark = pytest.mark.django_db
State = Publishing.State
BOTH = ("youtube", "facebook")


@pytest.mark.parametrize("platform", BOTH)
def test_a_video_goes_there_becomes_public_and_is_taken_down_when_it_is_withdrawn(scene, platform):
    publishing = scene.live_through(platform)
    assert publishing.state == State.GONE
    copy = Copy.objects.get(pk=publishing.copy_id)
    assert copy.proof == "platform"
    assert copy.seen.open()["seen"].startswith("read back")
    assert not any(scene.there().values())
    assert not Takedown.objects.open().remote().exists()


def test_a_video_is_whole_private_at_first_tagged_and_captioned(scene):
    publishing = scene.order("youtube")
    scene.settle(publishing, State.PRIVATE)
    (there,) = scene.channel_there.videos
    assert (there.data, there.title) == (FILM, "The road home")
    assert there.status["privacyStatus"] == "private"
    assert there.status["selfDeclaredMadeForKids"] is False
    assert there.tags == (publishing.mark,)
    assert there.captions["bn"].decode().startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n")
    (session,) = scene.platforms.youtube.uploads.sessions.values()
    assert not session.notifies

    scene.settle(scene.order("facebook"), State.PRIVATE)
    (post,) = scene.page_there.posts
    assert (post.data, post.published, post.message) == (FILM, False, "The road home")
    assert b"00:00:00,000 --> 00:00:01,500" in post.captions["bn_IN"]


def test_taking_down_sends_back_all_else_that_stands_there(scene):
    publishing = scene.order("youtube")
    scene.settle(publishing, State.PRIVATE)
    scene.make_public(publishing)
    scene.settle(publishing, State.PUBLIC)
    (there,) = scene.channel_there.videos
    there.status |= {
        "embeddable": False, "license": "creativeCommon", "publicStatsViewable": False,
        "containsSyntheticMedia": True,
    }  # fmt: skip
    before = dict(there.status)
    scene.withdraw()
    scene.end(publishing)
    assert there.status == {**before, "privacyStatus": "private"}


class TestTheGate:
    def test_is_asked_when_it_is_ordered(self, scene):
        scene.world.narrow(channels=["site", "youtube"])
        with pytest.raises(Refused, match="this channel"):
            scene.order("facebook")
        assert scene.order("youtube")

    def test_is_asked_again_before_anything_is_sent(self, scene):
        publishing = scene.order("youtube")
        scene.world.narrow(channels=["site"])
        scene.settle(publishing, State.STOPPED)
        assert not scene.there()
        assert not scene.platforms.youtube.uploads.sessions

    def test_is_asked_before_each_piece(self, scene, monkeypatch):
        publishing = scene.order("facebook")
        scene.platforms.watchers.append(
            lambda request: request.form.get("upload_phase") == "transfer" and asked.append(1)
        )
        asked: list[int] = []
        pieces_then_shut(scene, monkeypatch, asked)
        scene.settle(publishing, State.GONE)
        assert len(asked) == 1
        assert not scene.there()

    @pytest.mark.parametrize("platform", BOTH)
    def test_is_asked_before_it_becomes_public(self, scene, platform):
        publishing = scene.order(platform)
        scene.settle(publishing, State.PRIVATE)
        scene.make_public(publishing)
        scene.world.edit_facts()
        scene.settle(publishing, State.GONE)
        assert not any(scene.there().values())

    def test_refuses_a_page_that_was_changed_since(self, scene):
        publishing = scene.order("youtube")
        scene.settle(publishing, State.PRIVATE)
        scene.world.edit_facts()
        with pytest.raises(Refused, match="changed"):
            scene.make_public(publishing)

    def test_refuses_words_that_tell_who_it_is(self, scene):
        with pytest.raises(Refused, match="Canary"):
            scene.order("youtube", title="Canary Person comes home")
        with pytest.raises(Refused, match="01700000000"):
            scene.order("youtube", description="Ring 01700000000")

    def test_refuses_a_video_that_the_page_does_not_show(self, scene):
        scene.video = make_video(scene.world)
        with pytest.raises(Refused, match="does not show this video"):
            scene.order("youtube")


def pieces_then_shut(scene, monkeypatch, asked) -> None:
    """Narrow the consent as soon as a piece was sent."""
    real = wiring.judge

    def judge(question, now):
        if asked and "facebook" in scene.world.agreed["channels"]:
            scene.world.narrow(channels=["site"])
        return real(question, now)

    wiring.ports.wire(
        judge=judge,
        open_account=wiring.open_account,
        accounts=wiring.accounts,
        counts=wiring.counts,
    )
    monkeypatch.setattr(scene, "judge", lambda: None)


def test_whoever_wrote_the_words_does_not_make_them_public(scene):
    publishing = scene.order("youtube")
    scene.settle(publishing, State.PRIVATE)
    with pytest.raises(Refused, match="Another person"):
        ordering.ask_to_make_public(publishing, by=scene.world.people["a"], now=scene.world.now)


def test_a_video_is_not_sent_twice_at_once(scene):
    scene.order("youtube")
    with pytest.raises(Refused, match="there already"):
        scene.order("youtube")


def test_what_somebody_made_public_at_the_platform_is_taken_down(scene):
    publishing = scene.order("youtube")
    scene.settle(publishing, State.PRIVATE)
    scene.channel_there.videos[0].status["privacyStatus"] = "unlisted"
    scene.world.now += dt.timedelta(days=1)
    scene.run_without_a_judge()
    publishing.refresh_from_db()
    assert publishing.state == State.GONE
    assert not scene.channel_there.videos[0].is_public


def test_what_is_no_longer_there_is_not_called_public(scene):
    publishing = scene.order("facebook")
    scene.settle(publishing, State.PRIVATE)
    scene.make_public(publishing)
    scene.settle(publishing, State.PUBLIC)
    scene.page_there.posts[0].hidden = True
    scene.world.now += dt.timedelta(days=1)
    scene.run_without_a_judge()
    publishing.refresh_from_db()
    assert publishing.state == State.PERSON
    assert publishing.is_there  # as long as nobody has proven it


def test_a_token_that_opens_nothing_proves_nothing_gone(scene):
    publishing = scene.order("facebook")
    scene.settle(publishing, State.PRIVATE)
    scene.make_public(publishing)
    scene.settle(publishing, State.PUBLIC)
    scene.withdraw()
    # As Facebook answers for what a token may not see, and for what is not there.
    scene.platforms.facebook.refuses("/videos", 10, "(#10) needs pages_read_engagement")
    video = publishing.copy.ref
    scene.platforms.facebook.refuses(f"/{video}", 100, "does not exist", subcode=33)
    scene.end(publishing)
    publishing.copy.refresh_from_db()
    assert publishing.copy.gone_at is None
    assert Takedown.objects.get(copy=publishing.copy).state == "person"


def test_a_video_that_youtube_lists_and_does_not_show_is_not_gone(scene):
    publishing = scene.order("youtube")
    scene.settle(publishing, State.PRIVATE)
    scene.make_public(publishing)
    scene.settle(publishing, State.PUBLIC)
    scene.withdraw()
    scene.platforms.breaks("/youtube/v3/videos", Fault.EMPTY_LIST)
    scene.end(publishing)
    publishing.copy.refresh_from_db()
    assert publishing.copy.gone_at is None
    assert Takedown.objects.get(copy=publishing.copy).state == "person"


def test_captions_that_did_not_go_follow_as_soon_as_it_is_public(scene):
    publishing = scene.order("youtube")
    scene.platforms.breaks("captions", Fault.SERVER_ERROR)
    scene.settle(publishing, State.PRIVATE)
    (there,) = scene.channel_there.videos
    assert not there.captions
    scene.platforms.mend()
    scene.make_public(publishing)
    scene.settle(publishing, State.PUBLIC)
    scene.run()
    assert set(there.captions) == {"bn", "en"}


@pytest.mark.parametrize("platform", BOTH)
def test_a_missing_right_is_told_in_words_and_nothing_is_lost(scene, platform):
    there = scene.channel_there if platform == "youtube" else scene.page_there
    there.may_write = False
    publishing = scene.order(platform)
    scene.run()
    publishing.refresh_from_db()
    assert publishing.state == State.PERSON
    assert "Connect the account again" in publishing.words
    there.may_write = True
    ordering.try_again(publishing, now=scene.world.now)
    scene.settle(publishing, State.PRIVATE)


def test_an_upload_that_youtube_forgot_is_found_by_its_mark_or_suspected(scene):
    uploads = scene.platforms.youtube.uploads
    publishing = scene.order("youtube")
    scene.platforms.breaks("/upload/youtube/v3/videos", Fault.ACTED, skip=2, times=2)
    scene.run()
    uploads.sessions.clear()
    scene.settle(publishing, State.PRIVATE)
    assert len(scene.there()) == 1

    scene.video = make_video(scene.world)
    scene.publish_page()
    second = scene.order("youtube")
    scene.platforms.breaks("/upload/youtube/v3/videos", Fault.ACTED, skip=2, times=2)
    scene.run()
    uploads.sessions.clear()
    scene.channel_there.videos[0].tags = ()
    scene.world.now += dt.timedelta(hours=1)
    scene.run()
    second.refresh_from_db()
    assert second.state == State.PERSON
    suspected = Copy.objects.filter(kind="youtube", ref="")
    assert [one.where for one in suspected] == [second.mark]


def test_what_is_being_made_public_is_not_taken_down_behind_its_back(scene):
    publishing = scene.order("youtube")
    scene.settle(publishing, State.PRIVATE)
    copy = publishing.copy
    scene.make_public(publishing)
    publishing.refresh_from_db()
    assert claim(publishing, scene.world.now)
    answer = remote_copies.at_the_platform("by hand", copy, scene.world.now)
    assert isinstance(answer, NotYet)
    scene.world.now += dt.timedelta(minutes=4)
    answer = remote_copies.at_the_platform("by hand", copy, scene.world.now)
    assert isinstance(answer, CopyGone)


def test_a_copy_of_an_unknown_account_is_left_to_a_person(scene):
    copy = Copy.objects.create(
        story=scene.world.story, kind="facebook", ref="424242424242", made_at=scene.world.now
    )
    answer = remote_copies.at_the_platform("by hand", copy, scene.world.now)
    assert answer == ByHand("by hand")
