"""What came in through a door: each submission taken, and each that waits for a person.

Both are the memory of the intake and only grow. Their rows are written by
:mod:`events.intake` and :mod:`events.quarantine` alone.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.events import Event

NO_DELETION = "what was sent is never deleted: a person decides what becomes of it"


class Door(models.TextChoices):
    FIELD_APP = "field-app", _("Field app")
    OPENROSA = "openrosa", _("ODK Collect or KoboCollect")
    SHEET = "sheet", _("Sheet")


class KeptQuerySet(models.QuerySet[Any]):
    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)


class Sent(models.Model):
    """Who sent something, through which door, and when it was here."""

    door = models.CharField(_("door"), max_length=9, choices=Door)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    device = models.CharField(_("device"), max_length=100, blank=True)
    received_at = models.DateTimeField(_("received at"))

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)


class Submission(Sent):
    """One submission that became an event, or a new version of one. Never changed."""

    # The whole secret of "any number of sends is one event": this key, and one transaction.
    client_uuid = models.UUIDField(unique=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="submissions")
    replaces = models.UUIDField(null=True, blank=True)
    # Canonical JSON, as text: PostgreSQL's own JSON would refuse what a phone may send.
    content = models.TextField()
    digest = models.CharField(max_length=64)

    claimed_day = models.DateField(_("day as the phone said it"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at, by the phone"), null=True, blank=True)
    client_now = models.DateTimeField(_("sent at, by the phone"), null=True, blank=True)
    # Server minus phone; positive for a phone that is behind.
    skew_seconds = models.BigIntegerField(_("skew in seconds"), null=True, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-received_at", "-pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        indexes = [models.Index(fields=["person", "received_at"], name="submission_of_person")]

    def __str__(self) -> str:
        return str(self.client_uuid)


class Cause(models.TextChoices):
    CONFLICT = "conflict", _("The same id came before with other content")
    STALE_EDIT = "stale-edit", _("It edits a version that is no longer the newest")
    UNKNOWN_ORIGINAL = "no-original", _("What it edits is not here, or not theirs")
    NOT_AN_EVENT = "no-event", _("It cannot be an event as it stands")
    UNREADABLE = "unreadable", _("It cannot be read")
    OTHER_FORM = "other-form", _("It was filled in on a form that is not one of ours")
    ENCRYPTED = "encrypted", _("It is encrypted, and our forms are not")


class Decision(models.TextChoices):
    NEW = "new", _("Taken as a new event")
    EDIT = "edit", _("Taken as an edit")
    DISCARDED = "discarded", _("Set aside")


class QuarantinedQuerySet(KeptQuerySet):
    def waiting(self) -> Self:
        return self.filter(decision="")


class Quarantined(Sent):
    """Something that was sent and did not become an event by itself; a person decides."""

    client_uuid = models.UUIDField(_("id"), null=True, blank=True, db_index=True)
    cause = models.CharField(_("why it waits"), max_length=11, choices=Cause)
    body = models.BinaryField(_("as it was sent"))
    # One row for one content of one person, however often it is sent.
    key = models.CharField(max_length=64, unique=True)
    # {"en": {"women": ["…"]}, "bn": …}: written when it came, for either reader.
    reasons = models.JSONField(default=dict)
    # The event that is here under the same id, or that was to be edited.
    against = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    decision = models.CharField(
        _("decision"), max_length=9, choices=Decision, blank=True, default=""
    )
    decision_reason = models.CharField(
        _("reason"),
        max_length=200,
        blank=True,
        help_text=_("For example: the same show, sent twice. The field team reads it."),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("became"),
    )

    objects = QuarantinedQuerySet.as_manager()

    class Meta:
        default_permissions = ("change", "view")
        ordering = ["-received_at", "-pk"]
        verbose_name = _("submission in quarantine")
        verbose_name_plural = _("submissions in quarantine")
        constraints = [
            models.CheckConstraint(
                name="quarantine_decided_at_a_time",
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="quarantine_discarded_with_reason",
                condition=~Q(decision=Decision.DISCARDED) | ~Q(decision_reason=""),
            ),
            models.CheckConstraint(
                name="quarantine_taken_into_an_event",
                condition=~Q(decision__in=[Decision.NEW, Decision.EDIT]) | Q(event__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.client_uuid or self.key[:12])

    @property
    def is_waiting(self) -> bool:
        return not self.decision
