"""The pictures of a story. They are no images of Wagtail's, whose files everybody can read."""

import uuid
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.identity import IdentityLevel, level_of_picture
from crm_videos.models.choice_lists import ChoiceListField
from crm_videos.models.private_files import PrivateFile
from crm_videos.models.stories import Story
from crm_videos.words import PictureShows, Telltale


class PictureSize(StrEnum):
    """The copies that are shown."""

    SMALL = "small"
    LARGE = "large"


class StoryPictureQuerySet(models.QuerySet["StoryPicture"]):
    def here(self) -> "StoryPictureQuerySet":
        """Leave out what was erased."""
        return self.filter(small__erased_at=None, large__erased_at=None)


class StoryPicture(models.Model):
    """One picture: as it came, and two copies drawn anew, all encrypted.

    :mod:`crm_videos.pictures` alone writes it, and never twice: who finds a declaration
    wrong removes the picture and brings it again. The name of the file is kept nowhere.
    """

    wagtail_reference_index_ignore = True

    # It stands in the public address, so it tells no number of rows.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, related_name="pictures", verbose_name=_("story")
    )
    # Empty: nobody has said it, and then it counts as showing everything.
    shows = models.CharField(
        _("who is to be seen"), max_length=12, choices=PictureShows, blank=True, default=""
    )
    tells = ChoiceListField(_("what could tell who it is"), of=Telltale, blank=True)
    looked_for = models.BooleanField(_("somebody has looked for it"), default=False)
    original = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, related_name="+")
    small = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, related_name="+")
    large = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, related_name="+")
    # Of what is shown: people approve these very bytes, and no others are sent.
    small_sha256 = models.CharField(max_length=64)
    large_sha256 = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField(_("width of the small copy"))
    height = models.PositiveSmallIntegerField(_("height of the small copy"))
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("brought by"),
    )
    brought_at = models.DateTimeField(_("brought at"))

    objects = StoryPictureQuerySet.as_manager()

    class Meta:
        # Who may work at a story may work at its pictures: there is nothing to permit by itself.
        default_permissions = ()
        ordering = ["brought_at", "id"]
        verbose_name = _("picture of a story")
        verbose_name_plural = _("pictures of a story")

    def __str__(self) -> str:
        # Stands in logs and comparisons: a part of a drawn number says nothing of anybody.
        return gettext("Picture %(code)s") % {"code": str(self.pk)[:4].upper()}

    @property
    def is_here(self) -> bool:
        return self.small.erased_at is None and self.large.erased_at is None

    @property
    def level(self) -> IdentityLevel:
        """How much of the person it shows."""
        return level_of_picture(self.shows, tells=bool(self.tells), looked_for=self.looked_for)

    def tells_in_words(self) -> list[str]:
        """Give the words for what in it could tell who it is."""
        field: Any = self._meta.get_field("tells")
        return field.labels(self.tells)

    def facts(self) -> list[Any]:
        """Give what people approve of it: whose it is, what was declared, the bytes."""
        return [
            *(self.pk, self.story_id, self.shows, sorted(self.tells), self.looked_for),
            *(self.small_sha256, self.large_sha256, self.width, self.height),
        ]

    def copy(self, size: PictureSize) -> tuple[PrivateFile, str]:
        """Give the file of a copy, and the digest of what it must hold."""
        if size is PictureSize.SMALL:
            return self.small, self.small_sha256
        return self.large, self.large_sha256
