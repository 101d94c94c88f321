"""The phones that send through ODK Collect or KoboCollect, each with a password of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Device(models.Model):
    """One phone of one person. Revoked when it is lost; its row stays, for what it sent."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="devices",
        verbose_name=_("person"),
    )
    # What is typed into the phone beside the password. It names no other person's device by chance.
    name = models.CharField(_("user name of the phone"), max_length=160, unique=True)
    label = models.CharField(
        _("label"),
        max_length=100,
        help_text=_("So that people know which phone it is. For example: Rahima’s Symphony Z60."),
    )
    # Of a password that nobody chose (events.openrosa.devices says why a plain digest is enough).
    password_sha256 = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("made at"), editable=False)
    last_seen_at = models.DateTimeField(_("last seen"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)

    class Meta:
        # To add is to hand out a password, to change is to revoke one.
        default_permissions = ("add", "change", "view")
        ordering = ["-created_at", "-pk"]
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints = [
            models.CheckConstraint(name="device_has_a_label", condition=~Q(label="")),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.name})"

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None
