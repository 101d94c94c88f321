"""Asking for a video, seeing how far it is, looking at all of it, captions: through the pages."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from campaigns.models import Assignment
from crm_videos.identity import IdentityLevel, level_of_video
from crm_videos.models import Caption, PrivateFile, Rendition, StoryVideo
from crm_videos.videos import making, work_table
from crm_videos.videos.child_at_work import Made
from crm_videos.videos.watching import played_in
from crm_videos.views import video_files
from tests.crm_videos.conftest import NOW
from tests.crm_videos.filmed import order, record
from tests.crm_videos.withdrawn_world import Told
from tests.portal.story_world import make_story

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
DATA = bytes(range(256)) * 4
SAID = {"shows": "face-hidden", "tells": [], "whole": "on", "played": "0-3"}


def somebody(role: str, district: str = "BD4047") -> Client:
    user, _new = User.objects.get_or_create(username=f"{role} {district}")
    group = Group.objects.get(name=role)
    group.permissions.remove(*group.permissions.filter(codename="everywhere_assignment"))
    user.groups.add(group)
    Assignment.objects.get_or_create(user=user)[0].districts.set([district])
    client = Client()
    client.force_login(user)
    return client


class Office:
    """A story with a recording, an editor, and a clock."""

    def __init__(self, testimony, recorder, monkeypatch) -> None:
        self.now = NOW
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)
        monkeypatch.setattr(making, "make", lambda *_a, **_m: Made(DATA, 640, 360, 3000))
        self.told = Told(testimony, recorder)
        self.recording = record(testimony, recorder)
        self.client = somebody("Editors")

    def page(self, rest: str = "") -> str:
        return f"/admin/story-videos/{self.told.story.pk}/{rest}"

    def text(self, rest: str = "") -> str:
        return self.client.get(self.page(rest)).content.decode()

    def made(self, **wanted) -> StoryVideo:
        video = order(self.told.story, self.recording, self.told.by, **wanted)
        making.make_what_waits(lambda: self.now)
        return video

    def watch(self, video: StoryVideo, seconds: float = 3, **said) -> str:
        """Open the page, let time pass, say what was seen; give the answer."""
        address = self.page(f"{video.pk}/watch/")
        token = re.search(r'name="token" value="([^"]+)"', self.text(f"{video.pk}/watch/"))
        self.now += dt.timedelta(seconds=seconds)
        answer = self.client.post(address, {**SAID, "token": token[1], **said}, follow=True)
        video.refresh_from_db()
        return answer.content.decode()


@pytest.fixture
def office(testimony, recorder, monkeypatch) -> Office:
    return Office(testimony, recorder, monkeypatch)


def test_a_video_is_asked_for_with_what_is_cut_hidden_and_changed(office):
    form = office.text(f"make/{office.recording.pk}/")
    assert "can change it back" in form
    sent = {
        "starts": "০:০১", "ends": "0:02.5", "hiding": "region", "voice": "lower",
        "regions": "30 20 30 50\n0 0 10 10",
    }  # fmt: skip
    answer = office.client.post(office.page(f"make/{office.recording.pk}/"), sent)
    assert answer["Location"] == office.page()
    video = StoryVideo.objects.get()
    assert (video.starts_ms, video.ends_ms, video.voice) == (1000, 2500, "lower")
    assert video.regions == [[300, 200, 300, 500], [0, 0, 100, 100]]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"ends": "9:00"}, "within the recording"),
        ({"starts": "noon"}, "minutes and seconds"),
        ({"hiding": "region", "regions": "30 20 30"}, "four whole numbers"),
        ({"hiding": "region"}, "Choose the part of the picture"),
        ({"hiding": "region", "regions": "90 20 30 50"}, "outside the picture"),
    ],
)
def test_what_makes_no_sense_is_said_and_what_was_typed_stays(changed, says, office):
    sent = {
        "starts": "",
        "ends": "",
        "hiding": "whole",
        "voice": "higher",
        "regions": "",
        **changed,
    }
    page = office.client.post(office.page(f"make/{office.recording.pk}/"), sent).content.decode()
    assert says in page
    assert re.search(r'value="higher"[^>]+checked', page)
    assert changed.get("regions", "") in page
    assert not StoryVideo.objects.exists()


def test_staff_see_how_far_it_is_and_what_went_wrong(office):
    video = order(office.told.story, office.recording, office.told.by)
    claimed = work_table.claim_next(office.now)
    work_table.note(claimed, 420, office.now)
    page = office.text()
    assert "data-waits" in page
    assert "Being made: 42%" in page
    assert "Waiting" in page
    work_table.end_in_vain(claimed, work_table.GAVE_UP)
    office.now += work_table.LEASE
    making.make_what_waits(lambda: office.now)
    page = office.text()
    assert "data-waits" not in page
    assert "It broke off too often" in page
    assert "1 KB" in page
    assert "counts as showing everything" in page
    assert office.page(f"{video.pk}/watch/") in page


def test_a_file_is_played_in_ranges_and_kept_by_nobody(office):
    video = office.made()
    address = office.page(f"{video.pk}/file/360p/")
    whole = office.client.get(address)
    assert (whole.status_code, b"".join(whole)) == (200, DATA)
    assert whole["Content-Type"] == "video/mp4"
    assert "no-store" in whole["Cache-Control"]
    part = office.client.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, b"".join(part)) == (206, DATA[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(DATA)}"
    assert office.client.get(address, headers={"Range": "bytes=5000-"}).status_code == 416
    assert office.client.get(office.page(f"{video.pk}/file/raw/")).status_code == 404


def test_whoever_saw_all_of_it_says_what_it_shows(office):
    video = office.made(hiding="whole", voice="lower")
    assert video.level == IdentityLevel.OPEN
    page = office.watch(video)
    assert "It is written down" in page
    assert (video.shows, video.tells, video.watched_by.username) == (
        "face-hidden", [], "Editors BD4047",
    )  # fmt: skip
    assert video.level == IdentityLevel.FACE_HIDDEN
    office.watch(video, shows="behind", tells=["said"])
    assert video.level == IdentityLevel.OPEN


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, {}),
        (3, {"played": "0-1,2-3"}),
        (3, {"played": "0-1,0-1,0-1"}),
        (3, {"whole": ""}),
        (60 * 60 * 13, {}),
        (3, {"token": "forged"}),
    ],
)
def test_who_did_not_see_all_of_it_says_nothing(seconds, said, office):
    video = office.made()
    page = office.watch(video, seconds, **said)
    assert "from its beginning to its end first" in page or "Open the page anew" in page
    assert video.watched_at is None
    assert video.level == IdentityLevel.OPEN


def test_a_page_of_one_person_or_video_says_nothing_of_another(office):
    first, second = office.made(), office.made(voice="lower")
    token = re.search(r'name="token" value="([^"]+)"', office.text(f"{first.pk}/watch/"))[1]
    assert "Open the page anew" in office.watch(second, token=token)
    office.client = somebody("Approvers")
    assert "Open the page anew" in office.watch(first, token=token)


def test_where_no_script_runs_the_time_alone_counts(office):
    video = office.made()
    assert "from its beginning" in office.watch(video, 1, played="")
    assert "It is written down" in office.watch(video, 3, played="")


def test_a_sound_that_nobody_heard_counts_as_showing_everything(office):
    video = office.made(hiding="no-picture", voice="lower")
    assert video.level == IdentityLevel.OPEN
    assert "counts as showing everything" in office.text()
    # Whoever heard it is not asked who is to be seen.
    office.watch(video, shows="")
    assert video.level == IdentityLevel.VOICE_CHANGED


def test_nothing_is_said_of_what_is_still_being_made(office):
    video = office.made()
    Rendition.objects.filter(video=video, kind="360p").update(
        state="waiting", file=None, sha256="", lease_until=None
    )
    assert "nothing to look at yet" in office.text(f"{video.pk}/watch/")


LEVELS = [
    # shows, tells, watched, hiding, voice
    (("face", False, True, "nothing", "as-it-is"), "pseudonym"),
    (("face-hidden", False, True, "region", "as-it-is"), "face-hidden"),
    (("face-hidden", False, True, "region", "lower"), "face-hidden"),
    (("behind", False, True, "nothing", "lower"), "voice-changed"),
    (("behind", False, True, "nothing", "as-it-is"), "face-hidden"),
    (("nobody", False, True, "no-picture", "higher"), "voice-changed"),
    (("nobody", False, True, "no-picture", "as-it-is"), "face-hidden"),
    (("nobody", False, False, "no-picture", "higher"), "open"),
    (("nobody", True, True, "no-picture", "higher"), "open"),
    (("", False, True, "whole", "higher"), "open"),
]


@pytest.mark.parametrize(("told", "level"), LEVELS)
def test_how_much_a_video_shows(told, level):
    shows, tells, watched, hiding, voice = told
    assert level_of_video(shows, tells=tells, watched=watched, hiding=hiding, voice=voice) == level


def test_what_was_played_twice_counts_once():
    assert played_in([(2, 3), (0, 1.5), (1, 2), (0.5, 1)]) == 3000


def rows(*cues: tuple[str, str, str]) -> dict[str, str]:
    sent = {"cue-TOTAL_FORMS": str(len(cues)), "cue-INITIAL_FORMS": "0"}
    for number, (begins, ends, words) in enumerate(cues):
        sent |= {
            f"cue-{number}-begins": begins,
            f"cue-{number}-ends": ends,
            f"cue-{number}-words": words,
        }
    return sent


def test_captions_are_written_beside_the_video_in_both_languages(office):
    video = office.made()
    address = office.page(f"{video.pk}/captions/bn/")
    sent = rows(("1", "2,5", "কাজের জন্য <দালাল>"), ("০:০০", "০:০১", "আমি গিয়েছিলাম"), ("", "", ""))
    assert office.client.post(address, sent).status_code == 302
    kept = Caption.objects.get()
    assert kept.cues == [[0, 1000, "আমি গিয়েছিলাম"], [1000, 2500, "কাজের জন্য <দালাল>"]]
    assert "আমি গিয়েছিলাম" in office.text(f"{video.pk}/captions/bn/")
    shown = office.client.get(office.page(f"{video.pk}/bn.vtt"))
    assert shown["Content-Type"] == "text/vtt; charset=utf-8"
    assert "&lt;দালাল&gt;" in shown.content.decode()
    assert 'srclang="bn"' in office.text(f"{video.pk}/watch/")
    wrong = office.client.post(address, rows(("2", "1", "ভুল"), ("2", "9:00", "খ"))).content.decode()
    assert "Caption 1: it must end after it begins." in wrong
    assert "ভুল" in wrong
    timeless = office.client.post(address, rows(("", "", "কথা"))).content.decode()
    assert "Write a time" in timeless
    assert "কথা" in timeless
    file = SimpleUploadedFile("Canary-Begum.srt", b"1\n00:00:00,0 -->", "text/plain")
    refused = office.client.post(address, {"bring": "1", "file": file}).content.decode()
    assert "has no times" in refused
    assert "Canary-Begum" not in refused
    brought = SimpleUploadedFile("x.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello", "text/vtt")
    office.client.post(office.page(f"{video.pk}/captions/en/"), {"bring": "1", "file": brought})
    assert {one.language: one.lines() for one in Caption.objects.all()} == {
        "bn": ["আমি গিয়েছিলাম", "কাজের জন্য <দালাল>"], "en": ["Hello"],
    }  # fmt: skip


def test_times_of_captions_have_the_readers_digits_and_come_back_as_they_were_shown(office):
    video = office.made()
    address = office.page(f"{video.pk}/captions/bn/")
    office.client.post(address, rows(("0", "2,5", "আমি গিয়েছিলাম")))
    shown = office.client.get(address, headers={"Accept-Language": "bn"}).content.decode()
    times = re.findall(r'name="cue-0-(?:begins|ends)" value="([^"]+)"', shown)
    assert times == ["০:০০", "০:০২.৫"]
    office.client.post(address, rows((*times, "আমি গিয়েছিলাম")))
    assert Caption.objects.get().cues == [[0, 2_500, "আমি গিয়েছিলাম"]]


def test_what_could_not_be_made_says_what_to_do(office):
    video = office.made()
    words = "Remove it, and make it anew"
    assert words not in office.text()
    video.renditions.filter(kind="sound").update(state="failed", file=None, words="x")
    assert words in office.text()


def test_a_video_that_is_removed_is_erased_whole(office, private_folder):
    video = office.made()
    assert office.client.post(office.page(f"{video.pk}/remove/")).status_code == 302
    assert PrivateFile.objects.filter(purpose="video-shown", seal=None).count() == 4
    assert str(video.pk) not in office.text()
    for rest in ("watch/", "captions/bn/", "file/360p/", "remove/"):
        assert office.client.get(office.page(f"{video.pk}/{rest}")).status_code == 404


def addresses(office, video) -> list[str]:
    film = office.recording.pk
    rest = (
        "", f"{video.pk}/watch/", f"{video.pk}/file/poster/", f"make/{film}/", f"stills/{film}/",
        f"{video.pk}/captions/bn/", f"{video.pk}/remove/",
    )  # fmt: skip
    return [office.page(one) for one in rest]


def test_a_video_is_reached_under_its_own_story_alone(office):
    """Which districts may see it was asked of the story that the address names."""
    other = make_story(office.told.testimony, office.told.by)
    video = order(other, office.recording, office.told.by)
    making.make_what_waits(lambda: office.now)
    for rest in ("watch/", "captions/bn/", "file/360p/", "remove/"):
        assert office.client.get(office.page(f"{video.pk}/{rest}")).status_code == 404
    assert office.client.post(office.page(f"{video.pk}/remove/")).status_code == 404


SEES = {
    "Editors": (200, 200, 200, 200, 200, 200, 200),
    "Approvers": (200, 200, 200, 200, 200, 200, 200),
    "RSC supervisors": (200, 200, 200, 302, 302, 302, 302),
    "Data managers": (302,) * 7,
    "Field staff": (302,) * 7,
    "Donor readers": (302,) * 7,
}


def test_who_works_at_the_story_sees_its_videos_and_nobody_else(office, monkeypatch):
    monkeypatch.setattr(video_files, "make", lambda *_a, **_m: Made(b"still", 480, 270, None))
    video = office.made()
    pages = addresses(office, video)
    for role, expected in SEES.items():
        client = somebody(role)
        assert tuple(client.get(one).status_code for one in pages) == expected, role
        elsewhere = somebody(role, "BD3093")
        assert {elsewhere.get(one).status_code for one in pages} <= {302, 404}, role
    for one in pages:
        answer = Client().get(one)
        assert urlsplit(answer["Location"]).path.endswith("/login/")
    office.told.withdraw()
    assert "Nobody works at videos" in office.text()
    assert {office.client.get(one).status_code for one in pages[1:]} == {404}
