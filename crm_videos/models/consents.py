"""Consents: what a person agreed to, version upon version. Rows are added, never changed."""

import datetime
import hashlib
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.identity import IdentityLevel
from crm_videos.models.choice_lists import ChoiceListField
from crm_videos.models.private_files import PrivateFile
from crm_videos.models.testimonies import Testimony
from crm_videos.words import Answer, Channel, Evidence, Kind, Language, Purpose
from foundation.bangla import in_digits_of
from foundation.encrypted import EncryptedJSONField


class ConsentScript(models.Model):
    """The words that are read out before somebody is asked; a version that was used stays."""

    version = models.CharField(_("version"), max_length=20, unique=True)
    text_bn = models.TextField(_("text in Bangla"))
    text_en = models.TextField(_("text in English"))
    digest = models.CharField(max_length=64, editable=False)
    active_from = models.DateField(_("in use from"))

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-active_from", "-pk"]
        verbose_name = _("consent script")
        verbose_name_plural = _("consent scripts")

    def __str__(self) -> str:
        return self.version

    def save(self, *args: object, **kwargs: object) -> None:
        """Seal the words with their digest."""
        words = "\n\n".join((self.version, self.text_bn, self.text_en))
        self.digest = hashlib.sha256(words.encode()).hexdigest()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        """Refuse to change words that somebody has agreed to; the database refuses too."""
        super().clean()
        if self.pk and Consent.objects.filter(script=self.pk).exists():
            raise ValidationError(_("Somebody has agreed to these words. Add a new version."))

    @property
    def text(self) -> str:
        """The words in the reader's language."""
        return self.text_bn if get_language() == "bn" else self.text_en


class ConsentQuerySet(models.QuerySet["Consent"]):
    def newest(self) -> Self:
        """Keep the newest version for each testimony: the one that counts."""
        later = Consent.objects.filter(
            testimony=models.OuterRef("testimony"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(later))

    def standing(self, on: datetime.date) -> Self:
        """Keep what is neither withdrawn nor over, nor yet to begin."""
        newest = self.newest().exclude(kind=Kind.WITHDRAWN)
        return newest.filter(given_on__lte=on, ends_on__gte=on)

    def ended(self, on: datetime.date) -> Self:
        """Keep what counts and allows nothing on a day any more: withdrawn, or over."""
        return self.newest().filter(models.Q(kind=Kind.WITHDRAWN) | models.Q(ends_on__lt=on))

    def ending(self, on: datetime.date, within: datetime.timedelta) -> Self:
        """Keep what stands on a day and ends soon after it."""
        return self.standing(on).filter(ends_on__lte=on + within)


class Consent(models.Model):
    """One version of what one person agreed to.

    ``details`` lie sealed: ``witness``, ``contact`` (the way by which the person can
    withdraw), ``evidence`` (where it lies) and ``note``.
    """

    testimony = models.ForeignKey(
        Testimony, on_delete=models.PROTECT, related_name="consents", verbose_name=_("testimony")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("what was done"), max_length=12, choices=Kind)
    purposes = ChoiceListField(_("may be used"), of=Purpose, blank=True)
    channels = ChoiceListField(_("may be shown on"), of=Channel, blank=True)
    languages = ChoiceListField(_("in"), of=Language, blank=True)
    identity_level = models.CharField(
        _("how much is shown of the person"),
        max_length=16,
        choices=IdentityLevel,
        default=IdentityLevel.PSEUDONYM,
    )
    given_on = models.DateField(_("given on"))
    ends_on = models.DateField(_("ends on"), help_text=_("The last day on which it stands."))
    script = models.ForeignKey(
        ConsentScript,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("words read out"),
    )
    script_language = models.CharField(_("read out in"), max_length=2, choices=Language, blank=True)
    adult = models.BooleanField(_("18 or older"), default=False)
    aid_said = models.BooleanField(_("was told that no help depends on this"), default=False)
    risks_asked = models.BooleanField(_("was asked about the risks"), default=False)
    middleman_near = models.CharField(
        _("does the middleman know the person?"),
        max_length=8,
        choices=Answer,
        default=Answer.UNKNOWN,
    )
    case_in_court = models.CharField(
        _("is a case in court or with the police?"),
        max_length=8,
        choices=Answer,
        default=Answer.UNKNOWN,
    )
    witnessed = models.BooleanField(_("a witness was there"), default=False)
    evidence_kind = models.CharField(_("evidence"), max_length=12, choices=Evidence, blank=True)
    # The signature, thumbprint, voice or paper itself, where somebody has brought it.
    evidence_file = models.ForeignKey(
        PrivateFile,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("evidence, as a file"),
    )
    details = EncryptedJSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = ConsentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("add", "view")
        ordering = ["testimony", "-version"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                name="consent_one_version_once", fields=["testimony", "version"]
            ),
            models.CheckConstraint(
                name="consent_ends_after_it_begins",
                condition=models.Q(kind=Kind.WITHDRAWN)
                | models.Q(ends_on__gt=models.F("given_on")),
            ),
            # Nobody under age, nobody unasked, nobody who was told that help depends on it.
            models.CheckConstraint(
                name="consent_asked_as_it_must_be",
                condition=models.Q(kind=Kind.WITHDRAWN)
                | models.Q(adult=True, aid_said=True, risks_asked=True, script__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        version = in_digits_of(str(self.version), get_language() or "en")
        names = {"code": self.testimony.code, "version": version}
        return gettext("Consent %(version)s for %(code)s") % names

    def stands(self, on: datetime.date) -> bool:
        """Say whether it is neither withdrawn nor over, nor yet to begin."""
        return self.kind != Kind.WITHDRAWN and self.given_on <= on <= self.ends_on

    def covers(self, *, purpose: str, channel: str, language: str) -> bool:
        """Say whether the person agreed to this use, there, in that language."""
        return purpose in self.purposes and channel in self.channels and language in self.languages
