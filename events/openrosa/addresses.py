"""The one address that is typed into a phone."""

from django.conf import settings
from django.urls import reverse


def server_url(site: str = settings.WAGTAILADMIN_BASE_URL) -> str:
    """Give the server's address as ODK Collect wants it; it appends its fixed names."""
    return site.rstrip("/") + reverse("openrosa:list").removesuffix("/formList")
