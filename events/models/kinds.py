"""The kinds of event, and which total the attendance of each goes to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models import Channel


class ReachClass(models.TextChoices):
    AWARENESS = "awareness", _("Awareness: the people who came count as reached")
    COORDINATION = "coordination", _("Coordination: officials meet; nobody counts as reached")


class DetailQuestions(models.TextChoices):
    """What is asked of an event besides what every event says; see :mod:`events.details`."""

    NONE = "none", _("Nothing more")
    QUIZ = "quiz", _("A school quiz: school, winners, questions and hands")
    FAIR = "fair", _("A fair: service providers and linkages")


class EventKindManager(models.Manager["EventKind"]):
    def get_queryset(self) -> models.QuerySet["EventKind"]:
        return super().get_queryset().select_related("channel")


class EventKind(models.Model):
    """A kind of event. Its key, name and place in lists are those of its channel."""

    FIXED_BY_USE = ("reach_class", "has_level", "details")
    FIXED_BECAUSE = _("There are events of this kind already, so this can no longer be changed.")

    channel = models.OneToOneField(
        Channel,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="+",
        verbose_name=_("channel"),
    )
    reach_class = models.CharField(
        _("class"),
        max_length=12,
        choices=ReachClass,
        help_text=_(
            "Decides which total the attendance goes to. It can be changed only while no event "
            "is of this kind: afterwards it would move figures that were already reported."
        ),
    )
    has_level = models.BooleanField(
        _("has a level"),
        default=False,
        help_text=_(
            "Events of this kind are held for a union, an upazila or a district, and say which."
        ),
    )
    details = models.CharField(
        _("asked besides"),
        max_length=8,
        choices=DetailQuestions,
        default=DetailQuestions.NONE,
        help_text=_(
            "What is asked of an event of this kind besides what every event says. It can be "
            "changed only while no event is of this kind."
        ),
    )
    active = models.BooleanField(
        _("offered"),
        default=True,
        help_text=_("Clear this to stop offering the kind for new events. Its events stay."),
    )

    objects = EventKindManager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["channel__sort_order", "channel"]
        verbose_name = _("event kind")
        verbose_name_plural = _("event kinds")

    def __str__(self) -> str:
        return str(self.channel)

    @property
    def counts_as_reached(self) -> bool:
        return self.reach_class == ReachClass.AWARENESS

    def is_used(self) -> bool:
        """Tell whether any event, counted or set aside, is of this kind."""
        return self.pk is not None and self.events.exists()

    def clean(self) -> None:
        """Refuse to change what decides about figures once there are events."""
        before = EventKind.objects.filter(pk=self.pk).first() if self.pk else None
        if before is None or not self.is_used():
            return
        changed = [
            name for name in self.FIXED_BY_USE if getattr(self, name) != getattr(before, name)
        ]
        if changed:
            raise ValidationError(dict.fromkeys(changed, self.FIXED_BECAUSE))
