"""Which version of each platform's API we ask for; no client is loaded to know it."""

from django.conf import settings

from media_ingest.models import Account


def version_asked(platform: str) -> str:
    """Give the version that is asked for; empty where the client's library decides."""
    return str(settings.FACEBOOK_API_VERSION) if platform == Account.Platform.FACEBOOK else ""
