"""Reintegration Service Centres, the districts each serves, and who works in which district."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.models.places import Place

A_DISTRICT = Q(level=Place.Level.DISTRICT)


class RSC(models.Model):
    """One Reintegration Service Centre."""

    name_en = models.CharField(_("English name"), max_length=80, unique=True)
    name_bn = models.CharField(_("Bangla name"), max_length=80)
    seat = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=A_DISTRICT,
        verbose_name=_("district in which it stands"),
    )
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    # Neither source document says which centre serves which district, so whoever
    # enters it says where it is from.
    districts_source = models.CharField(
        _("source of the list of districts"),
        max_length=200,
        help_text=_("Who says that it serves these districts, and when: a letter, a decision."),
    )
    active_from = models.DateField(_("open from"), null=True, blank=True)
    active_to = models.DateField(_("open to"), null=True, blank=True)

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["name_en"]
        verbose_name = _("Reintegration Service Centre")
        verbose_name_plural = _("Reintegration Service Centres")
        constraints = [
            models.CheckConstraint(
                name="rsc_open_from_before_to",
                condition=Q(active_from=None)
                | Q(active_to=None)
                | Q(active_from__lte=F("active_to")),
                violation_error_message=_("It cannot close before it opens."),
            ),
            models.CheckConstraint(
                name="rsc_districts_have_a_source", condition=~Q(districts_source="")
            ),
        ]

    def __str__(self) -> str:
        return self.name_bn if get_language() == "bn" and self.name_bn else self.name_en


class ServedDistrict(models.Model):
    """A district and the one centre that serves it."""

    # The key is the district: no district is served twice.
    district = models.OneToOneField(
        Place,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="served",
        limit_choices_to=A_DISTRICT,
    )
    rsc = models.ForeignKey(RSC, on_delete=models.CASCADE, related_name="served")

    class Meta:
        default_permissions = ()
        ordering = ["district"]

    def __str__(self) -> str:
        return f"{self.district}: {self.rsc}"


class Assignment(models.Model):
    """Where a person works: districts of their own, those of the centre they supervise, or both."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="assignment",
        verbose_name=_("person"),
    )
    districts = models.ManyToManyField(
        Place,
        blank=True,
        related_name="assignments",
        limit_choices_to=A_DISTRICT,
        verbose_name=_("districts"),
        help_text=_("Where this person logs events and sees those of others."),
    )
    supervises = models.ForeignKey(
        RSC,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supervisors",
        verbose_name=_("supervises"),
        help_text=_("All districts that this centre serves, also those it is given later."),
    )

    class Meta:
        ordering = ["user__username"]
        permissions = [("everywhere_assignment", _("May see and log what belongs to any district"))]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")

    def __str__(self) -> str:
        return self.user.get_username()
