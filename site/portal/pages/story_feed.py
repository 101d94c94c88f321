"""The feed of stories in one language.

Whoever reads a feed keeps what they read, and no withdrawal reaches them there. So an
entry says where a story leads and what it is about, in words of ours; none is the person's.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from crm_videos.countries import Country
from crm_videos.models import Story
from portal.pages.models.story import StoryPage

MOST_ENTRIES = 20


def feed(stories: Iterable[StoryPage], *, title: str, url: str, language: str) -> str:
    """Write an Atom feed, an entry for each story."""
    atom: Any = Atom1Feed(title=title, link=url, description="", language=language)
    for page in stories:
        atom.add_item(
            title=title_of(page.story),
            link=page.full_url,
            description="",
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
        )
    return str(atom.writeString("utf-8"))


def title_of(story: Story) -> str:
    """Say what a story is about: ``A story of migration: Malaysia; Costs; Debt``."""
    country = [str(Country(story.destination).label)] if story.destination else []
    about = "; ".join([*country, *story.words_of("themes")])
    if not about:
        return _("A story of migration, told by the person")
    return _("A story of migration: %(about)s") % {"about": about}
