"""Every page type and the programme's own data.

``base``, ``programme`` and ``short_link`` know no page type; ``standard``, ``reach`` and
``coming`` build on ``base``, and so does ``guide``, of which ``country_guide``, ``checklist``
and ``faq`` are kinds; ``topic`` lists them all. ``story`` builds on ``story_pictures`` too, is
listed by ``story_index`` and approved by ``story_approval``; ``home`` lists content and stories.
Nothing points back.
"""

from portal.pages.models.base import SitePage
from portal.pages.models.checklist import ChecklistPage
from portal.pages.models.coming import ComingEventsPage
from portal.pages.models.country_guide import CountryGuidePage
from portal.pages.models.faq import FaqPage
from portal.pages.models.guide import GuidePage
from portal.pages.models.home import HomePage
from portal.pages.models.programme import Programme
from portal.pages.models.reach import ReachPage
from portal.pages.models.short_link import ShortLink
from portal.pages.models.standard import StandardPage
from portal.pages.models.story import StoryPage, StoryRefused
from portal.pages.models.story_approval import StoryApprovalTask
from portal.pages.models.story_index import StoryIndexPage
from portal.pages.models.story_pictures import MOST_PICTURES, StoryPagePicture
from portal.pages.models.topic import TopicPage

__all__ = [
    "MOST_PICTURES",
    "ChecklistPage",
    "ComingEventsPage",
    "CountryGuidePage",
    "FaqPage",
    "GuidePage",
    "HomePage",
    "Programme",
    "ReachPage",
    "ShortLink",
    "SitePage",
    "StandardPage",
    "StoryApprovalTask",
    "StoryIndexPage",
    "StoryPage",
    "StoryPagePicture",
    "StoryRefused",
    "TopicPage",
]
