"""A small storm, the same in each run; ``make storm`` blows the one of full size."""

import pytest

from tests.events.phones_in_a_storm import Storm
from tests.events.real_server import Server


@pytest.mark.long
@pytest.mark.once
def test_a_storm_loses_and_doubles_nothing_through_either_door(own_site):
    storm = Storm(Server(own_site), forms=15, sends=60, seed=20261122)
    storm.blow()
    storm.assert_nothing_is_lost_or_doubled()
    assert storm.sends >= 60
    assert storm.faults.total() > 15, storm.faults
