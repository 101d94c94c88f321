"""The programme's own data, as administrators edit it."""

import pytest
from django.core.exceptions import ValidationError

from portal.pages.models import Programme

URL = "/admin/settings/pages/programme/1/"
FORM = {
    "name_en": "Safe Roads",
    "name_bn": "নিরাপদ পথ",
    "hotline_free": "",
    "hotline": "+8809610102030",
    "opens_at": "09:00",
    "closes_at": "17:00",
}


@pytest.fixture
def programme(db) -> Programme:
    return Programme.load()


def test_an_administrator_changes_name_and_hotline_of_every_page(admin_client, client, programme):
    assert admin_client.post(URL, FORM).status_code == 302
    html = client.get("/bn/").content.decode()
    assert "নিরাপদ পথ" in html
    assert 'href="tel:+8809610102030"' in html
    assert "tel:08000102030" not in html


def test_nobody_takes_the_demo_mark_off_by_hand(admin_client, programme):
    Programme.objects.update(is_demo=True)
    admin_client.post(URL, FORM | {"is_demo": ""})
    assert Programme.objects.get().is_demo


def test_an_editor_cannot_change_the_hotline(editor, programme):
    editor.post(URL, FORM)
    assert Programme.objects.get().hotline_free == "08000102030"


@pytest.mark.parametrize(
    "wrong",
    [
        {"hotline": "call us"},
        {"hotline_free": "০৮০০০১০২০৩০"},
        {"opens_at": "17:00"},
        {"closes_at": "08:00"},
    ],
)
def test_wrong_numbers_and_hours_are_refused(admin_client, programme, wrong):
    assert admin_client.post(URL, FORM | wrong).status_code == 200
    assert Programme.objects.get().name_en == "Nirapad"


def test_hours_must_be_in_order(programme):
    programme.closes_at = programme.opens_at
    with pytest.raises(ValidationError):
        programme.full_clean()
