"""200 MB in pieces of 5 MB, cut thirty times, the server killed at six of them.

``STORM_UPLOAD_MB`` and ``STORM_SEED`` say how much and which.
"""

import os
import sys

from tests.crm_videos.phones_with_recordings import (
    UploadServer,
    recording_of,
    same,
    send_through_cuts,
)

SIZE = int(os.environ.get("STORM_UPLOAD_MB", "200")) << 20
SEED = int(os.environ.get("STORM_SEED", "20261122"))
CHUNK = 5 << 20
MORE_MEMORY_KILOBYTES = 16 * 1024


def test_a_long_recording_arrives_to_the_byte_through_cuts_and_deaths(own_site, tmp_path, capsys):
    server = UploadServer(own_site)
    path = server.begin(SIZE)
    server.offset(path)
    before = server.peak_kilobytes()
    with recording_of(tmp_path, SIZE, SEED) as file:
        sent = send_through_cuts(
            server, path, file, chunk=CHUNK, cuts=30, deaths=6, seed=SEED, whole=True
        )
        after = max(sent.peak, server.peak_kilobytes())
        with capsys.disabled():
            sys.stdout.write(
                f"\n{sent}: {sent.bytes / SIZE:.1%} sent, {after - before} KB more memory\n"
            )
        assert same(server, path, file)
    assert (sent.cuts, sent.killed) == (30, 6)
    assert sent.bytes <= 1.1 * SIZE
    assert after - before <= MORE_MEMORY_KILOBYTES
