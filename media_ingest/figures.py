"""Writing one round of an account's own figures: readings, then the month figures they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from campaigns.ledger import Fact, LedgerRefused, Posting, post_stated
from campaigns.models import Definition
from media_ingest.asking import Haul
from media_ingest.catalogue import ask_for_a_probe, note_metrics
from media_ingest.models import Account, PollRun
from media_ingest.months import Series, month_facts
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
        written = _post(self._month_facts(account, run), now=now)
        written.readings = new
        written.remarks += remark_on_version(account.platform, run.version_served)
        return written

    def _month_facts(self, account: Account, run: PollRun) -> dict[Series, list[Fact]]:
        """Give what each series that answered, or died, says of the months."""
        definitions = list(Definition.objects.filter(platform=account.platform))
        facts = {}
        for series, ask in self.haul.asked:
            dead = self.haul.is_dead(series)
            if dead or self.haul.answered(series):
                facts[series] = month_facts(
                    account,
                    series,
                    definitions,
                    zone=PLATFORMS[account.platform].zone,
                    since=ask.first,
                    run_ref=run.ref,
                    now=self.haul.asked_at,
                    dead=dead,
                )
        return facts


def _post(facts: Mapping[Series, list[Fact]], *, now: datetime) -> Written:
    """State the months of all series at once; where one is refused, series by series.

    So a refusal keeps to its series.
    """
    refused: list[str] = []
    try:
        postings = [post_stated(chain.from_iterable(facts.values()), now=now)]
    except LedgerRefused:
        postings, refused = _post_one_by_one(facts, now=now)
    held = sum(len(posting.held) for posting in postings)
    kept = (f"{held} month figures kept as a person entered them",) if held else ()
    return Written(
        entries=sum(posting.written for posting in postings),
        remarks=(*refused, *kept),
        refused=bool(refused),
    )


def _post_one_by_one(
    facts: Mapping[Series, list[Fact]], *, now: datetime
) -> tuple[list[Posting], list[str]]:
    postings: list[Posting] = []
    refused: list[str] = []
    for series, some in facts.items():
        try:
            postings.append(post_stated(some, now=now))
        except LedgerRefused as error:
            refused.append(f"{series.metric}: not in the ledger ({error})")
    return postings, refused
