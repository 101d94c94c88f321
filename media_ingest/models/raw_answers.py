"""The answers as they came, kept outside the database for as long as each platform allows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RawAnswer(models.Model):
    """Where the compressed body of one answer lies, by the digest that readings carry.

    Secrets are cut out before the digest is made, so what is kept can be
    checked against it. ``path`` is inside the private storage.
    """

    sha256 = models.CharField(_("digest"), max_length=64, primary_key=True)
    platform = models.CharField(_("platform"), max_length=20)
    path = models.CharField(_("file"), max_length=200)
    size = models.PositiveIntegerField(_("bytes before compression"))
    received_at = models.DateTimeField(_("first received"))
    keep_until = models.DateTimeField(_("kept until"), db_index=True)

    class Meta:
        ordering = ["-received_at"]
        verbose_name = _("raw answer")
        verbose_name_plural = _("raw answers")

    def __str__(self) -> str:
        return self.sha256
