"""A phone with the field app on it: what a worker does with it, and what it keeps."""

import json
import subprocess
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browser.field_site import DAY, FieldSite
from tests.own_site import kill_group, wait_until

WIDTH = 360
# A record of the phone's own making, without the form: for a bulk of them.
LOG = """
async ({person, place, records, photos, note}) => {
  const within = document.querySelector('script[type=module]').src.replace('app.js', '');
  const {newRecord} = await import(within + 'form.js');
  const {keepPhoto, keepRecord} = await import(within + 'store.js');
  const {freshId, shrink} = await import(within + 'photos.js');
  const {today} = await import(within + 'words.js');
  const ids = [];
  for (let number = 0; number < records; number += 1) {
    const id = freshId();
    const body = {id, kind: 'ipt-show', held_on: today(), place, women: 7, headcount: 'count',
                  recorded_at: new Date().toISOString()};
    if (note) body.note = note;
    const taken = [];
    for (let one = 0; one < photos; one += 1) {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 720;
      const pen = canvas.getContext('2d');
      const noise = pen.createImageData(720, 720);
      for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = Math.random() * 256;
      pen.putImageData(noise, 0, 0);
      const file = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
      const photo = await shrink(file);
      await keepPhoto({record: id, ...photo});
      taken.push({sha256: photo.sha256, size: photo.size, state: 'here'});
    }
    if (taken.length) body.photos = taken.map((photo) => photo.sha256);
    const about = {person, place: {}, photos: taken, now: Date.now()};
    await keepRecord(newRecord(body, about));
    ids.push(id);
  }
  return ids;
}
"""
KEPT = """
() => new Promise((done, fail) => {
  const asked = indexedDB.open('nirapad-field');
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction('STORE').objectStore('STORE').getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
})
"""
UNION = "BD40470012-U1922"


class FieldPhone:
    """One tab of one browser in which somebody works."""

    def __init__(
        self, context: BrowserContext, site: FieldSite, *, keeps_the_app: bool = True
    ) -> None:
        self.context = context
        # Without a service worker it starts in half the time, and only with a network.
        self.keeps_the_app = keeps_the_app
        self.site = site
        self.complaints: list[str] = []
        self.page = self.new_tab()

    def new_tab(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def sign_in(self, person: str) -> None:
        self.context.clear_cookies()
        self.context.add_cookies(self.site.session_of(person, until=time.time() + DAY))

    def open(self, path: str = "/field/", *, ready: bool = True) -> Page:
        """Open the app; ready when the form can be filled in and all is kept for later."""
        self.page.goto(self.site.url + path)
        if ready:
            self.page.locator("#log:enabled").wait_for()
            if self.keeps_the_app:
                self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return self.page

    def log_by_form(
        self, *, women: str = "34", photo: Path | None = None, here: bool = False, **more: str
    ) -> None:
        """Log a show as on the first day: every step by hand."""
        page = self.page
        self.begin()
        self.choose("kind", "ipt-show")
        if page.locator("#place-steps").is_visible():
            page.select_option("[name=upazila]", UNION.partition("-")[0])
            page.select_option("[name=union]", UNION)
        self.choose("headcount", "count")
        for name, text in {"women": women, **more}.items():
            page.fill(f"[name={name}]", text)
        if photo:
            page.set_input_files("#pick input", photo)
            page.locator("#photos li").wait_for()
        if here:
            page.click("#locate")
            page.locator("#position", has_text="১২").wait_for()
        self.save()

    def begin(self, by: str = "#log") -> None:
        """Open the form, and wait until it is filled in with what is known."""
        self.page.click(by)
        self.page.locator("#form form").wait_for()

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"input[name={name}][value='{value}']").click()

    def save(self) -> None:
        """Save; it is on the phone when the page says so."""
        self.page.click("#form button[type=submit]")
        self.page.locator("#saved").wait_for()

    def log(self, records: int, *, photos: int = 0, person: str = "rahima", note: str = "") -> list:
        """Log many at once, through the app's own code; each is on the disk when this returns."""
        about = {"person": person, "place": UNION, "records": records, "photos": photos}
        return self.page.evaluate(LOG, {**about, "note": note})

    def kept(self, store: str = "records") -> list[dict[str, Any]]:
        """Read what is on the phone."""
        return self.page.evaluate(KEPT.replace("STORE", store))

    def facts(self) -> list[str]:
        """Name the facts that the phone knows."""
        keys = KEPT.replace("STORE", "facts").replace("getAll()", "getAllKeys()")
        return self.page.evaluate(keys)

    def states(self) -> dict[str, str]:
        return {one["id"]: one["state"] for one in self.kept()}

    def wait_for(self, state: str, ids: list[str], *, seconds: float = 30) -> None:
        """Wait until the phone says this of all of them."""
        wait_until(
            lambda: all(self.states().get(one) == state for one in ids),
            seconds=seconds,
        )

    def send_now(self) -> None:
        self.page.evaluate("window.dispatchEvent(new Event('online'))")


class Chrome:
    """A browser in a process of its own, that can be killed like any other."""

    def __init__(self, playwright: Playwright, path: str, site: FieldSite, folder: Path) -> None:
        self.playwright, self.path, self.site, self.folder = playwright, path, site, folder
        self.profile = folder / "profile"

    def start(self, quiet: list[str]) -> FieldPhone:
        """Start it on the same profile; the person is still signed in."""
        told = self.profile / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        own = ["--headless=new", f"--user-data-dir={self.profile}", "--remote-debugging-port=0"]
        with (self.folder / "chrome.log").open("a") as output:
            self.process = subprocess.Popen(
                [self.path, *quiet, *own, "about:blank"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                text=True,
            )
        self.site.processes.started.append(self.process)
        wait_until(lambda: told.exists() and len(told.read_text().splitlines()) > 1)
        port = told.read_text().splitlines()[0]
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        phone = FieldPhone(self.browser.contexts[0], self.site)
        phone.page.set_viewport_size({"width": WIDTH, "height": 740})
        phone.sign_in("rahima")
        return phone

    def close(self) -> None:
        """Close it as a person does: what it would keep is on the disk when this returns."""
        self.browser.new_browser_cdp_session().send("Browser.close")
        self.process.wait(timeout=30)

    def kill(self) -> None:
        """Kill it as a phone without memory does, in the middle of whatever it does."""
        kill_group(self.process)
        self.browser.close()


def event_file(download: Any) -> dict[str, Any]:
    """Read a file that the app handed over."""
    return json.loads(Path(download.path()).read_text(encoding="utf-8"))
