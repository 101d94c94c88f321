"""The storm is worth something: each bug that is planted in the work table, it finds.

Not in the suite, for each takes a storm of its own: ``make storm``.
"""

import os
import sys

import pytest

from tests.storms.conftest import make_storm
from tests.storms.laws import broken_laws
from tests.storms.planted import BUG, BUGS

# Few accounts, for the law that a bug breaks is broken within a few due times.
STEPS = int(os.environ.get("STORM_BUG_STEPS", "8"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_seen(bug, own_site, storm_platforms, clock, clean_run, capsys):
    storm = make_storm(own_site, storm_platforms, clock, steps=STEPS)
    own_site.environment[BUG] = bug
    tempest = storm.blow()
    broken = broken_laws(storm, tempest, clean_run(storm))
    with capsys.disabled():
        sys.stdout.write(f"\n{bug}: {broken[:1]}\n")
    assert broken, f"the storm did not see that workers {bug.replace('_', ' ')}"
