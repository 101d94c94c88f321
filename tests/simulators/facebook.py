"""The Graph API as far as a Page's insights go: facts/facebook.md §1-4 as a server."""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.simulators.faults import Fault
from tests.simulators.figures import ONE_DAY, PACIFIC, SHAPES, Figures, day_over, ripening
from tests.simulators.replies import Reply, Request, json_reply

PATH = re.compile(r"^/v(?P<version>\d+\.\d+)/(?P<page>[^/]+)(?P<edge>/insights)?/?$")
METRICS = {metric for metric, _ in SHAPES if metric.startswith("page_")}
OLDEST, NEWEST = (21, 0), (26, 0)
LONGEST_WINDOW = timedelta(days=90)
DEAD_METRIC = "(#100) The value must be a valid insights metric"


@dataclass
class Page:
    """One Page that exists in the simulation, and what opens it."""

    token: str
    name: str = "Nirapad demo"
    app_secret: str = ""
    figures: Figures | None = None


class Refused(Exception):
    """Carries Facebook's error object out of the middle of an answer."""

    def __init__(self, code: int, message: str, subcode: int = 0, status: int = 400) -> None:
        super().__init__(message)
        error: dict[str, Any] = {
            "message": message,
            "type": "OAuthException",
            "code": code,
            "fbtrace_id": "A0simulated",
        }
        if subcode:
            error["error_subcode"] = subcode
        self.reply = json_reply(status, {"error": error})


class FacebookSimulator:
    """Answers for any number of Pages."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.pages: dict[str, Page] = {}
        self.version_served = ""

    def add_page(self, page_id: str, token: str, **more: Any) -> Page:
        """Let a Page exist; ``figures`` may be given, otherwise they are invented."""
        self.pages[page_id] = Page(token, **more)
        if self.pages[page_id].figures is None:
            self.pages[page_id].figures = ripening(page_id)
        return self.pages[page_id]

    def reply(self, request: Request, fault: Fault | None) -> Reply:
        """Answer one request, in the way that the fault says."""
        try:
            reply = self._answer(request, fault)
        except Refused as refused:
            reply = refused.reply
        reply.headers["facebook-api-version"] = self._served(request.path)
        reply.headers["x-app-usage"] = '{"call_count":3,"total_time":2,"total_cputime":1}'
        return reply

    def _answer(self, request: Request, fault: Fault | None) -> Reply:
        found = PATH.match(request.path)
        if not found:
            raise Refused(2500, "Unknown path components: " + request.path)
        _raise_scripted(fault)
        page = self._open_page(found["page"], request.query)
        if not found["edge"]:
            return json_reply(200, {"name": page.name, "id": found["page"]})
        metrics = request.query.get("metric", "").split(",")
        if fault == Fault.DEAD_METRIC or not set(metrics) <= METRICS:
            raise Refused(100, DEAD_METRIC)
        if fault == Fault.EMPTY_LIST:
            return json_reply(200, {"data": []})
        return json_reply(200, self._insights(found["page"], page, metrics, request))

    def _open_page(self, page_id: str, query: Any) -> Page:
        token = query.get("access_token")
        if not token:
            raise Refused(2500, "An active access token must be used to query information")
        if token not in {page.token for page in self.pages.values()}:
            raise Refused(190, "Invalid OAuth access token - Cannot parse access token", 467)
        page = self.pages.get(page_id)
        if page is None or page.token != token:
            message = f"Unsupported get request. Object with ID '{page_id}' does not exist"
            raise Refused(100, message, 33)
        self._check_proof(page, query.get("appsecret_proof", ""))
        return page

    def _check_proof(self, page: Page, proof: str) -> None:
        if not page.app_secret:
            return
        right = hmac.new(page.app_secret.encode(), page.token.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(proof, right):
            raise Refused(100, "Invalid appsecret_proof provided in the API argument")

    def _insights(
        self, page_id: str, page: Page, metrics: list[str], request: Request
    ) -> dict[str, Any]:
        now = self.clock()
        period = request.query.get("period", "day")
        since, until = self._window(request, now)
        data = []
        for metric in metrics:
            if (metric, period) not in SHAPES:
                continue
            rows = list(_rows(page, metric, period, since, until, now))
            if rows:
                data.append(
                    {
                        "name": metric,
                        "period": period,
                        "values": rows,
                        "title": metric.replace("_", " ").title(),
                        "description": "Simulated.",
                        "id": f"{page_id}/insights/{metric}/{period}",
                    }
                )
        # As the real one does, the address of the next window holds the token.
        address = f"{page_id}/insights?access_token={page.token}&metric={','.join(metrics)}"
        paging = {
            "previous": f"https://graph.facebook.com/v26.0/{address}&until={since}",
            "next": f"https://graph.facebook.com/v26.0/{address}&since={until}",
        }
        return {"data": data, "paging": paging}

    def _window(self, request: Request, now: datetime) -> tuple[date, date]:
        today = now.astimezone(PACIFIC).date()
        since = _day(request.query.get("since"), today - 2 * ONE_DAY)
        until = _day(request.query.get("until"), today + ONE_DAY)
        if until - since > LONGEST_WINDOW:
            message = "(#100) There cannot be more than 93 days (8035200 s) between since and until"
            raise Refused(100, message)
        return since, until

    def _served(self, path: str) -> str:
        """Expired versions are served by the oldest that is left, without a word."""
        asked = re.match(r"^/v(\d+)\.(\d+)/", path)
        version = (int(asked[1]), int(asked[2])) if asked else NEWEST
        served = min(max(version, OLDEST), NEWEST)
        return self.version_served or f"v{served[0]}.{served[1]}"


def _rows(
    page: Page, metric: str, period: str, since: date, until: date, now: datetime
) -> Iterator[dict[str, Any]]:
    """Give one row a day: the first ``end_time`` is since + 1 day, ``until`` is exclusive."""
    assert page.figures is not None
    day = since
    while day < until:
        over = day_over(day)
        value = page.figures(metric, period, day, now) if over <= now else None
        if value is not None:
            yield {
                "value": value,
                "end_time": over.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000"),
            }
        day += ONE_DAY


def _raise_scripted(fault: Fault | None) -> None:
    if fault == Fault.DEAD_TOKEN:
        message = "Error validating access token: Session has expired"
        raise Refused(190, message, 463)
    if fault == Fault.UNAUTHORISED:
        raise Refused(190, "Invalid OAuth access token", status=401)
    if fault == Fault.THROTTLED:
        raise Refused(32, "(#32) Page request limit reached")


def _day(text: str | None, otherwise: date) -> date:
    if not text:
        return otherwise
    if text.isdigit():
        return datetime.fromtimestamp(int(text), tz=PACIFIC).date()
    return date.fromisoformat(text)
