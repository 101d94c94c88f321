"""An application that the tests of the web server ask: it tells of itself, and of what came."""

import os
import time
from pathlib import Path


def application(environ, start_response):
    asked = environ["PATH_INFO"]
    if asked == "/process/":
        body = str(os.getpid()).encode()
    elif asked == "/slowly/":
        time.sleep(1)
        body = b"done"
    elif asked == "/held/":
        body = hold(environ["wsgi.input"])
    else:
        start_response("200 OK", [("Content-Length", "100")])
        return short_of_a_hundred()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def hold(stream) -> bytes:
    """Take a body as it comes, and leave behind how much of it came."""
    size = 0
    while piece := stream.read(1 << 16):
        size += len(piece)
    Path(os.environ["CAME"]).write_text(str(size))
    return b""


def short_of_a_hundred():
    yield b"forty" * 8
