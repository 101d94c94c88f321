"""Every page type and the programme's own data.

``base``, ``programme``, ``short_link``, ``passed_on``, ``sound`` and ``kept_weight`` know no page
type; ``reach``, ``coming``, ``directory``, ``library`` and ``news`` build on ``base``, and so do
``spoken``, of which ``standard`` and ``topic`` are kinds, and ``guide``, of which
``country_guide``, ``checklist``, ``faq``, ``quiz`` and ``poll`` are kinds; ``topic`` lists them
all. ``story`` builds on ``story_pictures`` too, is listed by ``story_index`` and approved by
``story_approval``; ``home`` lists content and stories.
Nothing points back.
"""

from portal.pages.models.base import SitePage
from portal.pages.models.checklist import ChecklistPage
from portal.pages.models.coming import ComingEventsPage
from portal.pages.models.country_guide import CountryGuidePage
from portal.pages.models.directory import DirectoryPage
from portal.pages.models.faq import FaqPage
from portal.pages.models.guide import GuidePage
from portal.pages.models.home import HomePage
from portal.pages.models.kept_weight import KeptWeight
from portal.pages.models.library import LibraryPage
from portal.pages.models.news import NewsPage
from portal.pages.models.passed_on import PassedOn
from portal.pages.models.poll import PollPage
from portal.pages.models.programme import Programme
from portal.pages.models.quiz import QuizPage
from portal.pages.models.reach import ReachPage
from portal.pages.models.short_link import ShortLink
from portal.pages.models.sound import Sound
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
    "DirectoryPage",
    "FaqPage",
    "GuidePage",
    "HomePage",
    "KeptWeight",
    "LibraryPage",
    "NewsPage",
    "PassedOn",
    "PollPage",
    "Programme",
    "QuizPage",
    "ReachPage",
    "ShortLink",
    "SitePage",
    "Sound",
    "StandardPage",
    "StoryApprovalTask",
    "StoryIndexPage",
    "StoryPage",
    "StoryPagePicture",
    "StoryRefused",
    "TopicPage",
]
