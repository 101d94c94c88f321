"""Headline rules: which terms make "persons reached", and what was printed of it.

Adding across kinds is refused everywhere else. A rule is the one declared
exception: it names its terms with dates, and is always printed with its words
and its parts.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.channels import Channel
from campaigns.models.entries import Confidence
from campaigns.models.indicators import Indicator


class Rule(models.Model):
    """A declared sum; a change of words is a new version."""

    DIGITAL = "digital"
    FIELD = "field"

    slug = models.SlugField()
    version = models.PositiveSmallIntegerField(default=1)
    group = models.CharField(max_length=10, choices=Channel.Group)
    text_en = models.TextField(_("English words"))
    text_bn = models.TextField(_("Bangla words"))
    approved_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["slug", "-version"]
        verbose_name = _("headline rule")
        verbose_name_plural = _("headline rules")
        constraints = [
            models.UniqueConstraint(name="rule_one_per_version", fields=["slug", "version"])
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"


class Term(models.Model):
    """One addend of a rule: an indicator of a channel, from a month to a month."""

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="terms")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="terms")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    from_month = models.DateField(null=True, blank=True)
    to_month = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["channel__sort_order", "channel", "from_month", "indicator"]
        verbose_name = _("term of a rule")
        verbose_name_plural = _("terms of a rule")
        constraints = [
            models.UniqueConstraint(
                name="term_once_in_a_rule", fields=["rule", "channel", "indicator"]
            ),
            models.CheckConstraint(
                name="term_months_start_on_first_days",
                condition=(Q(from_month=None) | Q(from_month__day=1))
                & (Q(to_month=None) | Q(to_month__day=1)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id} × {self.indicator_id}"

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Field and digital reach are two figures, never one sum; time is no reach at all."""
        if self.channel.group != self.rule.group:
            raise ValidationError(_("A rule may not hold channels of two groups."))
        if self.indicator.kind == Indicator.Kind.MINUTES:
            raise ValidationError(_("Minutes are no persons: no headline may hold them."))


class Control(models.Model):
    """A printed total: compared with what we compute, never added."""

    class Basis(models.TextChoices):
        MONTH = "month", _("The month")
        CUMULATIVE = "cumulative", _("Cumulative to the end of the month")

    document = models.CharField(max_length=120)
    rule_slug = models.SlugField()
    month = models.DateField()
    basis = models.CharField(max_length=10, choices=Basis)
    value = models.BigIntegerField()
    confidence = models.CharField(max_length=8, choices=Confidence)

    class Meta:
        ordering = ["month", "rule_slug", "basis"]
        verbose_name = _("printed total")
        verbose_name_plural = _("printed totals")
        constraints = [
            models.UniqueConstraint(
                name="control_once_per_document",
                fields=["document", "rule_slug", "month", "basis"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.rule_slug} {self.month:%Y-%m} {self.basis} {self.value}"
