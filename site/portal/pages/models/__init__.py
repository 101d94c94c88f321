"""Every page type and the programme's own data.

``base`` and ``programme`` know no page type; ``standard``, ``reach`` and ``coming`` build
on ``base``, and ``home`` lists standard pages. Nothing points back.
"""

from portal.pages.models.base import SitePage
from portal.pages.models.coming import ComingEventsPage
from portal.pages.models.home import HomePage
from portal.pages.models.programme import Programme
from portal.pages.models.reach import ReachPage
from portal.pages.models.standard import StandardPage

__all__ = ["ComingEventsPage", "HomePage", "Programme", "ReachPage", "SitePage", "StandardPage"]
