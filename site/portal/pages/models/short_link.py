"""The short address of a page in all its languages: ``/l/k7r2hm``. It is made once and kept.

It is printed on paper, so nothing takes it away: not a move, not a new title, not the end of
the page. It holds nothing of the page but the key that all its languages share.
"""

import secrets
from datetime import datetime

from django.db import models
from wagtail.models import Page

# No vowel, so no word; no two that look alike on paper.
SIGNS = "23456789cfghjkmpqrvwx"
SIGNS_OF_A_CODE = 6


def new_code() -> str:
    """Draw a code; there are 85 million."""
    return "".join(secrets.choice(SIGNS) for _sign in range(SIGNS_OF_A_CODE))


class ShortLinkManager(models.Manager["ShortLink"]):
    def of(self, page: Page, *, now: datetime) -> "ShortLink":
        """Give the short address of a page, made now if it has none."""
        made = {"code": new_code(), "made_at": now}
        link, _made = self.get_or_create(translation_key=page.translation_key, defaults=made)
        return link

    def read(self, typed: str) -> "ShortLink | None":
        """Find the short address that somebody typed, in small or capital letters."""
        return self.filter(code=typed.lower()).first()


class ShortLink(models.Model):
    """One code; ``translation_key`` is that of the page in each of its languages."""

    code = models.CharField(max_length=12, primary_key=True)
    translation_key = models.UUIDField(unique=True, editable=False)
    made_at = models.DateTimeField()

    objects = ShortLinkManager()

    def __str__(self) -> str:
        return self.code

    @property
    def path(self) -> str:
        """The address on this site."""
        return f"/l/{self.code}"
