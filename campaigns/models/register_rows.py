"""What the registers of products and of news reports have in common: a row counts one item.

Rows are written by :mod:`campaigns.registers` alone, which posts to the ledger.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from campaigns.models.campaigns import Campaign

NO_DELETION = "rows of a register are taken out by campaigns.registers.take_out"


class RegisterQuerySet(models.QuerySet[Any]):
    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)


class RegisterRow(models.Model):
    """One thing that was made or printed, on a day, perhaps for a campaign."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(
        Campaign,
        on_delete=models.PROTECT,
        default=Campaign.NONE,
        related_name="+",
        verbose_name=_("campaign"),
    )
    in_a_printed_figure = models.BooleanField(
        _("is part of a printed or entered figure"),
        default=False,
        help_text=_(
            "For what the ledger already holds within a sum: an opening balance, or a month that "
            "somebody entered as a whole. It is kept here and not counted a second time."
        ),
    )
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    on_site = models.BooleanField(_("shown on the site"), default=False, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    changed_at = models.DateTimeField(_("changed at"), editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)
