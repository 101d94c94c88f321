"""The Graph API as far as a Page's own numbers go: facts/facebook.md §1-5 as a server."""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.simulators.facebook_posts import (
    LISTS,
    FacebookPost,
    insights_of,
    known_metrics,
    listed,
)
from tests.simulators.facebook_uploads import WRONG_OFFSET, Uploads, change, node
from tests.simulators.faults import Fault
from tests.simulators.figures import ONE_DAY, PACIFIC, SHAPES, Figures, day_over, ripening
from tests.simulators.replies import Reply, Request, json_reply

PATH = re.compile(r"^/v(?P<version>\d+\.\d+)/(?P<object>[^/]+)(?:/(?P<edge>[a-z_]+))?/?$")
METRICS = {metric for metric, _ in SHAPES if metric.startswith("page_")}
OLDEST, NEWEST = (21, 0), (26, 0)
LONGEST_WINDOW = timedelta(days=90)
DEAD_METRIC = "(#100) The value must be a valid insights metric"
QUIET_USAGE = {"x-app-usage": '{"call_count":3,"total_time":2,"total_cputime":1}'}


@dataclass
class Page:
    """One Page that exists in the simulation, what opens it, and what it published.

    ``token_data`` changes what ``debug_token`` says of its token.
    """

    token: str
    name: str = "Nirapad demo"
    app_id: str = ""
    app_secret: str = ""
    figures: Figures | None = None
    posts: list[FacebookPost] = field(default_factory=list)
    token_data: dict[str, Any] = field(default_factory=dict)
    # Whether the token also lets us change something.
    may_write: bool = True


class Refused(Exception):
    """Carries Facebook's error object out of the middle of an answer."""

    def __init__(
        self,
        code: int,
        message: str,
        subcode: int = 0,
        status: int = 400,
        *,
        transient: bool | None = None,
        headers: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        error: dict[str, Any] = {
            "message": message,
            "type": "OAuthException",
            "code": code,
            "fbtrace_id": "A0simulated",
        }
        if subcode:
            error["error_subcode"] = subcode
        if data is not None:
            error["error_data"] = data
        if transient is not None:
            error["is_transient"] = transient
        self.reply = json_reply(status, {"error": error})
        self.reply.headers.update(headers or {})


@dataclass
class Scripted:
    """What a path answers instead of the truth: a refusal or a body, for so many times."""

    path: str
    where: Mapping[str, str]
    times: int | None
    refusal: Refused | None = None
    body: Any = None

    def meets(self, request: Request) -> bool:
        return (
            self.times != 0
            and self.path in request.path
            and all(words in request.query.get(name, "") for name, words in self.where.items())
        )


class FacebookSimulator:
    """Answers for any number of Pages.

    ``dead`` holds names of metrics that fail every call they stand in,
    ``usage`` the headers of every answer; a list longer than ``most_rows`` is
    too much at once.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.pages: dict[str, Page] = {}
        self.version_served = ""
        self.dead: set[str] = set()
        self.usage: dict[str, str] = dict(QUIET_USAGE)
        self.most_rows: int | None = None
        self.scripted: list[Scripted] = []
        self.uploads = Uploads()

    def add_page(self, page_id: str, token: str, **more: Any) -> Page:
        """Let a Page exist; ``figures`` may be given, otherwise they are invented."""
        self.pages[page_id] = Page(token, **more)
        if self.pages[page_id].figures is None:
            self.pages[page_id].figures = ripening(page_id)
        return self.pages[page_id]

    def refuses(
        self,
        path: str,
        code: int,
        message: str = "(#0) Refused",
        *,
        subcode: int = 0,
        status: int = 400,
        transient: bool | None = None,
        headers: Mapping[str, str] | None = None,
        times: int | None = None,
        **where: str,
    ) -> None:
        """Refuse what is asked of paths that contain ``path``, queries that contain ``where``."""
        refusal = Refused(code, message, subcode, status, transient=transient, headers=headers)
        self.scripted.append(Scripted(path, where, times, refusal=refusal))

    def says(self, path: str, body: Any, *, times: int | None = None, **where: str) -> None:
        """Answer with this body instead."""
        self.scripted.append(Scripted(path, where, times, body=body))

    def reply(self, request: Request, fault: Fault | None) -> Reply:
        """Answer one request, in the way that the fault says."""
        try:
            reply = self._answer(request, fault)
        except Refused as refused:
            reply = Reply(refused.reply.status, refused.reply.body, dict(refused.reply.headers))
        reply.headers = {**self.usage, **reply.headers}
        reply.headers["facebook-api-version"] = self._served(request.path)
        return reply

    def _answer(self, request: Request, fault: Fault | None) -> Reply:
        found = PATH.match(request.path)
        if not found:
            raise Refused(2500, "Unknown path components: " + request.path)
        _raise_scripted(fault)
        if (scripted := self._scripted_for(request)) is not None:
            return scripted
        if found["object"] == "debug_token":
            return json_reply(200, {"data": self._token_data(request.query)})
        page_id, page, post = self._open(found["object"], {**request.query, **request.form})
        edge = found["edge"]
        if request.method != "GET":
            return json_reply(200, self._change(page, post, edge, request))
        if post and edge == "captions":
            return json_reply(200, {"data": [{"locale": name} for name in post.captions]})
        if not edge and post:
            return json_reply(200, node(post, found["object"]))
        if not edge:
            return json_reply(200, {"name": page.name, "id": page_id})
        if edge in LISTS and not post:
            return json_reply(200, self._list(page_id, page, edge, request.query))
        return self._numbers(page_id, page, post, found, request, fault)

    def _change(
        self, page: Page, post: FacebookPost | None, edge: str | None, request: Request
    ) -> dict[str, Any]:
        if not page.may_write:
            message = "(#200) Requires pages_manage_posts permission to manage the object"
            raise Refused(200, message, status=403)
        if post is None:
            told = self.uploads.step(page.posts, request, self.clock())
            if told == "wrong offset":
                wanted = self.uploads.wants(request.form["upload_session_id"])
                message = "There was a problem uploading your video file"
                raise Refused(6001, message, WRONG_OFFSET, data=wanted)
            if isinstance(told, str):
                raise Refused(100, told, 33 if told == "unknown session" else 0)
            return told
        if request.method == "DELETE":
            post.hidden = True
        elif edge == "captions":
            post.captions[request.form["default_locale"]] = request.files["captions_file"]
        else:
            change(post, request.form)
        return {"success": True}

    def _scripted_for(self, request: Request) -> Reply | None:
        for script in self.scripted:
            if script.meets(request):
                if script.times is not None:
                    script.times -= 1
                if script.refusal:
                    raise script.refusal
                return json_reply(200, script.body)
        return None

    def _numbers(
        self, page_id: str, page: Page, post: FacebookPost | None, found: re.Match[str],
        request: Request, fault: Fault | None,
    ) -> Reply:  # fmt: skip
        of_video = found["edge"] == "video_insights"
        if found["edge"] not in ("insights", "video_insights"):
            raise Refused(2500, "Unknown path components: " + request.path)
        if post and not of_video and "_" not in found["object"]:
            raise Refused(100, "(#100) Tried accessing nonexisting field (insights)")
        metrics = request.query.get("metric", "").split(",")
        if metrics == [""]:
            raise Refused(3001, "(#3001) No metric was specified to be fetched", 1504028)
        known = known_metrics(post, of_video=of_video) if post else METRICS
        if fault == Fault.DEAD_METRIC or self.dead & {*metrics} or not {*metrics} <= known:
            raise Refused(100, DEAD_METRIC)
        if fault == Fault.EMPTY_LIST:
            return json_reply(200, {"data": []})
        if post is None:
            return json_reply(200, self._insights(page_id, page, metrics, request))
        period = request.query.get("period")
        rows = insights_of(post, found["object"], metrics, period, self.clock())
        return json_reply(200, {"data": list(rows)})

    def _list(self, page_id: str, page: Page, edge: str, query: Any) -> dict[str, Any]:
        if self.most_rows is not None and int(query.get("limit", 25)) > self.most_rows:
            message = "Please reduce the amount of data you're asking for, then retry your request"
            raise Refused(1, message, status=500)
        return listed(page_id, edge, page.posts, query, page.token)

    def _token_data(self, query: Any) -> dict[str, Any]:
        apps = {f"{page.app_id}|{page.app_secret}" for page in self.pages.values() if page.app_id}
        if query.get("access_token") not in apps:
            raise Refused(190, "Invalid OAuth access token signature.")
        app_token = query["access_token"]
        right = hmac.new(app_token.split("|")[1].encode(), app_token.encode(), hashlib.sha256)
        if query.get("appsecret_proof", right.hexdigest()) != right.hexdigest():
            raise Refused(100, "Invalid appsecret_proof provided in the API argument")
        page = next((p for p in self.pages.values() if p.token == query.get("input_token")), None)
        if page is None:
            error = {"code": 190, "message": "Malformed access token", "subcode": 467}
            return {"is_valid": False, "scopes": [], "error": error}
        scopes = ["pages_show_list", "pages_read_engagement", "read_insights"]
        return {
            "app_id": page.app_id,
            "type": "PAGE",
            "is_valid": True,
            "scopes": scopes,
            "expires_at": 0,
            "data_access_expires_at": 0,
            **page.token_data,
        }

    def _open(self, object_id: str, query: Any) -> tuple[str, Page, FacebookPost | None]:
        """Find the Page that a token opens, and the post or video that is asked of it."""
        token = query.get("access_token")
        if not token:
            raise Refused(2500, "An active access token must be used to query information")
        mine = [(key, page) for key, page in self.pages.items() if page.token == token]
        if not mine:
            raise Refused(190, "Invalid OAuth access token - Cannot parse access token", 467)
        for page_id, page in mine:
            post = _post_of(page_id, page, object_id)
            if object_id == page_id or post:
                self._check_proof(page, query.get("appsecret_proof", ""))
                return page_id, page, post
        message = f"Unsupported get request. Object with ID '{object_id}' does not exist"
        raise Refused(100, message, 33)

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


def _post_of(page_id: str, page: Page, object_id: str) -> FacebookPost | None:
    for post in page.posts:
        if not post.hidden and object_id in (f"{page_id}_{post.post_id}", post.video_id):
            return post
    return None


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
