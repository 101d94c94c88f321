"""Fifty phones at once for each of fifty ids; ten of these are in the suite."""

from tests.events.real_server import Server, assert_taken_once


def test_fifty_sends_of_each_of_fifty_ids_are_fifty_events(own_site):
    server = Server(own_site)
    server.start(workers=2)
    assert_taken_once(server, ids=50, sends=50, at_once=50)
    assert "Traceback" not in own_site.output()
