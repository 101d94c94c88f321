"""Both platforms behind one port on loopback, for tests and for ``simulate_platforms``."""

import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from tests.simulators.demo_posts import demo_posts
from tests.simulators.facebook import FacebookSimulator
from tests.simulators.faults import Fault, Faults
from tests.simulators.replies import Reply, Request, Spoil, fields_of
from tests.simulators.spoiling import drip, huge
from tests.simulators.videos import demo_videos
from tests.simulators.youtube import YouTubeSimulator

GOOGLE_PATHS = ("/token", "/authorize", "/revoke", "/youtube/", "/upload/youtube/", "/v2/reports")
SECRET_PARAMETERS = {"access_token", "appsecret_proof", "input_token"}
HTML = b"<!doctype html><title>Bad gateway</title><h1>502</h1>"

DEMO_PAGE = ("100000000000001", "demo-facebook-token")
DEMO_CHANNEL = ("UCnirapaddemo0000000000", "demo-refresh-token")


def wall_clock() -> datetime:
    """Read the real time."""
    return datetime.now(UTC)


class Simulators:
    """The two platforms and their server; ``with Simulators() as platforms: platforms.url``."""

    def __init__(self, *, clock: Callable[[], datetime] = wall_clock, port: int = 0) -> None:
        self.facebook = FacebookSimulator(clock)
        self.youtube = YouTubeSimulator(clock)
        self.faults = Faults()
        # What was asked, without secrets: (path, query).
        self.seen: list[tuple[str, dict[str, str]]] = []
        # Called with each request before it is answered, in the thread that answers it.
        self.watchers: list[Callable[[Request], None]] = []
        self.stopping = threading.Event()
        self._server = _Server(port, self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @classmethod
    def with_demo(cls, *, port: int = 0) -> Self:
        """Make simulators that accept the demo programme's credentials."""
        platforms = cls(port=port)
        platforms.facebook.add_page(
            DEMO_PAGE[0], DEMO_PAGE[1], posts=demo_posts(platforms.facebook.clock())
        )
        platforms.youtube.add_channel(DEMO_CHANNEL[0], DEMO_CHANNEL[1], videos=demo_videos())
        return platforms

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/"

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving, waking requests that hang."""
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def breaks(
        self,
        path: str,
        fault: Fault | str,
        *,
        times: int | None = None,
        skip: int = 0,
        **where: str,
    ) -> None:
        """Script a fault for paths that contain ``path``, with queries that hold ``where``.

        The first ``skip`` of them are let through.
        """
        self.faults.add(path, fault, times=times, skip=skip, **where)

    def spoils(self, path: str, spoil: Spoil, *, times: int | None = None, **where: str) -> None:
        """Let a function of your own change good replies (see :mod:`tests.simulators.spoiling`)."""
        self.faults.add(path, spoil, times=times, **where)

    def mend(self) -> None:
        """Forget all scripted faults."""
        self.faults.clear()

    def answer(self, request: Request, fault: Fault | None) -> Reply:
        """Find the platform that is meant, and let it answer."""
        google = request.path.startswith(GOOGLE_PATHS)
        return (self.youtube if google else self.facebook).reply(request, fault)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, platforms: Simulators) -> None:
        self.platforms = platforms
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up: tests and timeouts do."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes: the second would wait 40 ms for the first's receipt.
    disable_nagle_algorithm = True

    def log_message(self, *args: object) -> None:
        """Stay quiet: a request line of Facebook's holds the token."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        platforms = self.server.platforms
        request = self._read()
        shown = {k: v for k, v in request.query.items() if k not in SECRET_PARAMETERS}
        platforms.seen.append((request.path, shown))
        for watch in platforms.watchers:
            watch(request)
        fault = platforms.faults.next_for(request.path, request.query)
        if fault == Fault.ACTED:
            # The platform did it, and nobody hears of it.
            platforms.answer(request, None)
            fault = Fault.CLOSE
        if fault == Fault.HANG:
            platforms.stopping.wait(60)
        if fault in (Fault.HANG, Fault.CLOSE):
            self.close_connection = True
            return
        if callable(fault):
            self._send(fault(platforms.answer(request, None)))
        else:
            reply = platforms.answer(request, fault)
            self._send(_spoilt(reply, fault, platforms.stopping))

    def _read(self) -> Request:
        parts = urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length) if length else b""
        form, files = fields_of(body, self.headers.get("content-type", ""))
        return Request(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            form=form,
            body=body,
            files=files,
            headers={name.lower(): value for name, value in self.headers.items()},
            peer_port=self.client_address[1],
        )

    def _send(self, reply: Reply) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if reply.wire is not None:
                self.close_connection = True
                for piece in reply.wire:
                    self.wfile.write(piece)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)


def _spoilt(reply: Reply, fault: Fault | None, stopping: threading.Event) -> Reply:
    """Break a good reply on its way out."""
    if fault == Fault.DRIP:
        return drip(stopping)(reply)
    if fault == Fault.HUGE:
        return huge(stopping)(reply)
    html = {"content-type": "text/html"}
    if fault == Fault.SERVER_ERROR:
        return Reply(500, HTML, html)
    if fault == Fault.HTML:
        return Reply(200, HTML, html)
    if fault == Fault.REDIRECT:
        return Reply(302, HTML, {**html, "location": "/elsewhere"})
    if fault == Fault.TRUNCATED:
        return Reply(reply.status, reply.body[: len(reply.body) // 2], reply.headers)
    if fault == Fault.NO_ANSWER_BODY:
        return Reply(200, b"", {})
    return reply
