"""A clock for many processes: the real one, moved by what stands in a file.

It goes on by itself, so that leases run out, and is set from outside, so that
a storm of minutes passes through months.
"""

import time
from datetime import UTC, datetime
from pathlib import Path


class MovedClock:
    """Gives the moved time; every process that reads the same file sees the same."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(time.time() + float(self.path.read_text()), tz=UTC)

    def set(self, moment: datetime) -> None:
        """Let it be that moment now."""
        draft = self.path.with_suffix(".draft")
        draft.write_text(repr(moment.timestamp() - time.time()))
        draft.rename(self.path)
