"""Bugs planted on purpose in the way to the platforms: each is caught by a test of the suite."""

import sys

import pytest

from crm_videos.publishing import bringing, carrying_out, ordering, removing
from media_ingest.facebook.publishing import FacebookPublisher
from media_ingest.youtube import publishing as youtube
from tests.portal import test_every_step_to_a_platform_may_fail as steps
from tests.portal import test_videos_on_platforms as life
from tests.portal import test_withdrawn_while_it_is_published as withdrawn
from tests.portal.conftest import private_folder, quick, scene  # noqa: F401
from tests.storms.planted_in_publishing import the_file_first

pytestmark = pytest.mark.django_db
GATE = life.TestTheGate()
REAL_KEEP = bringing.keep


def nothing(*_args, **_more) -> None:
    """Do nothing at all."""


def forget_the_session(publishing, now, **changes):
    if changes.get("session"):
        changes["session"] = {"address": "http://127.0.0.1:9/upload"}
    REAL_KEEP(publishing, now, **changes)


def register_later(publishing, platform, video, now, **changes):
    if changes.get("session"):
        REAL_KEEP(publishing, now, state="sending", **changes)
        publishing.refresh_from_db()
    else:
        REAL_REGISTER(publishing, platform, video, now, **changes)


REAL_REGISTER = bringing.register


def begin_in_public(services, root, body, **more):
    body["status"]["privacyStatus"] = "public"
    return REAL_BEGIN(services, root, body, **more)


REAL_BEGIN = youtube.uploading.begin

BUGS = {
    "gate not asked before public": (
        lambda plant: plant(carrying_out, "demand_open", nothing),
        lambda it: GATE.test_is_asked_before_it_becomes_public(it, "youtube"),
    ),
    "gate not asked before sending": (
        lambda plant: plant(bringing, "demand_open", nothing),
        lambda it: GATE.test_is_asked_again_before_anything_is_sent(it),
    ),
    "gate not asked when a person makes it public": (
        lambda plant: plant(ordering, "demand_open", nothing),
        lambda it: GATE.test_refuses_a_page_that_was_changed_since(it),
    ),
    "registered after, instead of with the id": (
        lambda plant: plant(bringing, "register", register_later),
        lambda it: withdrawn.test_a_withdrawal_in_the_midst_of_sending_finds_what_is_there(it),
    ),
    "session forgotten": (
        lambda plant: plant(bringing, "keep", forget_the_session),
        lambda it: steps.test_a_worker_killed_between_two_pieces_goes_on_where_it_was(
            it, "youtube"
        ),
    ),
    "gone without reading back": (
        lambda plant: (
            plant(removing, "seen_gone", lambda *_: "read back"),
            plant(youtube.YouTubePublisher, "take_down", nothing),
        ),
        lambda it: it.live_through("youtube"),
    ),
    "asked to take down, and still called public": (
        lambda plant: plant(removing, "keep", nothing),
        lambda it: steps.test_whatever_request_fails_however_no_row_lies(it, "youtube"),
    ),
    "taken down while another makes it public": (
        lambda plant: plant(removing, "claim", lambda *_: True),
        lambda it: life.test_what_is_being_made_public_is_not_taken_down_behind_its_back(it),
    ),
    "not shown to this token, so gone": (
        lambda plant: plant(FacebookPublisher, "_demand_sight", nothing),
        lambda it: life.test_a_token_that_opens_nothing_proves_nothing_gone(it),
    ),
    "the part not read first": (
        lambda plant: plant(youtube, "MAY_BE_SAID", ()),
        lambda it: life.test_taking_down_sends_back_all_else_that_stands_there(it),
    ),
    "public at once": (
        lambda plant: plant(youtube.uploading, "begin", begin_in_public),
        lambda it: life.test_a_video_is_whole_private_at_first_tagged_and_captioned(it),
    ),
    "the file wanted before what has arrived is asked": (
        lambda plant: plant(bringing, "_film", the_file_first),
        lambda it: withdrawn.test_a_film_that_had_arrived_is_found_although_its_file_is_erased(it),
    ),
    "made public too late, and left so": (
        lambda plant: plant(carrying_out, "_keep_or_take_back", nothing),
        lambda it: withdrawn.test_what_becomes_public_after_it_was_proven_gone_is_taken_back(
            it, deaf=False
        ),
    ),
    "too late without an answer, and left so": (
        lambda plant: plant(carrying_out, "_keep_or_take_back", nothing),
        lambda it: withdrawn.test_what_becomes_public_after_it_was_proven_gone_is_taken_back(
            it, deaf=True
        ),
    ),
    "arrived after it was stopped, and told nobody": (
        lambda plant: plant(bringing, "_hand_over", nothing),
        lambda it: withdrawn.test_a_film_that_arrives_after_it_was_stopped_is_found_and_goes(it),
    ),
    "not shown by YouTube, so gone": (
        lambda plant: plant(youtube.YouTubePublisher, "_demand_absence", nothing),
        lambda it: life.test_a_video_that_youtube_lists_and_does_not_show_is_not_gone(it),
    ),
    "suspected nowhere": (
        lambda plant: plant(carrying_out, "suspect", nothing),
        lambda it: life.test_an_upload_that_youtube_forgot_is_found_by_its_mark_or_suspected(it),
    ),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_caught(quick, monkeypatch, capsys, bug):  # noqa: F811
    """By what a test demands: one that merely stumbles over the bug has not seen it."""
    plant, caught_by = BUGS[bug]
    plant(monkeypatch.setattr)
    with pytest.raises((AssertionError, pytest.fail.Exception)) as caught:
        caught_by(quick)
    with capsys.disabled():
        sys.stdout.write(f"\n{bug}: {str(caught.value).splitlines()[:1]}\n")


@pytest.mark.parametrize("bug", BUGS)
def test_without_it_the_same_test_passes(quick, bug):  # noqa: F811
    """Else something besides the bug was caught."""
    BUGS[bug][1](quick)
