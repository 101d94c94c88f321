"""A testimony with a consent and a story, for tests of what follows when the consent ends."""

import datetime as dt

from django.contrib.auth.models import User

from crm_videos.asking import Asking, give_consent, renew_consent, withdraw_consent
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

    def give(self, now: dt.datetime = NOW, days: int = 30) -> None:
        channels = frozenset({"site", "facebook", "youtube", "print", "journalists"})
        scope = Scope(frozenset({"awareness"}), channels, frozenset({"bn", "en"}), "pseudonym")
        give_consent(
            self.testimony, scope=scope, asking=self.asking, ends_on=now.date() + days * DAY,
            by=self.by, now=now, seen=self.seen(),
        )  # fmt: skip

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
