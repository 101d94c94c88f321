"""How a fact's value is written for readers of one language."""

from decimal import Decimal
from typing import Any

from foundation import bangla
from portal.facts.hours import hours_of
from portal.facts.words import MONEY, TIME, Kind


def value_text(fact: Any, language: str) -> str:
    """Write the value of a fact in a language; "" where nobody has filled it in."""
    if not fact.is_filled:
        return ""
    if fact.kind == Kind.AMOUNT:
        return _amount_text(fact, language)
    if fact.kind == Kind.PHONE:
        return bangla.phone(fact.phone, language)
    if fact.kind == Kind.DAY:
        return bangla.day(fact.day, language)
    if fact.kind == Kind.DURATION:
        unit = TIME[fact.unit].of(language, one=fact.length == 1)
        return f"{bangla.figure(fact.length, language)} {unit}"
    if fact.kind == Kind.HOURS:
        return hours_of(fact).text(language)
    return str(fact.text_bn if language == "bn" else fact.text_en)


def _amount_text(fact: Any, language: str) -> str:
    money = MONEY[fact.currency].of(language, one=fact.amount == 1)
    per = fact.per_bn if language == "bn" else fact.per_en
    written = f"{sum_text(fact.amount, language)} {money}"
    return f"{written}, {per}" if per else written


def sum_text(amount: Decimal, language: str) -> str:
    """Write a sum of money, with its hundredths only where there are any."""
    whole, rest = divmod(amount, 1)
    written = bangla.figure(int(whole), language)
    if not rest:
        return written
    return written + bangla.in_digits_of(f"{rest:.2f}"[1:], language)
