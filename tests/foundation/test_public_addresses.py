"""Which machines are on the public internet, however the address is written."""

import pytest

from foundation.errors import TryLater
from foundation.http import BoundSession
from foundation.public_addresses import addresses_of, is_public
from tests.simulators.server import Simulators


def test_a_connection_that_came_to_the_wrong_machine_says_nothing():
    with Simulators() as platforms:
        asked = []
        session = BoundSession(platforms.url, timeout=2, may_reach=asked.append)
        with pytest.raises(TryLater, match="the connection failed"):
            session.get(platforms.url)
        assert asked == ["127.0.0.1"]
        assert platforms.seen == []
        allowed = BoundSession(platforms.url, timeout=2, may_reach=lambda address: True)
        assert allowed.head_of_answer("GET", platforms.url).status_code
        assert len(platforms.seen) == 1


def test_a_name_that_nobody_knows_leads_nowhere():
    assert addresses_of("127.0.0.1", 80) == ["127.0.0.1"]
    assert addresses_of("x" * 70, 80) == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "no address", "",
    ],
)  # fmt: skip
def test_what_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_what_is_public(address):
    assert is_public(address)
