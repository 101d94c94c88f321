"""The one address that is typed into a phone."""

from django.conf import settings
from django.urls import reverse


def server_url() -> str:
    """Give the server's address as ODK Collect wants it; it appends its fixed names."""
    list_of_forms = reverse("openrosa:list")
    return settings.WAGTAILADMIN_BASE_URL + list_of_forms.removesuffix("/formList")
