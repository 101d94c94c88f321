"""Withdrawals: a case for each consent that ended or was narrowed, a task for each copy."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.consents import Consent
from crm_videos.models.copies import LOCAL, Copy
from crm_videos.models.testimonies import Testimony
from crm_videos.words import Why
from foundation.encrypted import EncryptedJSONField


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def open(self) -> Self:
        """Keep the cases of which something is still somewhere."""
        left = Takedown.objects.open().filter(withdrawal=models.OuterRef("pk"))
        return self.filter(models.Q(cleared_at=None) | models.Exists(left))


class Withdrawal(models.Model):
    """A consent has ended, or allows less. Until each copy that must go is gone, it is open.

    ``details`` lie sealed: ``note`` says how it was heard of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    testimony = models.ForeignKey(
        Testimony, on_delete=models.PROTECT, related_name="+", verbose_name=_("testimony")
    )
    # The version that stood until then: one case for it, however many ways it ends.
    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("why"), max_length=8, choices=Why)
    opened_at = models.DateTimeField(_("withdrawn at"))
    # Nobody, where the consent ran out.
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    details = EncryptedJSONField(default=dict)
    # When the site's own traces were removed. Empty: a sweep has still to do it.
    cleared_at = models.DateTimeField(_("removed from this site at"), null=True)

    objects = WithdrawalQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("view",)
        ordering = ["-opened_at", "id"]
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self) -> str:
        named = {"code": self.testimony.code}
        if self.is_narrowing:
            return gettext("Narrowed consent of %(code)s") % named
        return gettext("Withdrawal of %(code)s") % named

    @property
    def is_narrowing(self) -> bool:
        """Say whether something is allowed still."""
        return self.why == Why.NARROWED


class TakedownQuerySet(models.QuerySet["Takedown"]):
    def open(self) -> Self:
        """Keep the tasks whose copy nobody has proven gone."""
        return self.filter(copy__gone_at=None)

    def remote(self) -> Self:
        """Keep what somebody else holds."""
        return self.exclude(copy__kind__in=LOCAL)

    def overdue(self, now: datetime) -> Self:
        """Keep the open tasks whose time is over."""
        return self.open().filter(due_at__lt=now)


class Takedown(models.Model):
    """One copy that must go because of one withdrawal. Done when the copy is proven gone."""

    class State(models.TextChoices):
        WAITING = "waiting", _("The site tries it by itself")
        PERSON = "person", _("A person must do it")

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, related_name="takedowns")
    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="takedowns")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(_("gone by"))
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    # What was last answered: an English sentence, shown in the reader's language.
    words = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    # Until then the worker that tries it is left alone.
    lease_until = models.DateTimeField(null=True)
    # When somebody was told that it is overdue; until when one sender has it to tell.
    told_at = models.DateTimeField(null=True)
    telling_until = models.DateTimeField(null=True)

    objects = TakedownQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="takedown_once_a_case", fields=["withdrawal", "copy"]),
        ]

    def __str__(self) -> str:
        return str(self.copy)
