"""One call to the Graph API: let through by the gate, understood, and its usage noted.

Everything that this folder asks goes through :class:`PageCalls`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from foundation.errors import NotUnderstood, OutsideTrouble, TryLater
from media_ingest.answers import Gate, Heard
from media_ingest.facebook.refusals import APP, PAGE, closes, understand
from media_ingest.facebook.transport import GraphRefusal, PageGraph
from media_ingest.facebook.usage import Usage, usage_of


@dataclass(frozen=True, slots=True)
class Told:
    """A good answer: its JSON object, and where it comes from."""

    body: dict[str, Any]
    heard: Heard

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The list of data. Raises NotUnderstood where there is none."""
        data = self.body.get("data")
        if not isinstance(data, list):
            message = "Facebook's answer has no list of data"
            raise NotUnderstood(message)
        return [row for row in data if isinstance(row, dict)]


class PageCalls:
    """Asks for one Page; ``made`` counts the calls, ``heard`` is the last answer as it came."""

    def __init__(self, graph: PageGraph, page_id: str, gate: Gate | None) -> None:
        self.page_id = page_id
        self.made = 0
        self.heard = Heard(request="", version_served="", body=b"")
        self._graph = graph
        self._gate = gate
        self._noted: dict[str, Usage] = {}

    def ask(self, object_id: str, edge: str, *, now: datetime, **params: str) -> Told:
        """Ask for one object, or an edge of it. Raises the errors of :mod:`foundation.errors`."""
        asked = "&".join(f"{name}={value}" for name, value in params.items())
        path = "/".join(filter(None, (self._graph.version, object_id, edge)))
        body = self._call(
            lambda: self._graph.request(path, dict(params)), f"GET {path}?{asked}", now=now
        )
        return Told(body, self.heard)

    def send(
        self, object_id: str, edge: str, *, now: datetime, files: Any = None, **said: str
    ) -> Told:
        """Change something, or add to it. What is said stands in the body, and in no log."""
        path = "/".join(filter(None, (self._graph.version, object_id, edge)))
        body = self._call(
            lambda: self._graph.request(path, post_args=dict(said), files=files),
            f"POST {path}",
            now=now,
        )
        return Told(body, self.heard)

    def delete(self, object_id: str, *, now: datetime) -> None:
        """Delete one object."""
        self._call(
            lambda: self._graph.delete_object(object_id),
            f"DELETE {self._graph.version}/{object_id}",
            now=now,
        )

    def debug_token(self, token: str, app_id: str, app_secret: str, *, now: datetime) -> Told:
        """Ask what Facebook knows of a token. The answer names a person: it is not kept."""
        body = self._call(
            lambda: self._graph.debug_access_token(token, app_id, app_secret),
            f"GET {self._graph.version}/debug_token",
            now=now,
        )
        return Told(body, self.heard)

    def _call(self, send: Callable[[], Any], request: str, *, now: datetime) -> dict[str, Any]:
        self._pass_the_gate(now)
        self.made += 1
        refusal: dict[str, Any] | None = None
        body: Any = None
        try:
            body = send()
        except GraphRefusal as error:
            refusal = _detail_of(error)
        finally:
            self._remember(request, now)
        # Outside the handler, so that the SDK's exception, which quotes the answer,
        # does not travel along as this one's context.
        if refusal is not None:
            raise self._understood(refusal, now)
        if not isinstance(body, dict):
            message = "Facebook's answer is no JSON object"
            raise NotUnderstood(message)
        return body

    def _pass_the_gate(self, now: datetime) -> None:
        """Raise TryLater while a bucket is closed: calling on would prolong it."""
        if self._gate:
            self._gate.look(APP, PAGE, now=now)

    def _remember(self, request: str, now: datetime) -> None:
        """Keep the answer as it came, and tell the gate what is new in its usage headers."""
        transport = self._graph.transport
        self.heard = Heard(
            request=request, version_served=transport.version_served, body=transport.body
        )
        for bucket, usage in usage_of(transport.usage, self.page_id).items():
            if self._gate and self._noted.get(bucket) != usage:
                self._gate.note_usage(bucket, usage.percent, now=now, regain=usage.regain)
                self._noted[bucket] = usage

    def _understood(self, refusal: dict[str, Any], now: datetime) -> OutsideTrouble:
        usage = usage_of(self._graph.transport.usage, self.page_id)
        regain = usage[PAGE].regain if PAGE in usage else timedelta(0)
        trouble = understand(refusal, now=now, regain=regain)
        bucket = closes(refusal)
        if self._gate and bucket and isinstance(trouble, TryLater) and trouble.after:
            self._gate.close(bucket, until=trouble.after, now=now)
        return trouble


def _detail_of(error: Any) -> dict[str, Any]:
    """Find Facebook's error object; the SDK's exception may carry any answer at all."""
    result = error.result if isinstance(error.result, dict) else {}
    detail = result.get("error")
    return detail if isinstance(detail, dict) else {}
