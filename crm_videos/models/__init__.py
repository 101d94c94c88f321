"""What the app keeps: testimonies, what people agreed to, the stories told, who approved them.

``testimonies`` knows none of the others; ``consents`` and ``stories`` know testimonies,
``reviews`` stories. Nothing points back.
"""

from crm_videos.models.consents import Consent, ConsentScript
from crm_videos.models.reviews import Review
from crm_videos.models.stories import ExchangeRate, Story, StoryCost
from crm_videos.models.testimonies import Testimony

__all__ = [
    "Consent",
    "ConsentScript",
    "ExchangeRate",
    "Review",
    "Story",
    "StoryCost",
    "Testimony",
]
