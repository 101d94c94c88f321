"""The ledger: keys (what is measured, by whom) and entries (what is known, version by version).

``Key`` and ``Entry`` are append-only; the database refuses the rest
(:mod:`campaigns.triggers`). ``Current`` and ``Contributor`` are kept beside
them, change freely and are what posting locks. Nothing personal is here: who
and from what are opaque references, reasons are codes, and free text lives in
``Note``, which may be erased.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign
from campaigns.models.channels import Channel
from campaigns.models.indicators import Definition, Indicator


class Role(models.TextChoices):
    MONTH = "month", _("A month's figure")
    OPENING = "opening", _("Opening balance")
    DIFFERENCE = "difference", _("Difference, not itemised")


class Sex(models.TextChoices):
    WOMEN = "w", _("Female")
    MEN = "m", _("Male")
    NOT_RECORDED = "x", _("Not recorded")


class Age(models.TextChoices):
    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")
    NOT_RECORDED = "x", _("Not recorded")


class State(models.TextChoices):
    VALUE = "value", _("Known")
    UNKNOWN = "unknown", _("Not known")
    VOID = "void", _("Void: it belongs elsewhere now")


class Confidence(models.TextChoices):
    SURE = "sure", _("Sure")
    LIKELY = "likely", _("Likely")
    UNSURE = "unsure", _("Unsure")


class Authority(models.TextChoices):
    PLATFORM = "platform", _("A platform's answer")
    PERSON = "person", _("A person or a document")


class Key(models.Model):
    """What is measured and by whom; no column is null, so that the key is one."""

    digest = models.CharField(max_length=64, unique=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    area_code = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=1, choices=Sex)
    age = models.CharField(max_length=5, choices=Age)
    period_start = models.DateField()
    period_end = models.DateField()
    zone = models.CharField(max_length=40)
    month = models.DateField()
    role = models.CharField(max_length=10, choices=Role)
    contributor = models.CharField(max_length=80, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="key_period_in_order", condition=Q(period_start__lte=F("period_end"))
            ),
            models.CheckConstraint(
                name="key_month_of_its_period",
                condition=Q(month__lte=F("period_end"), month__day=1)
                & (~Q(role="month") | Q(period_start__gte=F("month"))),
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "channel", "month"]),
            # A handful among millions, and asked for by indicator alone.
            models.Index(name="key_of_a_balance", fields=["indicator"], condition=~Q(role="month")),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.channel_id} {self.period_start}…{self.period_end}"


class Entry(models.Model):
    """Version n of what is known about a key; the newest version is current."""

    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="entries")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State)
    value = models.BigIntegerField(null=True)
    n = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    settled = models.BooleanField(default=False)
    confidence = models.CharField(max_length=8, choices=Confidence)
    observed_at = models.DateTimeField()
    posted_at = models.DateTimeField(db_index=True)
    booked_month = models.DateField()
    authority = models.CharField(max_length=8, choices=Authority)
    # Opaque text, not foreign keys: SET_NULL and CASCADE would be updates.
    source_ref = models.CharField(max_length=200)
    payload_sha256 = models.CharField(max_length=64, blank=True)
    run_ref = models.CharField(max_length=80, blank=True)
    actor_ref = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        constraints = [
            models.UniqueConstraint(name="entry_one_per_version", fields=["key", "version"]),
            models.CheckConstraint(name="entry_versions_from_one", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="entry_value_or_reason",
                condition=Q(state="value", value__isnull=False)
                | (~Q(state="value") & Q(value__isnull=True) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="entry_booked_on_a_first_day", condition=Q(booked_month__day=1)
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.key} v{self.version}: {self.value if self.state == State.VALUE else self.state}"
        )


class Note(models.Model):
    """Free words about an entry; outside the ledger, so that they can be erased."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    text = models.TextField()

    def __str__(self) -> str:
        return f"Note on {self.entry}"


class Current(models.Model):
    """The newest version of a key, for posting and for reading; version 0 is "nothing yet"."""

    key = models.OneToOneField(Key, on_delete=models.PROTECT, primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.VOID)
    value = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    settled = models.BooleanField(default=False)
    confidence = models.CharField(max_length=8, choices=Confidence, default=Confidence.SURE)
    authority = models.CharField(max_length=8, choices=Authority, default=Authority.PLATFORM)
    # Moves on when the same is seen again, without a new entry.
    observed_at = models.DateTimeField(null=True)
    run_ref = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.key} is at v{self.version}"


class Contributor(models.Model):
    """A record that adds to totals, such as an event: its newest set of facts wins whole."""

    ref = models.CharField(max_length=80, primary_key=True)
    observed_at = models.DateTimeField(null=True)
    content = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.ref
