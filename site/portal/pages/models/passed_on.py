"""The codes of files that were made of pages to be passed on: what each of them said.

An entry is of a text, not of a reader: whoever takes the same file gets the same code, and
neither who took it nor who asks about it is kept.
"""

import hashlib
import hmac
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

DIGITS_OF_A_CODE = 9


class PassedOnManager(models.Manager["PassedOn"]):
    def enter(self, page: "models.Model", digest: str, until: date) -> "PassedOn":
        """Give the entry of a page's text and the last day of its file, made now if it is new."""
        told = {
            "translation_key": page.translation_key,  # type: ignore[attr-defined]
            "language": page.locale.language_code,  # type: ignore[attr-defined]
            "digest": digest,
            "until": until,
        }
        attempt = 0
        while True:
            entry, _made = self.get_or_create(code=_code(told, attempt), defaults=told)
            if all(getattr(entry, name) == value for name, value in told.items()):
                return entry
            # One of a milliard times: another text has this code already.
            attempt += 1


class PassedOn(models.Model):
    """One text of one page in one language, and the last day on which its file may be trusted."""

    # Digits alone, to be read out over the telephone.
    code = models.CharField(max_length=DIGITS_OF_A_CODE, primary_key=True)
    translation_key = models.UUIDField(editable=False)
    language = models.CharField(max_length=2, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    until = models.DateField(editable=False)

    objects = PassedOnManager()

    class Meta:
        verbose_name = _("file that was passed on")

    def __str__(self) -> str:
        return self.code


def _code(told: dict[str, object], attempt: int) -> str:
    """Draw the code from the text with the site's own key: nobody else can make one that holds."""
    said = "\0".join(map(str, [*told.values(), attempt]))
    key = f"portal.passed-on {settings.SECRET_KEY}".encode()
    drawn = int.from_bytes(hmac.new(key, said.encode(), hashlib.sha256).digest(), "big")
    return str(drawn % 10**DIGITS_OF_A_CODE).zfill(DIGITS_OF_A_CODE)
