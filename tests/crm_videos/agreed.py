"""A person who agreed, and one who took it back."""

import datetime as dt

from django.contrib.auth.models import User

from crm_videos.asking import Asking, give_consent, withdraw_consent
from crm_videos.consent import Scope, newest_consent
from crm_videos.models import Consent, ConsentScript, Testimony
from tests.crm_videos.conftest import NOW


def agree(
    testimony: Testimony,
    by: User,
    *,
    now: dt.datetime = NOW,
    days: int = 300,
    level: str = "pseudonym",
) -> Consent:
    script, _made = ConsentScript.objects.get_or_create(
        version="1",
        defaults={"text_bn": "শুনুন", "text_en": "Listen", "active_from": NOW.date()},
    )
    scope = Scope(frozenset({"awareness"}), frozenset({"site"}), frozenset({"bn"}), level)
    asking = Asking(
        script=script,
        script_language="bn",
        adult=True,
        aid_said=True,
        risks_asked=True,
        evidence_kind="voice",
        details={"contact": "the hotline"},
    )
    last = newest_consent(testimony)
    return give_consent(
        testimony,
        scope=scope,
        asking=asking,
        ends_on=now.date() + dt.timedelta(days),
        by=by,
        now=now,
        seen=last.version if last else 0,
    )


def take_back(testimony: Testimony, by: User, *, now: dt.datetime = NOW) -> Consent:
    return withdraw_consent(testimony, by=by, now=now)
