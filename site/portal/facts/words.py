"""What kinds of facts there are, and how money and time are called in both languages."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    AMOUNT = "amount", _("Amount of money")
    PHONE = "phone", _("Telephone number")
    ADDRESS = "address", _("Address")
    DAY = "day", _("Day")
    DURATION = "duration", _("Length of time")
    HOURS = "hours", _("Opening hours")
    SENTENCE = "sentence", _("Sentence, such as a legal step")


class Currency(models.TextChoices):
    BDT = "BDT", _("Bangladeshi taka")
    SAR = "SAR", _("Saudi riyal")
    AED = "AED", _("Emirati dirham")
    QAR = "QAR", _("Qatari riyal")
    OMR = "OMR", _("Omani rial")
    KWD = "KWD", _("Kuwaiti dinar")
    MYR = "MYR", _("Malaysian ringgit")
    EUR = "EUR", _("Euro")
    USD = "USD", _("US dollar")


class Unit(models.TextChoices):
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WEEK = "week", _("weeks")
    MONTH = "month", _("months")
    YEAR = "year", _("years")


class Spoken(NamedTuple):
    """One word in both languages; English has a plural."""

    one: str
    many: str
    bn: str

    def of(self, language: str, *, one: bool = False) -> str:
        """Give the word as the language's readers say it."""
        if language == "bn":
            return self.bn
        return self.one if one else self.many


# Printed in the language of the page, whatever language the thread speaks.
MONEY: dict[str, Spoken] = {
    Currency.BDT: Spoken("taka", "taka", "টাকা"),
    Currency.SAR: Spoken("Saudi riyal", "Saudi riyals", "সৌদি রিয়াল"),
    Currency.AED: Spoken("UAE dirham", "UAE dirhams", "আমিরাতি দিরহাম"),
    Currency.QAR: Spoken("Qatari riyal", "Qatari riyals", "কাতারি রিয়াল"),
    Currency.OMR: Spoken("Omani rial", "Omani rials", "ওমানি রিয়াল"),
    Currency.KWD: Spoken("Kuwaiti dinar", "Kuwaiti dinars", "কুয়েতি দিনার"),
    Currency.MYR: Spoken("Malaysian ringgit", "Malaysian ringgit", "মালয়েশীয় রিঙ্গিত"),
    Currency.EUR: Spoken("euro", "euros", "ইউরো"),
    Currency.USD: Spoken("US dollar", "US dollars", "মার্কিন ডলার"),
}
TIME: dict[str, Spoken] = {
    Unit.HOUR: Spoken("hour", "hours", "ঘণ্টা"),
    Unit.DAY: Spoken("day", "days", "দিন"),
    Unit.WEEK: Spoken("week", "weeks", "সপ্তাহ"),
    Unit.MONTH: Spoken("month", "months", "মাস"),
    Unit.YEAR: Spoken("year", "years", "বছর"),
}
