"""Erasures: who asked for a person to be erased, who confirmed it, and what was cleared.

Only ids are here, never a word about the person, so a row outlives what it tells of.
"""

import uuid
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.testimonies import Testimony


class WhyErased(models.TextChoices):
    """Why a person is erased: chosen, for a sentence could name them."""

    ASKED = "asked", _("The person has asked for it")
    DANGER = "danger", _("The person or the family is in danger")
    CHILD = "child", _("The person was not yet 18")
    OVER = "over", _("The time for which it is kept is over")
    LAW = "law", _("A law or a court demands it")


class Decision(models.TextChoices):
    """What came of the asking."""

    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    # After an older backup was brought back; the two people decided before.
    REAPPLIED = "reapplied", _("Done again after a backup was brought back")


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def awaiting_decision(self) -> Self:
        return self.filter(decision="")

    def to_be_done(self) -> Self:
        """Keep what was decided and is not done yet."""
        return self.filter(decision__in=(Decision.CONFIRMED, Decision.REAPPLIED), done_at=None)


class Erasure(models.Model):
    """One person's erasure, from the asking to the last byte."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A backup that was brought back may know no such testimony.
    testimony = models.ForeignKey(
        Testimony,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("testimony"),
    )
    why = models.CharField(_("why"), max_length=10, choices=WhyErased, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked at"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    # The ids under which the person was known here, by kind; of rows that are gone, too.
    traces = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # How many rows each eraser cleared, by its name.
    cleared = models.JSONField(default=dict)
    done_at = models.DateTimeField(_("done at"), null=True)

    objects = ErasureQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("add", "view")
        ordering = ["-asked_at"]
        permissions = [("confirm_erasure", _("May confirm that a person is erased"))]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = [
            models.UniqueConstraint(
                name="erasure_one_open",
                fields=["testimony"],
                condition=Q(done_at=None) & ~Q(decision=Decision.DECLINED),
            ),
            models.CheckConstraint(
                name="erasure_two_people",
                condition=~Q(decision=Decision.CONFIRMED)
                | Q(asked_by__isnull=False, decided_by__isnull=False)
                & ~Q(decided_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="erasure_done_when_decided",
                condition=Q(done_at=None)
                | Q(decision__in=[Decision.CONFIRMED, Decision.REAPPLIED]),
            ),
        ]

    def __str__(self) -> str:
        code = Testimony.objects.filter(pk=self.testimony_id).values_list("code", flat=True).first()
        return gettext("Erasure of %(code)s") % {"code": code or "–"}


class ErasedAddress(models.Model):
    """An address at which the public read a person's story, as a keyed hash.

    Whoever comes back to it is told that the story is gone; the words of the address,
    which may name somebody, are kept nowhere.
    """

    hash = models.CharField(max_length=64, primary_key=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.hash
