"""What the app keeps: testimonies, consents, stories, reviews; private files and who saw them.

``testimonies`` knows none of the others; ``consents``, ``stories`` and ``private_files`` know
testimonies, ``reviews`` stories. Nothing points back.
"""

from crm_videos.models.access_log import AccessEntry, AccessHead, Outcome, Reason
from crm_videos.models.consents import Consent, ConsentScript
from crm_videos.models.private_files import PrivateFile, Purpose
from crm_videos.models.reviews import Review
from crm_videos.models.stories import ExchangeRate, Story, StoryCost
from crm_videos.models.testimonies import Testimony

__all__ = [
    "AccessEntry",
    "AccessHead",
    "Consent",
    "ConsentScript",
    "ExchangeRate",
    "Outcome",
    "PrivateFile",
    "Purpose",
    "Reason",
    "Review",
    "Story",
    "StoryCost",
    "Testimony",
]
