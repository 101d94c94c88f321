"""What the app keeps: testimonies, consents, stories, copies; how they end; files and logs.

``testimonies`` knows none of the others; ``consents``, ``stories``, ``code_cards``,
``private_files`` and ``erasures`` know testimonies, ``consents`` private files, ``reviews``,
``overrides`` and ``copies`` stories, ``pictures`` stories and private files, ``withdrawals``
consents and copies, ``recordings`` testimonies and private files, ``uploads`` recordings,
``videos`` stories and recordings, ``publishings`` videos and copies. Nothing points back.
"""

from crm_videos.models.access_log import AccessEntry, AccessHead, Outcome, Reason
from crm_videos.models.code_cards import CodeCard
from crm_videos.models.consents import Consent, ConsentScript
from crm_videos.models.copies import LOCAL, PLATFORMS, Copy
from crm_videos.models.erasures import Decision, ErasedAddress, Erasure, WhyErased
from crm_videos.models.imports import ImportedTestimony, KeptPackage
from crm_videos.models.overrides import Override
from crm_videos.models.pictures import PictureSize, StoryPicture
from crm_videos.models.private_files import PrivateFile, Purpose
from crm_videos.models.publishings import Publishing
from crm_videos.models.recordings import Recording
from crm_videos.models.reviews import Review
from crm_videos.models.stories import ExchangeRate, Story, StoryCost
from crm_videos.models.testimonies import Testimony
from crm_videos.models.uploads import Upload
from crm_videos.models.videos import Caption, Rendition, StoryVideo
from crm_videos.models.withdrawals import Takedown, Withdrawal

__all__ = [
    "LOCAL",
    "PLATFORMS",
    "AccessEntry",
    "AccessHead",
    "Caption",
    "CodeCard",
    "Consent",
    "ConsentScript",
    "Copy",
    "Decision",
    "ErasedAddress",
    "Erasure",
    "ExchangeRate",
    "ImportedTestimony",
    "KeptPackage",
    "Outcome",
    "Override",
    "PictureSize",
    "PrivateFile",
    "Publishing",
    "Purpose",
    "Reason",
    "Recording",
    "Rendition",
    "Review",
    "Story",
    "StoryCost",
    "StoryPicture",
    "StoryVideo",
    "Takedown",
    "Testimony",
    "Upload",
    "WhyErased",
    "Withdrawal",
]
