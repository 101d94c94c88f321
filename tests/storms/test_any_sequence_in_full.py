"""Five hundred sequences of what phones, lines and the office do; a few are in the suite.

And each bug that is planted is found by chance, as one that nobody planted would be.
"""

import os
import sys

import pytest
from hypothesis import Phase

from tests.events.planted_intake import skip_the_digest, skip_the_version
from tests.events.sequences_of_forms import Forms
from tests.events.sequences_of_sends import run
from tests.events.test_any_sequence import BUGS

SEQUENCES = int(os.environ.get("SEQUENCES", "500"))
MUST_HAPPEN = {
    "submit", "resend", "split", "lose the reply", "kill", "edit", "revoke", "merge", "undo",
}  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def photo_folder(tmp_path, settings):
    settings.EVENT_PHOTOS_ROOT = tmp_path / "photos"
    settings.EVENT_PHOTOS_LEAVE_FREE_MB = 0


def test_the_totals_are_right_after_each_of_500_sequences(capsys):
    Forms.done.clear()
    run(Forms, examples=SEQUENCES)
    with capsys.disabled():
        sys.stdout.write(f"\n{SEQUENCES} sequences: {dict(Forms.done.most_common())}\n")
    assert Forms.done.keys() >= MUST_HAPPEN


@pytest.mark.parametrize(
    "bug", [*BUGS, skip_the_digest, skip_the_version], ids=lambda bug: bug.__name__
)
def test_a_planted_bug_is_found_by_chance(bug, monkeypatch):
    bug(monkeypatch.setattr)
    with pytest.raises(AssertionError):
        # It is enough that it is found: no time is spent on the shortest way to it.
        run(Forms, examples=SEQUENCES, phases=[Phase.generate])
