"""A web process killed at any moment: what was acknowledged is there, once, and counts."""

import pytest

from tests.events.planted_intake import DIES, MOMENTS
from tests.events.real_server import Server, assert_a_death_loses_and_doubles_nothing


@pytest.mark.long
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_server_killed_at_a_moment_loses_and_doubles_nothing(own_site, moment):
    server = Server(own_site, **{DIES: moment})
    server.start()
    assert_a_death_loses_and_doubles_nothing(server)
