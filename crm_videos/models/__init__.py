"""What the app keeps: testimonies, and what is done with them."""

from crm_videos.models.testimonies import Testimony

__all__ = ["Testimony"]
