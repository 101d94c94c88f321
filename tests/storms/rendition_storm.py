"""A storm for the workers that make videos: a program that forks them and lets them be killed.

``python -m tests.storms.rendition_storm JOBS SEED`` on a database and folder of its own. Each
worker is a process; a drawn one ends itself by SIGKILL at a drawn stage, or its child is killed.
When one dies the clock of the next is an hour on, so the lease is over, also that of a worker
which lives and works: two then hold one order, and only one may end it. Prints what it found.
"""

import datetime as dt
import hashlib
import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from campaigns.models import Place  # noqa: E402
from crm_videos.models import PrivateFile, Purpose, Rendition, Testimony  # noqa: E402
from crm_videos.private.erasing import sweep_private_files  # noqa: E402
from crm_videos.private.reading import open_range  # noqa: E402
from crm_videos.videos import child_at_work, making, work_table  # noqa: E402
from tests.crm_videos.filmed import order, record  # noqa: E402
from tests.crm_videos.phone_film import film  # noqa: E402
from tests.crm_videos.withdrawn_world import Told  # noqa: E402

STAGES = ("claimed", "while made", "child", "made", "stored", "ended")
AT_ONCE = 2
HOUR = dt.timedelta(hours=1)
KINDS = 4


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(stage: str) -> None:
    """Have this process end at a stage, as ``kill -9`` does."""
    where, name, before = {
        "claimed": (making, "_make", True),
        "while made": (work_table, "note", True),
        "made": (making, "_keep", True),
        "stored": (making, "store", False),
        "ended": (making, "_keep", False),
    }[stage]
    real: Callable = getattr(where, name)

    def does(*args, **kwargs):
        if before:
            die()
        real(*args, **kwargs)
        die()

    setattr(where, name, does)


def kill_the_child() -> None:
    """Let the decoder die once, as of a hostile film or for want of memory."""
    real, left = child_at_work._listen, [1]

    def listens(said, progress):
        if left and left.pop():
            said.close()
            raise child_at_work.CannotMake
        return real(said, progress)

    child_at_work._listen = listens


def worker(stage: str, clock: Callable[[], dt.datetime]) -> int:
    """Fork a worker that works until nothing waits, or dies at a stage."""
    connection.close()
    if pid := os.fork():
        return pid
    try:
        if stage == "child":
            kill_the_child()
        elif stage:
            arm(stage)
        making.make_what_waits(clock)
    finally:
        os._exit(0)


def half_made() -> list[str]:
    """Name the orders that are called done without being it; and remember none is done twice."""
    wrong = []
    for row in Rendition.objects.filter(state="done").select_related("file"):
        data = b"".join(open_range(row.file, 0, row.file.size))
        if hashlib.sha256(data).hexdigest() != row.sha256:
            wrong.append(f"{row.pk} is not what was made")
        if data[4:8] != b"ftyp" and data[8:12] != b"WEBP":
            wrong.append(f"{row.pk} is no film")
        if SEEN.setdefault(row.pk, row.file_id) != row.file_id:
            wrong.append(f"{row.pk} ended twice")
    return wrong


SEEN: dict[int, object] = {}


def set_up(jobs: int) -> None:
    now = timezone.now()
    by = User.objects.create_user("storm")
    testimony = Testimony.objects.create(
        person={}, place=Place.objects.get(pk="BD4047"), told_on=now.date(), recorded_by=by,
        created_at=now,
    )  # fmt: skip
    told = Told(testimony, by)
    recording = record(testimony, by, film(1), duration_ms=1000)
    for _one in range(jobs // KINDS):
        order(told.story, recording, by, now=now, hiding="whole")
    for _one in range(jobs % KINDS):
        order(told.story, recording, by, now=now, hiding="no-picture")


def blow(jobs: int, drawn: random.Random) -> dict:
    """Kill workers until each stage had its share, then let the rest be made."""
    # However often somebody dies, it is the storm's doing and no fault of the order: it waits no
    # longer than one that has an attempt left, and not for centuries.
    real, longest = work_table.backoff, work_table.MOST_ATTEMPTS - 1
    work_table.backoff = lambda attempts: real(min(attempts, longest))
    work_table.MOST_ATTEMPTS, work_table.MOST_AT_ONCE = 100, AT_ONCE
    deaths = [*STAGES] * max(1, jobs // len(STAGES))
    drawn.shuffle(deaths)
    offset, done, wrong = dt.timedelta(), Counter(), []
    running: dict[int, str] = {}
    hungry = True
    while Rendition.objects.filter(state="waiting").exists() or running:
        while len(running) < AT_ONCE and (hungry or not running):
            stage = deaths.pop() if deaths else ""
            now = offset
            running[worker(stage, lambda now=now: timezone.now() + now)] = stage
        pid, status = os.wait()
        stage = running.pop(pid)
        died = stage == "child" or os.WIFSIGNALED(status)
        done[stage] += died
        if stage and not died:
            # The other worker had it all; this one dies at its next order.
            deaths.insert(0, stage)
        # Who found nothing to do says that nothing waits yet: the next one comes an hour later,
        # or when the other is gone. Otherwise the years of the consent would pass in forks.
        hungry = died or not running
        if hungry:
            offset += HOUR
        wrong += half_made()
        if not Rendition.objects.filter(state="waiting").exists():
            for pid in [*running]:
                os.waitpid(pid, 0)
                running.pop(pid)
    return {"killed": dict(done), "wrong": wrong + half_made(), "hours": offset // HOUR}


def left_on_the_disk() -> dict[str, int]:
    """Count what lies there after the sweep, and what of it is in plain."""
    sweep_private_files(timezone.now() + dt.timedelta(days=61))
    root = Path(settings.PRIVATE_FILES_ROOT)
    files = [path for path in root.rglob("*") if path.is_file()]
    plain = sum(any(mark in path.read_bytes() for mark in (b"ftyp", b"WEBP")) for path in files)
    return {"files": len(files), "plain": plain}


def main() -> None:
    jobs, seed = map(int, sys.argv[1:3])
    set_up(jobs)
    told = blow(jobs, random.Random(seed))
    states = Counter(Rendition.objects.values_list("state", flat=True))
    kept = PrivateFile.objects.filter(purpose=Purpose.VIDEO_SHOWN).count()
    failed = [*Rendition.objects.filter(state="failed").values_list("words", "kind", "attempts")]
    attempts = sum(Rendition.objects.values_list("attempts", flat=True))
    sys.stdout.write(
        json.dumps(
            told
            | {"states": states, "kept": kept, "attempts": attempts, "failed": failed}
            | left_on_the_disk()
        )
    )


if __name__ == "__main__":
    main()
