"""Recordings over real sockets to a real server that is killed, and by the clients of others."""

import json
import os
import subprocess
from urllib.parse import urlsplit

import pytest
from tusclient.client import TusClient

from tests.conftest import NODE, NODE_MODULES
from tests.crm_videos.phones_with_recordings import (
    UploadServer,
    recording_of,
    same,
    send_through_cuts,
)

MEGABYTE = 1 << 20
CLIENT = "tests/crm_videos/clients/send.mjs"


@pytest.mark.long
@pytest.mark.once
def test_cut_and_killed_the_bytes_are_the_same_and_few_are_sent_twice(own_site, tmp_path):
    server = UploadServer(own_site)
    with recording_of(tmp_path, 3 * MEGABYTE, seed=7) as file:
        path = server.begin(3 * MEGABYTE)
        chunk = 200_000
        sent = send_through_cuts(server, path, file, chunk=chunk, cuts=6, deaths=2, seed=11)
        assert (sent.cuts, sent.killed) == (6, 2)
        assert server.state(path)["state"] == "looking"
        assert same(server, path, file)
        assert sent.bytes <= 1.1 * 3 * MEGABYTE, sent.bytes
        assert_tuspy_goes_on_where_it_was(server, file)


def assert_tuspy_goes_on_where_it_was(server: UploadServer, file) -> None:
    client = TusClient(server.url, headers=server.headers)
    begun = client.uploader(str(file), chunk_size=700_000, metadata=server.metadata())
    begun.upload(stop_at=1_400_000)
    resumed = client.uploader(str(file), url=begun.url, chunk_size=700_000)
    assert resumed.offset == 1_400_000
    resumed.upload()
    assert same(server, urlsplit(begun.url).path, file)


@pytest.mark.long
@pytest.mark.node
def test_the_client_of_browsers_goes_on_where_it_was(own_site, tmp_path):
    server = UploadServer(own_site)
    headers = {name: text for name, text in server.headers.items() if name != "Tus-Resumable"}
    with recording_of(tmp_path, MEGABYTE, seed=8) as file:
        ran = subprocess.run(
            [str(NODE), CLIENT, str(file), server.url, json.dumps(headers),
             json.dumps(server.metadata())],
            env={**os.environ, "NODE_MODULES": str(NODE_MODULES)},
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        assert same(server, urlsplit(ran.stdout.strip()).path, file)
