"""A worker killed anywhere while it mails a report loses no letter and sends none thrice."""

import json

import pytest

PROGRAM = "from tests.portal.letter_killed import main; main()"


@pytest.mark.long
@pytest.mark.sqlite  # each write is whole by itself, on either
def test_whenever_a_worker_is_killed_the_letter_goes_out_and_at_most_twice(own_site):
    told = own_site.manage("shell", "--no-imports", "-c", PROGRAM)
    assert told.returncode == 0, told.stderr
    # Copies after the death, sent by the next worker, and copies in all: around the claim, the
    # mark right before the words, and the note that it is sent.
    assert json.loads(told.stdout.splitlines()[-1]) == [
        [0, 1, 1],
        [0, 1, 1],
        [0, 1, 1],
        [0, 1, 1],
        [1, 1, 2],
        [1, 0, 1],
        [1, 0, 1],
    ]
