"""Signing in as one of the demo's people, as they would: name, password, code."""

from django.utils import timezone
from playwright.sync_api import Page

from portal.demo.people import LOG_INS
from portal.people.codes import code_of, counter_at


def sign_in(page: Page, name: str) -> None:
    """Fill in the pages that the door leads through, with a code nobody used yet."""
    (one,) = [one for one in LOG_INS if one.username == name]
    page.fill("[name=login]", one.username)
    page.fill("[name=password]", one.password)
    page.click("main button[type=submit]")
    # Three codes are good at a time, each once.
    for half_minutes in (0, 1, -1) if one.secret else ():
        page.wait_for_url("**/second-factor/code/**")
        page.fill("[name=code]", code_of(one.secret, counter_at(timezone.now()) + half_minutes))
        page.click("main button[type=submit]")
        page.wait_for_load_state()
        if "/second-factor/code/" not in page.url:
            break
    page.wait_for_url("**/admin/")
