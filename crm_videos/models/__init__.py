"""What the app keeps: testimonies, their private files, and who looked at these."""

from crm_videos.models.access_log import AccessEntry, AccessHead, Outcome, Reason
from crm_videos.models.private_files import PrivateFile, Purpose
from crm_videos.models.testimonies import Testimony

__all__ = [
    "AccessEntry",
    "AccessHead",
    "Outcome",
    "PrivateFile",
    "Purpose",
    "Reason",
    "Testimony",
]
