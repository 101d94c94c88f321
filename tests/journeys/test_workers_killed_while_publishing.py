"""Workers killed on the way to the platforms: some deaths, drawn; all in ``make storm``."""

import pytest

from tests.storms.conftest import SEED
from tests.storms.test_publishing_in_a_storm import storm_of

pytestmark = pytest.mark.once
KILLS = 10


def test_each_publishing_ends_once_whoever_is_killed(own_site):
    found = storm_of(own_site, KILLS, SEED)
    assert found["wrong"] == []
    assert found["lives"] == KILLS
    assert found["killed"] >= KILLS - 1
