"""The field app at full size: 200 records with photos, ten deaths, a line that is cut.

Logged with the server out of reach, the browser killed ten times (half of them
while it logs, half while it sends), every fifth connection cut on return, the
session expired meanwhile, two tabs open. ``tests/browser/test_field_app.py``
has a tenth of it for the suite.
"""

import os
import sys

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.conftest import QUIET
from tests.browser.field_phone import Chrome
from tests.browser.field_site import field_site_in
from tests.browser.field_storm import FieldStorm

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RECORDS = int(os.environ.get("STORM_RECORDS", "200"))
KILLS = int(os.environ.get("STORM_KILLS", "10"))
SEED = int(os.environ.get("STORM_SEED", "20261003"))


def test_a_storm_on_the_phone_loses_and_doubles_nothing(
    tmp_path, django_db_setup, django_db_blocker, chromium, capsys
):
    with (
        field_site_in(tmp_path, django_db_setup, django_db_blocker) as site,
        sync_playwright() as playwright,
    ):
        chrome = Chrome(playwright, chromium, site, tmp_path)
        storm = FieldStorm(
            site, chrome, QUIET, records=RECORDS, photos=RECORDS, kills=KILLS, seed=SEED
        )
        storm.blow()
        broken = storm.broken()
        chrome.kill()
        with capsys.disabled():
            sys.stdout.write(
                f"\n{RECORDS} records in {storm.seconds:.0f} s, {storm.killed} kills, "
                f"{site.line.cut} of {site.line.connections} connections cut\n"
            )
    assert broken == []
