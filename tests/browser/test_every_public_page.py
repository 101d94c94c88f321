"""Every page type and public address, in both languages, on each screen, in light and in dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.axe import OF_COLOURS, Axe, axe_of_wagtail
from tests.browser.first_views import FirstView
from tests.browser.public_walk import LANGUAGES, Shown, Walk, page_types, public_addresses
from tests.browser.screens import PHONE, on_every_screen
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser

# A public address that shows no page to read, and why nothing leads to it from one.
NOT_READ = {
    "en/_util/login/": "pages that ask for a sign-in: there are none",
    "en/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": "the same",
    "api/v1/issues/<month>/<number>/cells": "named by the API (test_open_data)",
    "api/v1/receipts/<code>": "by the codes of the API (test_open_data)",
    "api/v1/.*$": "what there is not, in JSON (test_open_api)",
    "[lL]/(?P<code>[0-9A-Za-z]{1,12})/?$": "printed on paper; a code that is gone is walked",
    "[rR]/(?P<code>[0-9A-Za-z-]{1,16})/?$": "printed on paper; leads to the receipt",
    "en/keep/<int:number>/copy/": "fetched by the script that keeps a page (test_keeping_pages)",
    "sounds/<slug:token>.m4a": "pages read aloud: the demo has none (test_sounds_of_pages)",
    "story-videos/<int:page_id>/<uuid:video_id>/<str:name>": "films (test_watching_a_story)",
}


@pytest.fixture(scope="module")
def axe(browser) -> Axe:
    return axe_of_wagtail(browser)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_type_and_every_public_address_is_walked(walk: Walk, language):
    shown = {one.kind for one in walk.pages if one.language == language}
    lacking = {one.__name__ for one in page_types()} - shown
    assert not lacking, f"the demo shows no page of these types, so nobody looks at them: {lacking}"
    assert {"404", "410", "search/, asked", "ChecklistPage, asked"} <= shown
    nowhere = {one.route.replace("^", "") for one in public_addresses()} - walk.routes - {*NOT_READ}
    assert not nowhere, f"no link of any page leads to these addresses: {nowhere}"
    assert {one.status for one in walk.pages} == {200, 404, 410}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_type_is_light_fits_every_screen_and_shuts_nobody_out(
    walk: Walk, browser, axe, language
):
    wrong: list[str] = []
    with browser.new_context(
        device_scale_factor=2, extra_http_headers={"Accept-Language": language}
    ) as context:
        context.add_init_script(axe.source)
        view = FirstView(context.new_page(), walk.site.url)
        for shown in walk.of_each_kind(language):
            view.page.set_viewport_size({"width": PHONE, "height": 640})
            view.page.emulate_media(color_scheme="light")
            view.open(shown.path)
            found = [*view.over_budget(shown.kind), *complaints(view, shown)]
            found += [*looked_at(view.page, axe), *on_every_screen(view.page)]
            wrong += [f"{language} {shown.name}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)


def test_the_sheets_of_editors_shut_nobody_out(demo_site, browser, axe):
    """Every block in both languages, and the sheet with a page's short address."""
    ((page_id,),) = demo_site.processes.rows(
        "SELECT min(id) FROM wagtailcore_page WHERE live AND depth = 3"
    )
    sheets = ["style-guide/bn/", "style-guide/en/", f"short-links/{page_id}/"]
    with browser.new_context() as context:
        context.add_init_script(axe.source)
        page, wrong = context.new_page(), []
        page.goto(f"{demo_site.url}/admin/login/")
        sign_in(page, "editor")
        for sheet in sheets:
            page.set_viewport_size({"width": PHONE, "height": 640})
            page.emulate_media(color_scheme="light")
            assert page.goto(f"{demo_site.url}/admin/{sheet}").status == 200
            wrong += [f"{sheet}: {one}" for one in (*looked_at(page, axe), *on_every_screen(page))]
    assert not wrong, "\n".join(wrong)


def complaints(view: FirstView, shown: Shown) -> list[str]:
    """Give what the browser complains of, but for the status that was meant."""
    return [said for said in view.said if f"status of {shown.status} " not in said]


def looked_at(page: Page, axe: Axe) -> Iterator[str]:
    """Run axe in light and in dark; all that folds is open, or it would not be looked at."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    yield from axe.complaints(page)
    page.emulate_media(color_scheme="dark")
    yield from (f"dark {said}" for said in axe.complaints(page, *OF_COLOURS))
