"""How often a page was opened on a day; and how far the lines that say so have been read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_CODE = 12


class ViewsOfADay(models.Model):
    """One page in one language on one of Dhaka's days. Nothing tells who opened it, or when."""

    day = models.DateField(_("day"))
    # What a page and its translation share. It names nothing, so it outlives an erased page.
    page = models.UUIDField(_("page"))
    language = models.CharField(_("language"), max_length=2)
    code = models.CharField(
        _("code"),
        max_length=LONGEST_CODE,
        blank=True,
        help_text=_("The last part of an address that was printed for an event: ?e=fair1."),
    )
    views = models.PositiveIntegerField(_("views"), default=0)

    class Meta:
        default_permissions = ("view",)
        ordering = ["-day", "-views", "page", "language", "code"]
        verbose_name = _("page views of a day")
        verbose_name_plural = _("page views of days")
        constraints = [
            models.UniqueConstraint(
                name="page_views_once_a_day", fields=["day", "page", "language", "code"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.language} {self.day}: {self.views}"


class CountedDay(models.Model):
    """A day on which somebody counted. Without it nothing is known of the day, which is no zero."""

    day = models.DateField(primary_key=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.day.isoformat()


class ReadLog(models.Model):
    """A file of lines, and how many bytes of it are counted: written with the counts, or not."""

    # The day of our own file; the digest of its first line, for one of a front cache.
    name = models.CharField(max_length=64, primary_key=True)
    bytes_read = models.PositiveBigIntegerField(default=0)
    # Lines that nobody could read.
    not_understood = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
