"""Every hostile file of the corpus, looked at: refused or seen, nothing left, nobody called."""

import os
import tempfile

from tests.crm_videos.hostile_recordings import corpus
from tests.crm_videos.hostile_run import (
    MOST_MEGABYTES,
    listener,
    look_at_all,
    was_called,
    worst_megabytes,
)

SEED = int(os.environ.get("SEED", "1"))
AT_LEAST = 300


def test_hostile_recordings_are_refused_or_seen(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with listener() as listening:
        files = list(corpus(SEED, listening.getsockname()[1]))
        outcome = look_at_all(files)
        with capsys.disabled():
            print(f"\nseed {SEED}: {outcome.in_words()}")  # noqa: T201
            print("seen:", *sorted(outcome.seen), sep="\n  ")  # noqa: T201
        assert len(files) >= AT_LEAST
        assert not outcome.failed
        assert not was_called(listening)
    assert not list(tmp_path.iterdir())
    assert worst_megabytes() < MOST_MEGABYTES
