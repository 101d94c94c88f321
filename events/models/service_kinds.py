"""The kinds of service that an institution offers at a fair."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ServiceKind(models.Model):
    """A kind of service: training, a bank, help with the law. The list is short."""

    slug = models.SlugField(
        _("short name"),
        max_length=30,
        primary_key=True,
        help_text=_("In small Latin letters, for sheets and files, such as legal-aid."),
    )
    name_en = models.CharField(_("English name"), max_length=80)
    name_bn = models.CharField(_("Bangla name"), max_length=80)
    sort_order = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    active = models.BooleanField(_("offered"), default=True)

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["sort_order", "slug"]
        verbose_name = _("kind of service")
        verbose_name_plural = _("kinds of service")

    def __str__(self) -> str:
        return self.name_bn if get_language() == "bn" and self.name_bn else self.name_en
