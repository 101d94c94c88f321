"""A private file over a real socket, as a player in a browser asks for it: piece by piece."""

import http.client
import random
from urllib.parse import urlsplit

import pytest

from crm_videos.models import AccessEntry
from crm_videos.private.frames import FRAME, STORED_FRAME
from crm_videos.private.verifying import verify
from tests.crm_videos.conftest import address, browser_of, say_why

pytestmark = pytest.mark.django_db(transaction=True)


class Player:
    """Asks over one connection, with a session and nothing else of a browser."""

    def __init__(self, server: str, session: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
        self.cookie = f"sessionid={session}"

    def ask(self, path: str, method: str = "GET", **headers: str):
        self.connection.request(method, path, headers={"Cookie": self.cookie, **headers})
        return self.connection.getresponse()


def test_a_film_is_played_in_pieces_and_damage_ends_the_answer_short(
    live_server, keep, viewer, private_folder
):
    film = random.Random(11).randbytes(5 * FRAME + 321)
    file = keep(film, purpose="recording", content_type="video/mp4")
    browser = browser_of(viewer)
    say_why(browser, file)
    player = Player(live_server.url, browser.session.session_key)
    head = player.ask(address(file), "HEAD")
    assert (head.status, head.headers["Content-Length"], head.read()) == (200, str(len(film)), b"")
    played = b""
    while len(played) < len(film):
        asked = f"bytes={len(played)}-{len(played) + 2 * FRAME + 7}"
        answer = player.ask(address(file), Range=asked, **{"Accept-Encoding": "gzip"})
        assert answer.status == 206
        played += answer.read()
    assert played == film
    whole = player.ask(address(file))
    assert (whole.status, whole.read() == film) == (200, True)
    # Each of them stands in the log: the reason, the HEAD, the pieces and the whole.
    assert verify().number == AccessEntry.objects.count() == 6

    path = private_folder / file.name
    stored = bytearray(path.read_bytes())
    stored[3 * STORED_FRAME] ^= 1
    path.write_bytes(stored)
    broken = player.ask(address(file), Connection="close")
    with pytest.raises(http.client.IncompleteRead) as short:
        broken.read()
    assert short.value.partial == film[: 3 * FRAME]
