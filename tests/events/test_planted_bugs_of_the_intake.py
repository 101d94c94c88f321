"""Five bugs planted on purpose are each caught by what the other tests assert."""

import pytest
from hypothesis import Phase

from tests.events.planted_intake import (
    BUG,
    DIES,
    skip_the_digest,
    skip_the_version,
)
from tests.events.real_server import (
    Server,
    assert_a_death_loses_and_doubles_nothing,
    assert_taken_once,
)
from tests.events.sequences_of_sends import run

PLANT = "from tests.events.planted_intake import plant_in_database; plant_in_database()"


def test_without_the_unique_keys_sends_at_once_are_seen_to_double(own_site):
    server = Server(own_site)
    planted = own_site.manage("shell", "-v0", "-c", PLANT)
    assert planted.returncode == 0, planted.stderr
    server.start(workers=2)
    with pytest.raises(AssertionError):
        assert_taken_once(server, ids=10, sends=30, at_once=30)


@pytest.mark.django_db
@pytest.mark.parametrize("bug", [skip_the_digest, skip_the_version])
def test_a_check_that_is_skipped_is_found_by_the_state_machine(bug, monkeypatch):
    bug(monkeypatch.setattr)
    with pytest.raises(AssertionError):
        # It is enough that it is found: no time is spent on the shortest way to it.
        run(examples=200, phases=[Phase.generate])


@pytest.mark.parametrize(
    ("bug", "moment"),
    [
        ("post_outside_the_transaction", "die_between"),
        ("acknowledge_before_commit", "die_before_commit"),
    ],
)
def test_a_server_that_promises_too_early_is_found_by_killing_it(own_site, bug, moment):
    server = Server(own_site, **{BUG: bug, DIES: moment})
    server.start()
    with pytest.raises(AssertionError):
        assert_a_death_loses_and_doubles_nothing(server)
