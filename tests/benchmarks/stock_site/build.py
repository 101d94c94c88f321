"""Fills the migrated stock site with one article of as many bytes as asked for: ``build.py FILE``.

The file is JSON: ``style`` and ``paragraphs`` of the page to stand beside, its ``bytes``,
and the titles of the ``menu``. Prints the address.
"""

import json
import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.stock_site.settings"


def build(asked: dict) -> str:
    """Give the address of the article; Django is set up by now."""
    from django.db import connection
    from wagtail.models import Page

    from tests.benchmarks.stock_site.models import ArticlePage

    with connection.schema_editor() as tables:
        tables.create_model(ArticlePage)
    home = Page.objects.get(depth=2)
    for number, title in enumerate(asked["menu"]):
        home.add_child(instance=Page(title=title, slug=f"menu-{number}", show_in_menus=True))
    body = [("paragraph", f"<p>{text}</p>") for text in asked["paragraphs"]]
    article = ArticlePage(title="Article", slug="article", style=asked["style"], body=body)
    page = home.add_child(instance=article)
    lacking = asked["bytes"] - weight(page.url)
    if lacking < 0:
        page.style = page.style[:lacking]
    page.intro = "x" * max(0, lacking)
    page.save()
    return page.url


def weight(path: str) -> int:
    """Weigh the page at a path, in bytes."""
    from django.test import Client

    return len(Client(headers={"host": "127.0.0.1"}).get(path).content)


if __name__ == "__main__":
    django.setup()
    print(build(json.loads(Path(sys.argv[1]).read_text())))  # noqa: T201 - whoever called reads it
