"""What of a page a phone keeps, when its reader asks for it: the text, and each picture small.

One rendering gives what is weighed, said and kept, so the three agree.
"""

import gzip
from dataclasses import dataclass
from datetime import date, timedelta

from django.template.loader import render_to_string

from portal.pages.models import StoryPage
from portal.pages.models.base import LatinPage
from portal.pages.taking_along import markup
from portal.pages.taking_along.pictures import is_here, picture_bytes

# A fee or a number may have changed by then; who still wants the page keeps it anew.
KEPT_DAYS = 30
# A phone that was so long without the site cannot know what was withdrawn meanwhile.
DAYS_WITHOUT_CONTACT = 7


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A page as a phone keeps it, and what it weighs on the way there."""

    html: str
    pictures: list[str]
    bytes_of_text: int
    bytes_of_pictures: int
    is_story: bool
    until: date

    @property
    def bytes(self) -> int:
        return self.bytes_of_text + self.bytes_of_pictures

    @property
    def kilobytes(self) -> int:
        return kilobytes(self.bytes)


def kilobytes(count: int) -> int:
    """Give whole kilobytes, never less than it is."""
    return -(-count // 1000)


def last_day_kept(today: date) -> date:
    """Say until when a page that is kept today may be shown."""
    return today + timedelta(days=KEPT_DAYS)


def kept_copy(page: LatinPage, shown: str, *, today: date) -> KeptCopy:
    """Make the copy of a page from what its readers see; scripts and larger pictures go."""
    is_story = isinstance(page, StoryPage)
    until = last_day_kept(today)
    said = {"today": today, "until": until, "is_story": is_story}
    note = render_to_string("portal/components/kept_note.html", said)
    html = markup.with_one_size(markup.SCRIPTS.sub("", shown))
    html = markup.MAIN_BEGINS.sub(lambda tag: tag[0] + note, html, count=1)
    pictures = [one for one in markup.pictures_of(html) if is_here(one)]
    sizes = [len(picture_bytes(one) or b"") for one in pictures]
    return KeptCopy(
        html=html,
        pictures=[one for one, size in zip(pictures, sizes, strict=True) if size],
        bytes_of_text=len(gzip.compress(html.encode(), 6)),
        bytes_of_pictures=sum(sizes),
        is_story=is_story,
        until=until,
    )
