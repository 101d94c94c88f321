"""A thousand events through both doors, five thousand sends, two thousand faults: none lost.

Cut on the way up and down, slowed, refused, answered by a proxy with 502 before and after
the server; web processes killed before the commit, after it and at any moment; the disk
full for the database and for photos. ``STORM_FORMS`` and ``STORM_SENDS`` say how many.
"""

import os
import sys

from tests.events.fault_proxy import FAULTS
from tests.events.phones_in_a_storm import Storm
from tests.events.real_server import Server

FORMS = int(os.environ.get("STORM_FORMS", "60"))
SENDS = int(os.environ.get("STORM_SENDS", str(5 * FORMS)))
SEED = int(os.environ.get("STORM_SEED", "20261122"))
OF_THE_SERVER = ("disk full", "died before commit", "died after commit", "killed")


def test_a_storm_loses_and_doubles_nothing_through_either_door(own_site, capsys):
    storm = Storm(Server(own_site), forms=FORMS, sends=SENDS, seed=SEED)
    storm.blow()
    with capsys.disabled():
        counted = f"{FORMS} forms, {storm.sends} sends, {storm.faults.total()} faults"
        sys.stdout.write(f"\n{counted}: {dict(storm.faults)}\n")
    storm.assert_nothing_is_lost_or_doubled()
    assert storm.sends >= SENDS
    assert storm.faults.total() >= 2 * SENDS // 5
    assert not [name for name in (*FAULTS, *OF_THE_SERVER) if not storm.faults[name]]
