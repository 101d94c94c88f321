"""The rows of campaigns, in the order in which they depend on each other.

``places``, ``channels`` and ``indicators`` are the words in which figures are
told; ``rscs`` say who serves and who works in which district; ``months`` is
the calendar of the books; ``entries`` is the ledger itself; ``rollups`` is
kept from it and read by everyone; ``rules`` say which figures make a headline
and what was printed of it.
"""

from campaigns.models.channels import Campaign, Channel
from campaigns.models.entries import Contributor, Current, Entry, Key, Note
from campaigns.models.indicators import Definition, Indicator
from campaigns.models.months import Month
from campaigns.models.places import Place
from campaigns.models.rollups import Roll, Series
from campaigns.models.rscs import RSC, Assignment, ServedDistrict
from campaigns.models.rules import Control, Rule, Term

__all__ = [
    "RSC",
    "Assignment",
    "Campaign",
    "Channel",
    "Contributor",
    "Control",
    "Current",
    "Definition",
    "Entry",
    "Indicator",
    "Key",
    "Month",
    "Note",
    "Place",
    "Roll",
    "Rule",
    "Series",
    "ServedDistrict",
    "Term",
]
