"""Fifty phones at once, real processes and a real database: each id is taken once."""

from tests.events.real_server import Server, assert_taken_once


def test_fifty_sends_of_each_of_ten_ids_are_ten_events(own_site):
    """At five times the size in ``tests/storms``."""
    server = Server(own_site)
    server.start(workers=2)
    assert_taken_once(server, ids=10, sends=50, at_once=50)
    assert "Traceback" not in own_site.output()


def test_edits_of_one_version_sent_at_once_are_one_edit(own_site):
    server = Server(own_site)
    server.start(workers=2)
    record = server.record()
    assert server.send(record) == 201
    edits = [
        {
            **server.record(women=women),
            "replaces": {"id": record["id"], "version": record["id"]},
        }
        for women in range(10, 18)
    ]
    counts = server.send_all([e for e in edits for _ in range(4)], at_once=16)
    won = [one for one in counts.values() if 201 in one]
    assert [dict(one) for one in won] == [{201: 1, 202: 3}]
    assert all(dict(one) == {409: 4} for one in counts.values() if one not in won)
    held = server.held()
    assert (held["events"], held["submissions"], held["A1"]) == (1, 2, 1)
    assert own_site.rows("SELECT COUNT(*) FROM events_quarantined") == [(7,)]
