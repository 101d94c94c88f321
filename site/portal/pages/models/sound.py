"""A sound that a page plays: the page read aloud, for those who read little.

Its file never changes: what the public hears changes when a page is published, by two people,
and not when somebody brings another file.
"""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from portal.stock_files.sounds import LightSound


def new_token() -> str:
    """Give a name that nobody guesses: a sound may be brought before its page is public."""
    return secrets.token_hex(8)


class Sound(index.Indexed, models.Model):
    """One sound in one language, made anew from what was brought. Never a voice of a story."""

    title = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=settings.LANGUAGES,
        help_text=_("A page plays a sound in its own language alone."),
    )
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    file = models.FileField(_("file"), upload_to="sounds/", editable=False)
    size = models.PositiveIntegerField(_("bytes"), editable=False)
    seconds = models.PositiveIntegerField(_("length in seconds"), editable=False)
    brought_at = models.DateTimeField(_("brought"), auto_now_add=True)

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        verbose_name = _("sound")
        verbose_name_plural = _("sounds")
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_language_display()})"

    @property
    def address(self) -> str:
        """Where readers hear it; it answers with the same bytes for ever."""
        return reverse("sound", args=[self.token])

    def hold(self, made: LightSound) -> None:
        """Take the bytes; to be saved afterwards."""
        self.size, self.seconds = len(made.data), made.seconds
        self.file.save(f"{self.token}.m4a", ContentFile(made.data), save=False)


@receiver(post_delete, sender=Sound)
def delete_its_file(sender: type[Sound], instance: Sound, **_kwargs: Any) -> None:
    """Leave nothing of a sound that is on no page any more."""
    instance.file.delete(save=False)
