"""The demo's pages: written by the editor, approved by the approver, in both languages.

They say only what the project's own documents support, and name what staff
must still fill in. Nobody's story is among them.
"""

import datetime
import json
from typing import Any

from django.contrib.auth.models import User
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Locale

from portal.demo.drawing import river_village
from portal.demo.guide_pages import make_guides
from portal.demo.page_texts import DRAFT, PAGES, PICTURE, PageText
from portal.demo.workflow import approve, raw_blocks, submit
from portal.pages.models import HomePage, StandardPage


def make_sample_pages(people: dict[str, User], now: datetime.datetime) -> None:
    """Publish the sample pages through Wagtail's workflow, and leave one waiting in it."""
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    picture = get_image_model().objects.create(
        title=PICTURE["title"], file=ImageFile(river_village(), name="river-village.png")
    )
    for texts in PAGES:
        english = _page(texts["en"], texts["slug"], homes["en"], picture.pk)
        approve(english, people)
        bangla = english.copy_for_translation(Locale.objects.get(language_code="bn"))
        _fill(bangla, texts["bn"], picture.pk, language="bn")
        approve(bangla, people)
    waiting = _page(DRAFT["en"], DRAFT["slug"], homes["en"], picture.pk)
    submit(waiting, people["editor"])
    make_guides(people, homes, now)


def _page(text: PageText, slug: str, home: HomePage, picture: int) -> StandardPage:
    page = StandardPage(slug=slug, live=False, locale=home.locale, show_in_menus=True)
    _fill(page, text, picture, language="en", save=False)
    home.add_child(instance=page)
    return page


def _fill(
    page: StandardPage, text: PageText, picture: int, *, language: str, save: bool = True
) -> None:
    page.title = page.draft_title = text["title"]
    page.intro = text["intro"]
    page.body = json.dumps(list(_blocks(text["body"], picture, language)))
    if save:
        page.save()


def _blocks(body: list[tuple[str, Any]], picture: int, language: str) -> Any:
    shown = {"image": picture, "caption": "", **PICTURE[language]}
    return raw_blocks([(kind, shown if kind == "picture" else value) for kind, value in body])
