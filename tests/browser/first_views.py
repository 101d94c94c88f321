"""What a first view costs, counted as Chromium counts it: nothing cached, every request."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

# Bytes on the wire of a page with all that it loads, and of its HTML alone, by page type. A type
# that is not named may weigh what the heaviest may.
TEXTS = ("StandardPage", "GuidePage", "CountryGuidePage", "ChecklistPage", "FaqPage", "TopicPage")
MOST_BYTES, MOST_OF_A_TEXT, MOST_HTML_OF_A_TEXT = 60_000, 30_000, 14_000
MOST_REQUESTS, MOST_BLOCKING = 5, 1
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
BLOCKING = """
() => performance.getEntriesByType('resource')
    .filter(one => one.renderBlockingStatus === 'blocking').map(one => one.name)
"""


@dataclass
class FirstView:
    """Listens to one tab in which nothing is kept from one page to the next."""

    page: Page
    site: str
    html: int = 0
    failed: int = 0
    weights: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda told: told.type == "error" and self.said.append(told.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.wire = self.page.context.new_cdp_session(self.page)
        self.wire.send("Network.enable")
        self.wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.wire.on("Network.requestWillBeSent", self._sent)
        self.wire.on("Network.loadingFinished", self._loaded)
        self.wire.on("Network.loadingFailed", self._broken)

    def open(self, path: str) -> None:
        """Open a page and wait until all that it has asked for is there."""
        self.html = self.failed = 0
        for noted in (self.weights, self.kinds, self.urls, self.said):
            noted.clear()
        self.page.goto(self.site + path)
        # Only what is drawn asks for its pictures.
        self.page.evaluate(DRAWN)
        while len(self.weights) + self.failed < len(self.urls):
            self.page.wait_for_timeout(10)
        self.blocking = self.page.evaluate(BLOCKING)

    @property
    def bytes(self) -> int:
        return sum(self.weights)

    @property
    def foreign(self) -> list[str]:
        return [url for url in self.urls if not url.startswith((self.site, "data:"))]

    def over_budget(self, kind: str) -> list[str]:
        """Say of which limits the view breaks."""
        is_text = kind.partition(",")[0] in TEXTS
        most = MOST_OF_A_TEXT if is_text else MOST_BYTES
        said = [
            (self.bytes > most, f"{self.bytes} bytes of {most}"),
            (is_text and self.html > MOST_HTML_OF_A_TEXT, f"{self.html} bytes of HTML"),
            (len(self.urls) > MOST_REQUESTS, f"{len(self.urls)} requests"),
            (len(self.blocking) > MOST_BLOCKING, f"waits for {self.blocking}"),
            ("Font" in self.kinds, "a web font"),
            (self.foreign, f"asks others: {self.foreign}"),
            (not self.html, "nothing was counted"),
        ]
        return [words for is_so, words in said if is_so]

    def _sent(self, told: dict[str, Any]) -> None:
        if told["request"]["url"].startswith("data:"):
            return
        self.urls.append(told["request"]["url"])
        self.kinds.append(told["type"])

    def _loaded(self, told: dict[str, Any]) -> None:
        weight = int(told["encodedDataLength"])
        self.html = self.html or weight
        self.weights.append(weight)

    def _broken(self, told: dict[str, Any]) -> None:
        self.failed += 1
