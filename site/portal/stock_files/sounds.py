"""Sounds of pages: whatever a phone or a recorder made, made anew as one light file.

It is done while the editor waits: fifteen minutes of talk take a few seconds.
"""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.recordings.confined import ROOT
from foundation.bangla import figure
from portal.stock_files.refusing import NotTaken

logger = logging.getLogger(__name__)
PROGRAM = Path(__file__).with_name("sound_child.py")
START = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_path(sys.argv[1], run_name='__main__')"
)
MOST_BYTES = 30 * 1024 * 1024
MOST_MINUTES = 15
PATIENCE_SECONDS = 90
# In one web process: it holds the file, and the child a gigabyte at most.
AT_ONCE = BoundedSemaphore(1)


@dataclass(frozen=True, slots=True)
class LightSound:
    """One channel of AAC in an MP4 that plays before all of it has come; its length in seconds."""

    data: bytes
    seconds: int


def light_sound(data: bytes) -> LightSound:
    """Make a sound anew, with nothing in it but what is heard. Raises :class:`NotTaken`."""
    if len(data) > MOST_BYTES:
        raise NotTaken(_("This file is too large: 30 MB is the most."))
    try:
        with AT_ONCE:
            child = subprocess.run(
                [
                    *(sys.executable, "-I", "-c", START, str(ROOT)),
                    *(str(PROGRAM), str(MOST_MINUTES * 60)),
                ],
                input=data,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
                cwd="/",
                # The site's environment holds its secrets.
                env={},
                check=False,
            )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotTaken(_busy(), code="cannot_look") from error
    line, _end, made = child.stdout.partition(b"\n")
    if child.returncode or not line:
        # What it says may quote the file and belongs in no log.
        logger.warning("making a sound ended with %s", child.returncode)
        raise NotTaken(_refusals()["unreadable"])
    told = json.loads(line)
    if why := told.get("failed"):
        raise NotTaken(_refusals().get(why, _refusals()["unreadable"]))
    return LightSound(made, max(1, round(told["seconds"])))


def _busy() -> str:
    return _("The server is too busy to look at this file now. Try again in a minute.")


def _refusals() -> dict[str, str]:
    most = figure(MOST_MINUTES, get_language() or "en")
    return {
        "unreadable": _("This is no sound that can be read here. Send MP3, M4A, OGG, WAV or AMR."),
        "no-sound": _("There is no sound in this file."),
        "too-long": _("This sound is longer than %(most)s minutes. Cut it into parts.")
        % {"most": most},
    }
