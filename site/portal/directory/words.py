"""The kinds of service that every programme starts with, and what is told of a service."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Kinds that the finder knows; staff add others.
RSC_KIND = "rsc"
OFFICE_KIND = "employment-office"
HOTLINE_KIND = "hotline"


class StepFree(models.TextChoices):
    """Whether somebody in a wheelchair comes in; blank is what nobody has looked at."""

    YES = "yes", _("Without steps")
    PARTLY = "partly", _("In part without steps")
    NO = "no", _("Only over steps")


class Language(models.TextChoices):
    """In what one can speak there."""

    BANGLA = "bn", _("Bangla")
    ENGLISH = "en", _("English")
    CHATTOGRAM = "ctg", _("Bangla of Chattogram")
    SYLHET = "syl", _("Bangla of Sylhet")
    ARABIC = "ar", _("Arabic")
    HINDI = "hi", _("Hindi")
    SIGNS = "bzs", _("Sign language")
