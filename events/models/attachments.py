"""Which photo came as which file of a filled form: ODK's forms name files, no digests."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.photos import EventPhoto
from events.models.submissions import KeptQuerySet


class Attachment(models.Model):
    """One file that a submission names, and the photo that came under that name."""

    # The phone's id, no key: what waits for a person has files too.
    submission = models.UUIDField()
    name = models.CharField(max_length=200)
    photo = models.ForeignKey(EventPhoto, on_delete=models.PROTECT, related_name="+")

    objects = KeptQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            # Another photo under the same name is a second row: neither is thrown away.
            models.UniqueConstraint(name="attachment_once", fields=["submission", "name", "photo"]),
        ]

    def __str__(self) -> str:
        return self.name
