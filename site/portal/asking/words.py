"""The words of what is chosen: whether a page helped, and what becomes of a question."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Said(models.TextChoices):
    """Whether a page helped; each reason is a no of its own."""

    YES = "yes", _("Yes")
    NO = "no", _("No, without a reason")
    UNCLEAR = "unclear", _("I could not understand it")
    ELSEWHERE = "elsewhere", _("It is not for my place or my case")
    WRONG = "wrong", _("Something in it was wrong")


REASONS = (Said.UNCLEAR, Said.ELSEWHERE, Said.WRONG)


class State(models.TextChoices):
    """How far a question of the public has come."""

    NEW = "new", _("New")
    IN_WORK = "in-work", _("In work")
    ANSWERED = "answered", _("Answered")
    REFERRED = "referred", _("Referred")
    # Its date came before anybody had answered.
    LAPSED = "lapsed", _("Erased unanswered")
    TAKEN_BACK = "taken-back", _("Taken back")


WAITING = (State.NEW, State.IN_WORK)
DONE = (State.ANSWERED, State.REFERRED)


class Target(models.TextChoices):
    """Where people are sent with a question."""

    RSC = "rsc", _("Reintegration Service Centre")
    DEMO = "demo", _("District Employment and Manpower Office (DEMO)")
    BMET = "bmet", _("Bureau of Manpower, Employment and Training (BMET)")
    WEWB = "wewb", _("Wage Earners’ Welfare Board")
    PKB = "pkb", _("Probashi Kallyan Bank")
    TTC = "ttc", _("Technical Training Centre")
    LABOUR_WING = "labour-wing", _("Labour wing of the embassy abroad")
    LEGAL_AID = "legal-aid", _("Legal aid")
    COUNSELLING = "counselling", _("Counselling")
    HOTLINE = "hotline", _("The hotline")
    OTHER = "other", _("Another place, named in the answer")


class Step(models.TextChoices):
    """What a colleague did with a question; opening it is one of the things."""

    OPENED = "opened", _("read")
    TAKEN = "taken", _("took it in work")
    ANSWERED = "answered", _("answered")
    REFERRED = "referred", _("referred")
    ERASED = "erased", _("erased, for its date had come")
    TAKEN_BACK = "taken-back", _("erased by who asked")
