"""The demo on a database of its own, served as `make run` does."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen
from uuid import UUID

from django.core.signing import Signer
from django.utils import timezone

from portal.issues.by_mail.leaving import SALT
from tests.own_site import OwnSite, wait_until
from tests.pristine import Pristine

# A short address that led to a page which is deleted: printed on paper it is still typed.
GONE_CODE = "gggggg"


@dataclass(frozen=True)
class DemoSite:
    url: str
    processes: OwnSite

    def page_types(self) -> dict[str, str]:
        """Give the address of every published page with its type, ``faqpage``."""
        rows = self.processes.rows(
            "SELECT l.language_code, p.url_path, c.model FROM wagtailcore_page p"
            " JOIN django_content_type c ON c.id = p.content_type_id"
            " JOIN wagtailcore_locale l ON l.id = p.locale_id WHERE p.live AND p.depth > 1"
        )
        # The first part is the name of the first page, which stands in no address.
        return {f"/{code}/{path.split('/', 2)[2]}": model for code, path, model in rows}

    def links_to_leave(self) -> list[str]:
        """Give the link of a letter in both languages; no page leads there."""
        ((key,),) = self.processes.rows("SELECT key FROM issues_subscription")
        secret = (self.processes.folder / "secret_key").read_text(encoding="ascii").strip()
        token = Signer(key=secret, sep=".", salt=SALT).sign(UUID(str(key)).hex)
        return [f"/{code}/month-report/leave/{token}/" for code in ("bn", "en")]

    def typed_once(self) -> list[str]:
        """Give what staff type once for the readers of both languages: where an event is held."""
        return [venue for (venue,) in self.processes.rows("SELECT venue FROM events_plannedevent")]


@contextmanager
def demo_site_in(folder: Path, pristine: Pristine, blocker) -> Iterator[DemoSite]:
    """Load the demo into a copy of the migrated database and serve it."""
    with blocker.unblock():
        site = OwnSite(folder, pristine.clone(folder, "demo"), "files://")
    loaded = site.manage("demo", "-v0")
    assert loaded.returncode == 0, loaded.stderr
    site.write(
        "INSERT INTO pages_shortlink (code, translation_key, made_at) VALUES"
        f" ('{GONE_CODE}', '{'0' * 32}', '{timezone.now().isoformat()}')"
    )
    site.write(
        "INSERT INTO issues_subscription (user_id, key, since)"
        f" SELECT min(id), '{'1' * 32}', '{timezone.now().isoformat()}' FROM auth_user"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    try:
        site.start("-m", "portal.web", "--port", str(port), "--workers", "1", "--threads", "4")
        wait_until(lambda: answers(f"http://{address}/en/"))
        yield DemoSite(f"http://{address}", site)
    finally:
        site.end()
        with blocker.unblock():
            pristine.drop_clone("demo")


def answers(url: str) -> bool:
    try:
        urlopen(url, timeout=5).close()
    except OSError:  # not there yet, or too busy to answer in time
        return False
    return True
