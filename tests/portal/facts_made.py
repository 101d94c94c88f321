"""Facts for tests, as staff would have filled them in and confirmed them."""

import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from portal.facts.models import Fact
from portal.facts.words import Kind

CHECKED = datetime.date(2026, 9, 1)
REVIEW = datetime.date(2027, 3, 1)
FEE: dict[str, Any] = {"kind": Kind.AMOUNT, "amount": Decimal(500000)}


def make_fact(key: str = "passport-fee", **fields: Any) -> Fact:
    """Make a confirmed fact; a fee of five lakh taka unless told otherwise."""
    owner, _made = User.objects.get_or_create(username="keeper")
    told = {
        "label_bn": "পাসপোর্টের ফি",
        "label_en": "Passport fee",
        "source_bn": "পাসপোর্ট অধিদপ্তর",
        "source_en": "Department of Passports",
        "owner": owner,
        "checked_on": CHECKED,
        "review_by": REVIEW,
        **({} if "kind" in fields else FEE),
        **fields,
    }
    fact = Fact(key=key, **told)
    fact.full_clean()
    fact.save()
    return fact


def edit(fact: Fact, **fields: Any) -> None:
    """Change a fact and confirm it, as the admin does."""
    for name, value in fields.items():
        setattr(fact, name, value)
    fact.full_clean()
    fact.save_revision(log_action=True).publish()
