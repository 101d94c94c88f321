"""The style guide shows every block there is."""

import re

import pytest

from portal.pages.blocks import BodyBlock
from tests.portal.conftest import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_block_is_shown_in_either_language(editor, prottasha, language):
    html = editor.get(f"/admin/style-guide/{language}/").content.decode()
    shown = re.findall(r'data-block="(\w+)"', html)
    assert shown == list(BodyBlock().child_blocks)
    assert f'<html lang="{language}">' in html
    # No picture was brought yet: the sheet says so, and leaves it not out.
    assert html.count("note todo") == 1
    for part in (
        '<ol class="steps">',
        'class="note warning" role="note"',
        'class="call"',
        "<h2 id=",
    ):
        assert part in html


def test_the_style_guide_is_for_those_in_the_admin(client, editor):
    assert client.get("/admin/style-guide/bn/").status_code == 302
    assert client_of("Donor readers").get("/admin/style-guide/bn/").status_code == 200
    assert "/admin/style-guide/bn/" in editor.get("/admin/").content.decode()
    assert editor.get("/admin/style-guide/fr/").status_code == 404
