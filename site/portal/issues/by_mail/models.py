"""Who wants the month report by mail, and the letters that are to go out: the work table."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# A letter may have been handed to the mail server so often without anybody knowing what came of it.
MOST_UNCLEAR = 2


class Subscription(models.Model):
    """A person of the organisation who asked for the report; leaving deletes the row."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    # The link in a letter holds it, signed. Whoever asks anew gets another one.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    since = models.DateTimeField()

    class Meta:
        default_permissions = ()
        verbose_name = _("subscription to the month report")
        verbose_name_plural = _("subscriptions to the month report")

    def __str__(self) -> str:
        return f"subscription of user {self.user_id}"


class Letter(models.Model):
    """One version of an issue to one person. The row is the truth; a worker only does it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(
        "issues.IssueVersion", on_delete=models.PROTECT, related_name="letters"
    )
    # Its Message-ID: a letter that goes out twice is known as the same one.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()
    # Nobody takes it up before: a worker holds it, or the mail server wants to rest.
    not_before = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    # How often its words were being handed over when nobody heard what came of it.
    unclear = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    # The mail server's number, of three digits; its words may repeat an address.
    refusal = models.PositiveSmallIntegerField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("letter with the month report")
        verbose_name_plural = _("letters with the month report")
        constraints = [
            models.UniqueConstraint(name="letter_once_a_version", fields=["user", "version"]),
            models.CheckConstraint(
                name="letter_sent_or_refused", condition=Q(sent_at=None) | Q(refused_at=None)
            ),
            models.CheckConstraint(
                name="letter_refused_with_its_number",
                condition=Q(refused_at=None, refusal=None)
                | Q(refused_at__isnull=False, refusal__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_seldom_unclear", condition=Q(unclear__lte=MOST_UNCLEAR)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} to user {self.user_id}"
