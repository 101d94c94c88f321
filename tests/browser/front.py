"""What stands between a phone and the site in tests of keeping: it can be down, or lie."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PASSED = ("Content-Type", "Cache-Control", "Location", "Referrer-Policy", "X-Robots-Tag")


class Front:
    """Passes requests on, in an origin of its own; remembers what was asked for, in order."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.asked: list[str] = []
        self.is_down = False
        # What is answered in the site's place, by path: a status and a body.
        self.instead: dict[str, tuple[int, bytes]] = {}
        front = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                front.answer(self)

            def log_message(self, *_said: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, request: http.server.BaseHTTPRequestHandler) -> None:
        if self.is_down:
            request.close_connection = True
            return
        self.asked.append(request.path)
        status, headers, body = self.fetch(request)
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def fetch(self, request) -> tuple[int, dict[str, str], bytes]:
        if request.path in self.instead:
            status, body = self.instead[request.path]
            return status, {"Content-Type": "application/json"}, body
        asked = Request(self.site + request.path, headers={"User-Agent": "Mozilla/5.0"})
        try:
            with urlopen(asked, timeout=20) as answer:
                status, headers, body = answer.status, answer.headers, answer.read()
        except HTTPError as answer:
            status, headers, body = answer.code, answer.headers, answer.read()
        return status, {name: headers[name] for name in PASSED if headers[name]}, body


@contextmanager
def front_of(site: str) -> Iterator[Front]:
    front = Front(site)
    thread = threading.Thread(target=front.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield front
    finally:
        front.server.shutdown()
        front.server.server_close()
