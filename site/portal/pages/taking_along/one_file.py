"""A page as one file, to be passed on by Bluetooth or on a memory card. Never a story.

What is on a memory card nobody can take back, so the file says of itself until when it is to
be trusted, and carries a code by which anybody can ask whether it is still right.
"""

import base64
import calendar
import hashlib
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape

from portal.pages.models import PassedOn, ShortLink
from portal.pages.models.base import LatinPage
from portal.pages.taking_along import markup
from portal.pages.taking_along.kept_copy import kilobytes
from portal.pages.taking_along.pictures import content_type_of, picture_bytes

# Written into the text they grow by a third; larger ones would make the file too heavy.
LARGEST_PICTURE = 30_000
LARGEST_PICTURES = 90_000
MONTHS_GOOD = 2


@dataclass(frozen=True, slots=True)
class OneFile:
    """The file, with its name, its code and its last day."""

    name: str
    text: str
    code: str
    until: date

    @property
    def kilobytes(self) -> int:
        return kilobytes(len(self.text.encode()))


def good_until(today: date) -> date:
    """Give the last day of a file made today: the end of the second month after this one.

    By months, so that many files made of one text are one entry.
    """
    months = today.month - 1 + MONTHS_GOOD
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def digest_of(page: LatinPage, shown: str) -> str:
    """Name exactly the words of a page; another digest means that the page says something else."""
    words = f"{page.title}\n{markup.words_of(markup.main_of(shown))}"
    return hashlib.sha256(words.encode()).hexdigest()


def one_file(
    page: LatinPage, shown: str, request: HttpRequest, *, today: date, enters: bool = True
) -> OneFile:
    """Make the file of a page from what its readers see, and enter its code.

    With ``enters=False`` the code is not one that anybody could ask for: to weigh the file.
    """
    until = good_until(today)
    code = "0" * 9
    if enters:
        code = PassedOn.objects.enter(page, digest_of(page, shown), until).code
    root = request.build_absolute_uri("/").rstrip("/")
    link = ShortLink.objects.filter(translation_key=page.translation_key).first()
    main = markup.NOT_IN_A_FILE.sub("", markup.SCRIPTS.sub("", markup.main_of(shown)))
    main = markup.with_addresses(markup.with_one_size(main), lambda address: root + address)
    context = {
        "main": markup.with_pictures(main, _Pictures()),
        "page": page,
        "root": root,
        "address": request.build_absolute_uri(page.get_url(request)),
        "short_address": root + link.path if link else "",
        "code": code,
        "today": today,
        "until": until,
    }
    text = render_to_string("portal/pages/one_file.html", context, request)
    return OneFile(f"{page.slug}-{page.locale.language_code}.html", text, code, until)


class _Pictures:
    """Writes pictures into the text while they are small; says of others what they show."""

    def __init__(self) -> None:
        self.left = LARGEST_PICTURES

    def __call__(self, address: str, words: str) -> str:
        data, kind = picture_bytes(address), content_type_of(address)
        # The words come from a page, so they are escaped already.
        if data is None or kind is None or len(data) > min(LARGEST_PICTURE, self.left):
            return f'<p class="soft">{words}</p>' if words else ""
        self.left -= len(data)
        encoded = base64.b64encode(data).decode()
        return f'<img src="data:{escape(kind)};base64,{encoded}" alt="{words}">'
