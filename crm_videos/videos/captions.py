"""The captions of a video: reading and writing WebVTT and SubRip, and keeping cues that hold.

What is written is nothing but our own cues: no settings, regions, styles or notes, and each
letter escaped, so a caption can never be more than words. What is brought may have all that,
and it is left out. Times are in milliseconds from the beginning of the video.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.models import Caption, StoryVideo, Testimony
from crm_videos.videos.ordering import consent_stands
from crm_videos.words import Language
from foundation.bangla import figure

Cue = tuple[int, int, str]
MOST_CUES = 1500
# Two lines of a small phone; Bangla letters are counted as Unicode does, signs too.
MOST_LINES, MOST_LETTERS = 3, 90
MOST_BYTES = 500_000
# WebVTT leaves the hours away, SubRip writes a comma.
TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})"
BETWEEN = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?", re.ASCII)
ALONE = re.compile(TIME, re.ASCII)
TYPED = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:\.(\d{1,3}))?")
# Bangla needs them between letters, though nobody sees them.
JOINERS = "\u200c\u200d"
TAG = re.compile(r"<[^>]*>|\{\\[^}]*\}")
NO_CUES = ("WEBVTT", "NOTE", "STYLE", "REGION")


class CaptionsRefused(ValueError):
    """They were not kept; the message says why, in words, a line for each fault."""


def save_captions(
    video: StoryVideo, language: str, cues: Sequence[Any], *, by: User, now: datetime
) -> Caption | None:
    """Keep the captions of one language in place of what was there; none when there are no cues.

    Raises :class:`CaptionsRefused`. Stories that show the video must be approved anew.
    """
    if language not in Language:
        raise CaptionsRefused(_("Choose only what is on the list."))
    tidy = [(int(starts), int(ends), _tidied(text)) for starts, ends, text in cues]
    if faults := faults_of(tidy, duration_of(video)):
        raise CaptionsRefused("\n".join(faults))
    with transaction.atomic():
        # Erasing locks it too: no words come after it.
        testimony = Testimony.objects.select_for_update().get(pk=video.story.testimony_id)
        still = StoryVideo.objects.here().filter(pk=video.pk).exists()
        if not still or not consent_stands(testimony, now):
            raise CaptionsRefused(_("No consent stands. Ask the person first."))
        if not tidy:
            Caption.objects.filter(video=video, language=language).delete()
            return None
        kept, _made = Caption.objects.update_or_create(
            video=video,
            language=language,
            defaults={"cues": [list(cue) for cue in tidy], "edited_by": by, "edited_at": now},
        )
    return kept


def duration_of(video: StoryVideo) -> int:
    """Tell how long a video is, in milliseconds."""
    return (video.ends_ms or video.recording.duration_ms or 0) - video.starts_ms


def faults_of(cues: Sequence[Cue], duration_ms: int) -> list[str]:
    """Say in words what is wrong with cues; nothing when all is well."""
    if len(cues) > MOST_CUES:
        return [_("These are more than %(most)s captions.") % {"most": _shown(MOST_CUES)}]
    faults, before = [], 0
    for number, (starts, ends, text) in enumerate(cues, start=1):
        if words := _fault(starts, ends, text, before, duration_ms):
            faults.append(
                _("Caption %(number)s: %(words)s") % {"number": _shown(number), "words": words}
            )
        before = max(before, ends)
    return faults


def print_vtt(cues: Sequence[Any]) -> str:
    """Write cues as WebVTT."""
    parts = ["WEBVTT\n"]
    for starts, ends, text in cues:
        # No line may be empty, for that ends a cue, and none hold an arrow.
        lines = "\n".join(html.escape(line, quote=False) for line in text.splitlines() if line)
        parts.append(f"\n{print_time(starts)} --> {print_time(ends)}\n{lines}\n")
    return "".join(parts)


def parse_captions(text: str) -> list[Cue]:
    """Read WebVTT or SubRip; whatever is no words is left out. Raises :class:`CaptionsRefused`."""
    if len(text) > MOST_BYTES:
        raise CaptionsRefused(_("The file is too large for captions."))
    cues = []
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    for block in re.split(r"\n[ \t]*\n", plain.strip()):
        lines = block.strip("\n").split("\n")
        at = next((n for n, line in enumerate(lines[:2]) if BETWEEN.fullmatch(line.strip())), None)
        if at is None:
            if lines[0].startswith(NO_CUES) or not block.strip():
                continue
            said = {"line": lines[0][:40]}
            raise CaptionsRefused(_("This is no caption: “%(line)s”. It has no times.") % said)
        times = BETWEEN.fullmatch(lines[at].strip())
        assert times is not None  # noqa: S101 - it matched
        words = "\n".join(html.unescape(TAG.sub("", line)).strip() for line in lines[at + 1 :])
        if words := _tidied(words):
            cues.append((_ms(times.groups()[:4]), _ms(times.groups()[4:]), words))
    if not cues:
        raise CaptionsRefused(_("There are no captions in it. Bring a .vtt or .srt file."))
    return cues


def parse_time(text: str) -> int | None:
    """Read minutes and seconds as people write them, also in Bangla digits; None for no time."""
    # Digits of any script: ``int`` knows them all.
    found = TYPED.fullmatch(text.strip().replace(",", "."))
    if found is None:
        return None
    hours, minutes, seconds, rest = found.groups()
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    return whole * 1000 + int((rest or "0").ljust(3, "0"))


def typed_time(milliseconds: int) -> str:
    """Write a time as people type it: minutes, seconds and what is left of them."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes}:{seconds:02d}" + (f".{rest:03d}".rstrip("0") if rest else "")


def print_time(milliseconds: int) -> str:
    """Write a time as WebVTT does: hours, minutes, seconds and thousandths."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{rest:03d}"


def _fault(starts: int, ends: int, text: str, before: int, duration_ms: int) -> str:
    lines = text.split("\n")
    if not text:
        return _("there are no words.")
    if not 0 <= starts < ends:
        return _("it must end after it begins.")
    if starts < before:
        return _("it begins before the one above it has ended.")
    if ends > duration_ms:
        return _("it ends after the video does.")
    if len(lines) > MOST_LINES:
        return _("it has more than %(most)s lines.") % {"most": _shown(MOST_LINES)}
    if max(map(len, lines)) > MOST_LETTERS:
        return _("a line is longer than %(most)s letters.") % {"most": _shown(MOST_LETTERS)}
    return ""


def _tidied(text: str) -> str:
    """Take away what nobody sees: empty lines, spaces around, letters that steer a terminal."""
    text = unicodedata.normalize("NFC", str(text)).replace("\t", " ")
    seen = "".join(one for one in text if one == "\n" or one.isprintable() or one in JOINERS)
    return "\n".join(line.strip() for line in seen.splitlines() if line.strip())


def _ms(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _shown(number: int) -> str:
    return figure(number, get_language() or "en")
