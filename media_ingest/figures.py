"""Writing one round of an account's own figures: readings, then the month figures they make."""

from dataclasses import dataclass
from datetime import datetime

from campaigns.ledger import LedgerRefused, post_stated
from media_ingest.asking import Haul
from media_ingest.catalogue import ask_for_a_probe, note_metrics
from media_ingest.models import Account, PollRun
from media_ingest.months import month_facts
from media_ingest.platforms import PLATFORMS
from media_ingest.post_plan import Written
from media_ingest.raw_store import keep_raw
from media_ingest.readings import keep
from media_ingest.versions import remark_on_version


@dataclass
class Figures:
    """The answers about an account itself."""

    haul: Haul

    @property
    def heard(self) -> bool:
        return bool(self.haul.answers)

    def write(self, account: Account, run: PollRun, *, now: datetime) -> Written:
        """Keep the readings, state the months of each series that answered."""
        platform = PLATFORMS[account.platform]
        heard = (answer.heard for answer in self.haul.answers)
        keep_raw(*heard, platform=account.platform, keep_for=platform.keep_raw_for, now=now)
        run.version_served = next(
            (a.heard.version_served for a in self.haul.answers if a.heard.version_served), ""
        )
        run.save(update_fields=["version_served"])
        new = keep(self.haul.answers, run, zone=platform.zone, now=self.haul.asked_at)
        if note_metrics(account, self.haul.metrics, now=now):
            ask_for_a_probe(account)
        written = self._post_months(account, run, now=now)
        written.readings = new
        written.remarks += remark_on_version(account.platform, run.version_served)
        return written

    def _post_months(self, account: Account, run: PollRun, *, now: datetime) -> Written:
        """State the month figures of each series; a refusal keeps to its series."""
        zone = PLATFORMS[account.platform].zone
        entries, held, refused = 0, 0, []
        for series, ask in self.haul.asked:
            dead = self.haul.is_dead(series)
            if not dead and not self.haul.answered(series):
                continue
            facts = month_facts(
                account,
                series,
                zone=zone,
                since=ask.first,
                run_ref=run.ref,
                now=self.haul.asked_at,
                dead=dead,
            )
            try:
                posting = post_stated(facts, now=now)
            except LedgerRefused as error:
                refused.append(f"{series.metric}: not in the ledger ({error})")
            else:
                entries += posting.written
                held += len(posting.held)
        kept = (f"{held} month figures kept as a person entered them",) if held else ()
        return Written(entries=entries, remarks=(*refused, *kept), refused=bool(refused))
