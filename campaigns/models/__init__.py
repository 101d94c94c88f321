"""The rows of campaigns, in the order in which they depend on each other.

``places``, ``channels`` and ``indicators`` are the words in which figures are
told; ``rscs`` say who serves and who works in which district; ``campaigns``, aligned with
``frameworks``, say what we ask people to look at, ``targets`` what is to be reached by when,
``products`` and ``news_reports`` (both ``register_rows``) what was made and what media printed;
``months`` is
the calendar of the books; ``entries`` is the ledger itself; ``rollups`` is
kept from it and read by everyone; ``rules`` say which figures make a headline
and what was printed of it.
"""

from campaigns.models.campaigns import Balance, Campaign, CampaignMessage
from campaigns.models.channels import Channel
from campaigns.models.entries import Contributor, Current, Entry, Key, Note
from campaigns.models.frameworks import Activity, Audience, Commitment, SubIndicator
from campaigns.models.indicators import Definition, Indicator
from campaigns.models.months import Month, MonthExplanation
from campaigns.models.news_reports import NewsReport
from campaigns.models.places import Place
from campaigns.models.products import MAY_BE_SHOWN, Distribution, Product, ProductKind, Visibility
from campaigns.models.rollups import AreaRoll, AreaSeries, Roll, Series
from campaigns.models.rscs import RSC, Assignment, ServedDistrict
from campaigns.models.rules import Control, Rule, Term
from campaigns.models.targets import Target

__all__ = [
    "MAY_BE_SHOWN",
    "RSC",
    "Activity",
    "AreaRoll",
    "AreaSeries",
    "Assignment",
    "Audience",
    "Balance",
    "Campaign",
    "CampaignMessage",
    "Channel",
    "Commitment",
    "Contributor",
    "Control",
    "Current",
    "Definition",
    "Distribution",
    "Entry",
    "Indicator",
    "Key",
    "Month",
    "MonthExplanation",
    "NewsReport",
    "Note",
    "Place",
    "Product",
    "ProductKind",
    "Roll",
    "Rule",
    "Series",
    "ServedDistrict",
    "SubIndicator",
    "Target",
    "Term",
    "Visibility",
]
