"""Thousands of polls while workers are killed, put to sleep and doubled: as if nothing had been.

Real schedulers (two), real workers (prefork, two children) on a database and a
broker; every two seconds a child in the middle of a poll is killed, every
twenty the whole worker, some workers sleep past their lease and wake, three
times the broker is emptied, and one account kills each worker that asks it.

What would make a lost or doubled poll seen:

- All runs of one due time end before the clock goes to the next. A platform's
  figure of a day grows for four days, so each poll finds values that no other
  finds: without one poll, a version is missing for good, whatever later polls
  find. Versions are compared one by one with those of a quiet run.
- Each account has exactly one run a due time, and each ends well.
- A run that ended is never changed: a worker that wakes late would close it again.
- Attempts beyond the first are no more than the polls that were cut off: a
  claim that disregards a lease would make more.
- The simulators count how often each question is asked: no more often than
  there were attempts.

``test_planted_bugs.py`` plants a bug in each of these places, and this storm
must find it. ``make storm`` runs 10,000 polls over 50 accounts
(``STORM_POLLS`` and ``STORM_ACCOUNTS``). The suite has other tests of the same
laws, one death at a time (``tests/journeys``); this one takes minutes.
"""

import sys

import pytest

from tests.storms.laws import broken_laws


@pytest.mark.django_db(transaction=True)
def test_a_storm_changes_nothing(storm, clean_run, capsys):
    tempest = storm.blow()
    broken = broken_laws(storm, tempest, clean_run(storm))

    polls = len(storm.accounts) * storm.steps
    again = sum(run.attempts - 1 for run in storm.ended)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{polls} polls in {storm.seconds:.0f} s ({polls / storm.seconds:.1f} a second), "
            f"{dict(tempest.done)}, {again} attempts more, {tempest.interruptions} interruptions\n"
        )
    assert broken == []
    for kind in ("children killed", "workers killed", "slept", "poisoned"):
        assert tempest.done[kind], f"no {kind}: this was no storm"
    assert tempest.done["brokers emptied"] == 3
    assert again, "nothing was cut off: this was no storm"
