"""What pages to read have in common that can also be heard."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.pages.models.base import SitePage
from portal.pages.models.sound import Sound


class SpokenPage(SitePage):
    """A page of content with a sound of its words; the page itself is what is said, to read."""

    sound = models.ForeignKey(
        Sound,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read aloud"),
        help_text=_(
            "This page, read aloud in its own language; bring it under Sounds first. Never the "
            "voice of a person who tells their story: those are shown under Stories alone."
        ),
    )

    content_panels = [
        *SitePage.content_panels[:-1],
        FieldPanel("sound"),
        SitePage.content_panels[-1],
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the sound, if it is in the language of the page."""
        context = super().get_context(request, *args, **kwargs)
        sound = self.sound if self.sound_id else None
        context["sound"] = sound if sound and self._is_ours(sound) else None
        return context

    def _is_ours(self, sound: Sound) -> bool:
        return bool(sound.language == self.locale.language_code)
