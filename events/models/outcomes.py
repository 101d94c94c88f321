"""Outcomes that were claimed: what changed for somebody, who says so, and who has checked it.

The free words of a claim are about people who can be harmed by them. They never
leave the house, and they are erased when the decision is some time old
(:mod:`events.outcomes.erasing`): kind, month, district and a band of the amount stay.
Rows are written by :mod:`events.outcomes` alone, which posts to the ledger.
"""

import uuid
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.models import Place
from events.models.events import Event

# A crore and a half is more than anybody paid a middleman; more is a slip of the finger.
LARGEST_AMOUNT = 15_000_000
NO_DELETION = "a claim is never deleted: withdraw it, or do not confirm it"
# What is erased: all that somebody wrote in words of their own.
WORDS = ("other_kind", "words", "evidence_words", "decision_words")


class ClaimState(models.TextChoices):
    CLAIMED = "claimed", _("Awaits verification")
    VERIFIED = "verified", _("Verified")
    NOT_CONFIRMED = "refused", _("Not confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Heard(models.TextChoices):
    PERSON = "person", _("The person told it")
    FAMILY = "family", _("The family told it")
    VOLUNTEER = "volunteer", _("A volunteer told it")
    DOCUMENT = "document", _("It was seen in a document")


class ClaimEvidence(models.TextChoices):
    DOCUMENT = "document", _("A document was seen")
    RECEIPT = "receipt", _("A receipt")
    PHONE_CALL = "call", _("A phone call")
    NONE = "none", _("None")


class Checked(models.TextChoices):
    PERSON = "person", _("Asked the person again")
    FAMILY = "family", _("Asked the family")
    OFFICE = "office", _("Asked the office or body that was concerned")
    DOCUMENT = "document", _("Saw the document or receipt")
    NOT_POSSIBLE = "nothing", _("Nobody and nothing could be asked")


class AmountBand(models.TextChoices):
    """What stays of an amount; each begins above the one before."""

    TO_10 = "10", _("up to 10,000 taka")
    TO_50 = "50", _("10,001 to 50,000 taka")
    TO_100 = "100", _("50,001 to 100,000 taka")
    TO_300 = "300", _("100,001 to 300,000 taka")
    ABOVE = "above", _("more than 300,000 taka")


class OutcomeKind(models.Model):
    """What can have changed for somebody: a short list, kept as rows."""

    slug = models.SlugField(primary_key=True)
    name_en = models.CharField(_("English name"), max_length=80)
    name_bn = models.CharField(_("Bangla name"), max_length=80)
    about_money = models.BooleanField(_("an amount belongs to it"), default=False)
    needs_words = models.BooleanField(_("has to be named in words"), default=False)
    active = models.BooleanField(_("offered"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["sort_order", "slug"]
        verbose_name = _("kind of outcome")
        verbose_name_plural = _("kinds of outcome")

    def __str__(self) -> str:
        return self.name_bn if get_language() == "bn" else self.name_en


class OutcomeClaimQuerySet(models.QuerySet["OutcomeClaim"]):
    def with_names(self) -> Self:
        """Fetch what printing a claim needs, so that a list asks once."""
        return self.select_related("kind", "place__parent__parent", "claimed_by")

    def waiting(self) -> Self:
        return self.filter(state=ClaimState.CLAIMED)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)


class OutcomeClaim(models.Model):
    """One thing that is said to have changed for somebody after what we told them."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.ForeignKey(
        OutcomeKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("what happened")
    )
    other_kind = models.CharField(
        _("what else"),
        max_length=120,
        blank=True,
        help_text=_("Only for an outcome that is not in the list. No names."),
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("The district is enough. Only the district is ever counted."),
    )
    happened_on = models.DateField(_("date"))
    only_month = models.BooleanField(
        _("only the month is known"),
        default=False,
        help_text=_("Then choose any day of that month above."),
    )
    amount = models.PositiveIntegerField(
        _("amount in taka"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_AMOUNT)],
        help_text=_("Where it is about money. Leave it blank when it is not known."),
    )
    amount_band = models.CharField(
        _("amount, roughly"), max_length=5, choices=AmountBand, blank=True, editable=False
    )
    words = models.TextField(
        _("what was claimed"),
        blank=True,
        max_length=1000,
        help_text=_(
            "In a few sentences, without the name of anybody, and without a phone number, an "
            "identity card, a passport or an address: whoever lost money or left a middleman may "
            "be looked for. These words stay in this office, and are erased later."
        ),
    )
    event = models.ForeignKey(
        Event,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("told after this event"),
    )
    heard = models.CharField(_("how it was heard"), max_length=9, choices=Heard)
    evidence = models.CharField(_("evidence"), max_length=8, choices=ClaimEvidence)
    evidence_words = models.CharField(
        _("what evidence there is, and where it lies"),
        max_length=300,
        blank=True,
        help_text=_(
            "For example: the receipt is with the family; the office saw it. No names, and no "
            "file: papers about people are not kept here."
        ),
    )

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("claimed by"),
    )
    claimed_at = models.DateTimeField(_("claimed at"), editable=False)
    # Grows with every change, so that the ledger never takes an older state for the newer.
    changed_at = models.DateTimeField(editable=False)

    state = models.CharField(
        _("state"), max_length=9, choices=ClaimState, default=ClaimState.CLAIMED, editable=False
    )
    checked_how = models.CharField(
        _("how it was checked"), max_length=8, choices=Checked, blank=True, editable=False
    )
    decision_words = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    erased_at = models.DateTimeField(_("words erased at"), null=True, editable=False)

    objects = OutcomeClaimQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        permissions = [
            ("verify_outcomeclaim", "Can verify outcome claims of others"),
            ("export_outcomeclaim", "Can export outcome claims"),
        ]
        ordering = ["-claimed_at", "-pk"]
        verbose_name = _("outcome claim")
        verbose_name_plural = _("outcome claims")
        indexes = [models.Index(fields=["state", "claimed_at"], name="claim_oldest_waiting")]
        constraints = [
            models.CheckConstraint(
                name="claim_decided_at_a_time",
                condition=Q(state=ClaimState.CLAIMED, decided_at=None)
                | (~Q(state=ClaimState.CLAIMED) & Q(decided_at__isnull=False)),
            ),
            # The last defence of the rule of the second person; the first is in the writer.
            models.CheckConstraint(
                name="claim_decided_by_another",
                condition=Q(state__in=[ClaimState.CLAIMED, ClaimState.WITHDRAWN])
                | Q(decided_by=None)
                | Q(claimed_by=None)
                | ~Q(decided_by=F("claimed_by")),
            ),
            models.CheckConstraint(
                name="claim_erased_wholly",
                condition=Q(erased_at=None)
                | Q(**dict.fromkeys(WORDS, ""), amount=None, event=None, happened_on__day=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.happened_on:%Y-%m}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)

    @property
    def contributor(self) -> str:
        """Name the claim in the ledger."""
        return f"outcome:{self.uid}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ClaimState.CLAIMED


class Step(models.TextChoices):
    CLAIMED = "claimed", _("Claimed")
    EDITED = "edited", _("Changed")
    VERIFIED = ClaimState.VERIFIED.value, _("Verified")
    NOT_CONFIRMED = ClaimState.NOT_CONFIRMED.value, _("Not confirmed")
    WITHDRAWN = ClaimState.WITHDRAWN.value, _("Withdrawn")
    REOPENED = "reopened", _("Opened again")
    ERASED = "erased", _("The words were erased")


class ClaimStep(models.Model):
    """One line of a claim's history. It only grows; of an erased claim its words go too.

    Wagtail's own history is not kept of claims: nothing in it could be erased in the
    same transaction, and who may verify is read from here.
    """

    claim = models.ForeignKey(OutcomeClaim, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=9, choices=Step)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Names of fields, never what was in them.
    changed = models.JSONField(default=list)
    checked_how = models.CharField(max_length=8, choices=Checked, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.at:%Y-%m-%d}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(NO_DELETION)
