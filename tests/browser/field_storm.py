"""Everything at once, that can happen to a phone: what comes of it must be exact."""

import random
import time
from dataclasses import dataclass, field
from uuid import uuid4

from playwright.sync_api import Error

from tests.browser.field_phone import Chrome, FieldPhone
from tests.browser.field_site import FieldSite
from tests.own_site import wait_until
from tests.simulators.bad_line import State

CUT = 0.2


@dataclass
class FieldStorm:
    """So many records, some with a photo, and so many deaths of the browser on the way."""

    site: FieldSite
    chrome: Chrome
    quiet: list[str]
    records: int
    photos: int
    kills: int
    seed: int
    ids: list[str] = field(default_factory=list)
    killed: int = 0
    signed_out: bool = False
    seconds: float = 0
    # Other tests use the same server, and what they sent may still arrive.
    mark: str = field(default_factory=lambda: f"storm {uuid4()}")

    def blow(self) -> None:
        begun = time.monotonic()
        chance = random.Random(self.seed)
        while_logging = self.kills // 2
        phone = self.chrome.start(self.quiet)
        phone.open()
        self.site.line.state = State.DEAD
        lives = while_logging + 1
        for life in range(lives):
            phone.open(ready=False)
            with_photo = share_of(self.photos, lives, life)
            self.ids += phone.log(with_photo, photos=1, note=self.mark)
            self.ids += phone.log(share_of(self.records, lives, life) - with_photo, note=self.mark)
            if life < while_logging:
                phone = self._die(phone)
        # While all of it waited, the session ran out.
        phone.context.clear_cookies()
        self.site.line.cut_share = CUT
        self.site.line.state = State.OPEN
        tabs = self._two_tabs(phone)
        tabs[0].page.locator("[data-sign-in]:visible").wait_for(timeout=60_000)
        assert len(self._waiting(tabs[0])) == self.records
        self.signed_out = True
        phone.sign_in("rahima")
        while self.killed < self.kills:
            tabs[0].send_now()
            time.sleep(chance.uniform(0.3, 0.3 + self.records / 25))
            tabs = self._two_tabs(self._die(tabs[0]))
        self._wait_for_the_end(tabs)
        self.seconds = time.monotonic() - begun

    def _die(self, phone: FieldPhone) -> FieldPhone:
        self.chrome.kill()
        self.killed += 1
        assert phone is not None
        return self.chrome.start(self.quiet)

    def _two_tabs(self, phone: FieldPhone) -> list[FieldPhone]:
        other = FieldPhone(phone.context, self.site)
        for one in (phone, other):
            one.open(ready=False)
            one.page.locator("#records li").first.wait_for()
        return [phone, other]

    def _waiting(self, phone: FieldPhone) -> list[str]:
        return [one for one, state in phone.states().items() if state == "waiting"]

    def _wait_for_the_end(self, tabs: list[FieldPhone]) -> None:
        def over() -> bool:
            try:
                for one in tabs:
                    one.send_now()
                return set(tabs[0].states().values()) == {"taken"}
            except Error:
                return False

        wait_until(over, seconds=60 + 3 * self.records)

    def _held(self) -> tuple[int, int]:
        """Count the events that say the storm's mark, whatever their ids, and their women."""
        query = "SELECT COUNT(*), COALESCE(SUM(women), 0) FROM events_event WHERE note = "
        return self.site.processes.rows(f"{query}'{self.mark}'")[0]

    def broken(self) -> list[str]:
        """Name each law that does not hold; none when nothing was lost or doubled."""
        events = self.site.count("events_event", self.ids)
        submissions = self.site.count("events_submission", self.ids)
        laws = {
            "each id once": len(set(self.ids)) == len(self.ids) == self.records,
            "nothing lost": events == submissions == self.records,
            "no photo missing": self.site.held_photos(self.ids) == self.photos,
            "nothing doubled": self._held() == (self.records, 7 * self.records),
            "as often killed as planned": self.killed == self.kills,
            "the session ran out": self.signed_out,
            "the line was bad": self.site.line.cut > 0,
        }
        return [law for law, holds in laws.items() if not holds]


def share_of(whole: int, parts: int, number: int) -> int:
    """Divide without a rest: the first parts are one larger."""
    return whole // parts + (number < whole % parts)
