"""What columns of several lists show."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _


def life_link(testimony: Any) -> str:
    """Lead to the life of the testimony with this key."""
    return format_html('<a href="{}">{}</a>', reverse("consents:life", args=[testimony]), _("Life"))
