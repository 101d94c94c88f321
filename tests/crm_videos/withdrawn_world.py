"""A testimony with a consent and a story, for tests of what follows when the consent ends."""

import datetime as dt

from django.contrib.auth.models import User

from crm_videos.asking import (
    Asking,
    give_consent,
    narrow_consent,
    renew_consent,
    withdraw_consent,
)
from crm_videos.consent import Scope, newest_consent
from crm_videos.copies.registering import register_copy
from crm_videos.models import ConsentScript, Copy, Story, Testimony, Withdrawal
from tests.crm_videos.conftest import NOW

TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)


class Told:
    """One story that may be shown for thirty days."""

    def __init__(self, testimony: Testimony, by: User) -> None:
        self.testimony, self.by = testimony, by
        self.script = ConsentScript.objects.create(
            version="1", text_bn="শুনুন", text_en="Listen", active_from=TODAY
        )
        self.story = Story.objects.create(
            testimony=testimony, display_name="Canarybird", recorded_by=by, recorded_at=NOW
        )
        self.give()

    @property
    def asking(self) -> Asking:
        return Asking(
            script=self.script, script_language="bn", adult=True, aid_said=True, risks_asked=True,
            evidence_kind="voice", details={"contact": "the hotline"},
        )  # fmt: skip

    def seen(self) -> int:
        last = newest_consent(self.testimony)
        return last.version if last else 0

    def scope(self, *without: str, level: str = "pseudonym") -> Scope:
        """Give all that is agreed to, without some channel, language or use."""
        channels = {"site", "facebook", "youtube", "print", "journalists"}
        lists = ({"awareness", "reporting"}, channels, {"bn", "en"})
        return Scope(*(frozenset(one - {*without}) for one in lists), level)

    def give(self, now: dt.datetime = NOW, days: int = 30, *without: str) -> None:
        give_consent(
            self.testimony, scope=self.scope(*without), asking=self.asking,
            ends_on=now.date() + days * DAY, by=self.by, now=now, seen=self.seen(), wider=True,
        )  # fmt: skip

    def narrow(self, *without: str, now: dt.datetime = NOW, level: str = "pseudonym") -> None:
        narrow_consent(
            self.testimony, scope=self.scope(*without, level=level), ends_on=NOW.date() + 30 * DAY,
            by=self.by, now=now, seen=self.seen(),
        )  # fmt: skip

    def shorten(self, to: dt.date) -> None:
        narrow_consent(
            self.testimony, scope=self.scope(), ends_on=to, by=self.by, now=NOW, seen=self.seen()
        )

    def renew(self, now: dt.datetime, days: int = 90) -> None:
        renew_consent(
            self.testimony, asking=self.asking, ends_on=now.date() + days * DAY, by=self.by,
            now=now, seen=self.seen(),
        )  # fmt: skip

    def copy(self, kind: str = "facebook", now: dt.datetime = NOW, **said: str) -> Copy:
        return register_copy(self.story, kind=kind, by=self.by, now=now, **said)

    def withdraw(self, now: dt.datetime = NOW) -> Withdrawal:
        withdraw_consent(self.testimony, by=self.by, now=now)
        return Withdrawal.objects.filter(testimony=self.testimony).latest("opened_at")
