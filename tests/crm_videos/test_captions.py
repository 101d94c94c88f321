"""Captions: what is read of files, what is printed, what is refused, and what is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_videos.models import Caption
from crm_videos.videos.captions import (
    CaptionsRefused,
    faults_of,
    parse_captions,
    parse_time,
    print_time,
    print_vtt,
    save_captions,
    typed_time,
)
from tests.crm_videos.conftest import NOW
from tests.crm_videos.filmed import order, record
from tests.crm_videos.withdrawn_world import Told

CUES = [(0, 1500, "আমি বিদেশে গিয়েছিলাম\nকাজের জন্য"), (1500, 2900, "৩ লাখ টাকা <দালাল> & Co")]
HOSTILE = """\ufeffWEBVTT - somebody's

STYLE
::cue { background: url(http://127.0.0.1/) }

REGION
id:fred width:40%

NOTE nobody sees this

1
00:00.500 --> 00:02.000 align:start position:10%,line-left
<v Canary><b>Hello</b> &amp; <img src=x onerror=alert(1)>you

00:02.000 --> 00:02.900
--> no arrow
"""


def test_what_is_printed_is_read_again_as_it_was():
    printed = print_vtt(CUES)
    assert printed.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nআমি")
    assert "&lt;দালাল&gt; &amp; Co" in printed
    assert parse_captions(printed) == CUES


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7), WORDS), max_size=6))
def test_no_caption_is_ever_more_than_words(cues):
    printed = print_vtt(cues)
    assert "<" not in printed
    assert printed.count("-->") == len(cues)
    assert not [line for line in printed.splitlines() if line.startswith(("STYLE\n", "REGION\n"))]


def test_of_a_file_only_words_and_times_are_taken():
    assert parse_captions(HOSTILE) == [(500, 2000, "Hello & you"), (2000, 2900, "--> no arrow")]
    assert ">" not in print_vtt(parse_captions(HOSTILE)).split("-->")[-1]
    subrip = """1
00:00:00,500 --> 00:00:02,000
{\\an8}<i>এক</i>

2
00:00:02,000 --> 00:00:02,500
দুই
"""
    assert parse_captions(subrip.replace("\n", "\r\n")) == [(500, 2000, "এক"), (2000, 2500, "দুই")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no captions in it"),
        ("WEBVTT\n\nNOTE only this", "no captions in it"),
        ("Dear colleagues,\n\nhere they are", "It has no times"),
        ("x" * 500_001, "too large"),
    ],
)
def test_what_is_no_file_of_captions_is_refused_in_words(text, says):
    with pytest.raises(CaptionsRefused, match=says):
        parse_captions(text)


@pytest.mark.parametrize(
    ("cues", "says"),
    [
        ([(0, 1000, "")], "Caption 1: there are no words."),
        ([(1000, 1000, "a")], "Caption 1: it must end after it begins."),
        ([(0, 2000, "a"), (1999, 2500, "b")], "Caption 2: it begins before the one above"),
        ([(0, 3001, "a")], "Caption 1: it ends after the video does."),
        ([(0, 1000, "a\nb\nc\nd")], "Caption 1: it has more than 3 lines."),
        ([(0, 1000, "a" * 91)], "Caption 1: a line is longer than 90 letters."),
        ([(0, 1, "a")] * 1501, "more than 1,500 captions"),
    ],
)
def test_captions_that_do_not_hold_are_refused_with_their_number(cues, says):
    (fault,) = faults_of(cues, 3000)[:1]
    assert says in fault


@pytest.mark.parametrize(
    ("typed", "ms"),
    [("1:02.5", 62_500), ("০১:০২,৫", 62_500), ("7", 7000), ("1:00:00.001", 3_600_001), ("a", None)],
)
def test_times_are_read_as_people_write_them(typed, ms):
    assert parse_time(typed) == ms


def test_a_time_that_is_printed_or_typed_is_read_again():
    assert parse_time(typed_time(65_050)) == 65_050
    assert typed_time(3_000) == "0:03"
    assert parse_time(print_time(3_723_045)) == 3_723_045


@pytest.mark.django_db
def test_captions_are_kept_changed_and_taken_away_while_consent_stands(testimony, recorder):
    told = Told(testimony, recorder)
    video = order(told.story, record(testimony, recorder), recorder)
    kept = save_captions(video, "bn", CUES, by=told.by, now=NOW)
    assert kept.cues == [list(cue) for cue in CUES]
    save_captions(video, "bn", CUES[:1], by=told.by, now=NOW)
    assert Caption.objects.get().lines() == [CUES[0][2]]
    with pytest.raises(CaptionsRefused, match="ends after the video"):
        save_captions(video, "bn", [(0, 99_000, "a")], by=told.by, now=NOW)
    assert Caption.objects.count() == 1
    assert save_captions(video, "bn", [], by=told.by, now=NOW) is None
    assert not Caption.objects.exists()
    told.withdraw()
    with pytest.raises(CaptionsRefused, match="No consent stands"):
        save_captions(video, "bn", CUES, by=told.by, now=NOW)
