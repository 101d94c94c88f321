"""What columns of several lists show."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, TitleColumn


class LabelledColumn(Column):
    """On a phone its cells stand below each other: then each says by itself what it tells."""

    cell_template_name = "crm_videos/labelled_cell.html"


class LabelledLinkColumn(TitleColumn):
    """The same for what leads somewhere."""

    cell_template_name = "crm_videos/labelled_cell.html"


def life_link(testimony: Any) -> str:
    """Lead to the life of the testimony with this key."""
    return format_html('<a href="{}">{}</a>', reverse("consents:life", args=[testimony]), _("Life"))
