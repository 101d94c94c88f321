"""What campaigns are for and what they answer to: audiences, MiGOF, the Global Compact, the SDGs.

Loaded once from ``campaigns/data/migof.csv`` and ``gcm.csv``; what is doubtful in them
stands in ``frameworks.README.md`` beside them.
"""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Audience(models.Model):
    """Whom something speaks to."""

    slug = models.SlugField(primary_key=True)
    name_en = models.CharField(_("English name"), max_length=80)
    name_bn = models.CharField(_("Bangla name"), max_length=80)
    sort_order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        default_permissions = ()
        ordering = ["sort_order", "slug"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return self.name_bn if get_language() == "bn" else self.name_en


class SubIndicator(models.Model):
    """One of the 90 sub-indicators of the Migration Governance Framework (MiGOF).

    The source prints no words for those that have no activity under their own number.
    """

    number = models.CharField(primary_key=True, max_length=8)
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Activity(models.Model):
    """One of the 121 activities of the MiGOF, and the sub-indicators that it stands beside."""

    number = models.CharField(primary_key=True, max_length=10)
    title = models.CharField(max_length=200)
    goal_no = models.PositiveSmallIntegerField()
    goal = models.CharField(max_length=120)
    indicator_no = models.CharField(max_length=6)
    indicator = models.CharField(max_length=80)
    lead = models.CharField(max_length=40, blank=True)
    co_lead = models.CharField(max_length=40, blank=True)
    term = models.CharField(max_length=20, blank=True)
    sub_indicators = models.ManyToManyField(SubIndicator, related_name="activities")
    # Cells that could not be read with certainty: lead, co_lead, term.
    doubtful = models.CharField(max_length=40, blank=True)
    about_awareness = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        verbose_name = _("MiGOF activity")
        verbose_name_plural = _("MiGOF activities")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Commitment(models.Model):
    """An objective of the Global Compact for Migration, an SDG target, or an SDG."""

    class Kind(models.TextChoices):
        GCM = "gcm_objective", _("Global Compact, objective")
        TARGET = "sdg_target", _("SDG target")
        GOAL = "sdg_goal", _("SDG")

    code = models.CharField(primary_key=True, max_length=20)
    kind = models.CharField(max_length=14, choices=Kind)
    number = models.CharField(max_length=6)
    title = models.CharField(max_length=400)
    short_title = models.CharField(max_length=80)
    bearing = models.CharField(max_length=300, blank=True)
    sort_order = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["sort_order"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}: {self.short_title}"
