"""Handing the site's erasers to the app that erases, in the order in which they run."""

from django.utils.translation import gettext_lazy as _

from crm_videos.erasing import ports
from portal.erasing.finding import find_pages
from portal.erasing.issues import clear_quotes
from portal.erasing.logs import keep_names_out_of_the_log
from portal.erasing.news import clear_news_reports
from portal.erasing.pages import (
    clear_drafts_elsewhere,
    clear_pages,
    clear_redirects,
    clear_unsaved_forms,
)
from portal.erasing.sessions import clear_messages
from portal.erasing.translations import clear_translations

ERASERS = (
    # Before the pages, which know where they lay.
    ports.Eraser("redirects", _("Addresses that led to the story"), clear_redirects),
    ports.Eraser("unsaved-forms", _("Forms that nobody saved"), clear_unsaved_forms),
    ports.Eraser("pages", _("Pages in every version and language"), clear_pages),
    ports.Eraser("drafts", _("Drafts of other pages"), clear_drafts_elsewhere),
    ports.Eraser("translations", _("Texts to translate"), clear_translations),
    ports.Eraser("issues", _("What monthly issues quoted"), clear_quotes),
    ports.Eraser("news", _("What news reports said of the story"), clear_news_reports),
    ports.Eraser("messages", _("Messages that nobody has read yet"), clear_messages),
)


def wire() -> None:
    """Do so, once, when the site starts."""
    keep_names_out_of_the_log()
    ports.wire(find=find_pages, erasers=ERASERS)
