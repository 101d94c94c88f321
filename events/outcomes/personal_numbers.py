"""What in a text would lead to a person: phone, identity and passport numbers, addresses of mail.

A light check and no promise: it knows no names. It reads Bangla digits as well as
Latin ones, and is not misled by blanks, dashes and invisible marks. Pure.
"""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BETWEEN = r"[\s\-–().]*"
DAY = re.compile(r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)")
PATTERNS: tuple[tuple[re.Pattern[str], "str | Promise"], ...] = (
    (
        re.compile(rf"(?<!\d)(?:\+?{BETWEEN}8{BETWEEN}8{BETWEEN})?0{BETWEEN}1(?:{BETWEEN}\d){{9}}"),
        _("This looks like a phone number."),
    ),
    (
        re.compile(r"(?<![^\W\d_])[a-z]{1,2}[\s\-]?\d{7,8}(?!\d)", re.IGNORECASE),
        _("This looks like a passport number."),
    ),
    (
        # Ten, thirteen or seventeen digits in Bangladesh; accounts and other countries' phones too.
        re.compile(r"\d{9,}|(?<!\d)(?:\d{3,}[ \-–]){2,}\d+|\+\d(?:[ \-–]?\d){8,}"),
        _("This looks like the number of an identity card, an account or a phone."),
    ),
    (re.compile(r"\S+@\S+\.\w"), _("This looks like an e-mail address.")),
    (
        re.compile(r"https?://|www\.|\b(?:facebook|fb|wa|t|imo)\.(?:com|me|im)\b", re.IGNORECASE),
        _("This looks like an internet address or somebody's page."),
    ),
)


def find_personal(text: str) -> "str | Promise":
    """Say what in a text would lead to a person; nothing when nothing is seen."""
    plain = DAY.sub(" ", "".join(_plainly(text)))
    return next((why for pattern, why in PATTERNS if pattern.search(plain)), "")


def _plainly(text: str) -> Iterator[str]:
    """Give the text with every script's digits as Latin ones, without invisible marks."""
    for letter in unicodedata.normalize("NFKC", text):
        if unicodedata.category(letter) == "Cf":
            continue
        digit = unicodedata.digit(letter, None)
        yield letter if digit is None else str(digit)
