"""Fills a migrated site with the demo's figures and pages, without its films and events."""

import os

import django
from django.db import transaction
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")


@transaction.atomic
def make_pages() -> None:
    """Do what the demo does first; Django is set up by now."""
    from portal.demo.people import make_people
    from portal.demo.prottasha import post_prottasha
    from portal.demo.sample_pages import make_sample_pages

    post_prottasha(timezone.now())
    make_sample_pages(make_people(), timezone.now())


if __name__ == "__main__":
    django.setup()
    make_pages()
