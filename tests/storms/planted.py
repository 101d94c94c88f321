"""Bugs that are planted on purpose, to see the storm find them (``STORM_BUG`` names one)."""

import os
from collections.abc import Callable

from django.apps import AppConfig
from django.db import connection
from django.db.models import Q

BUG = "STORM_BUG"


def drop_the_unique_keys() -> None:
    """Two ticks at once make two runs of one due time."""
    with connection.cursor() as cursor:
        for name in ("pollrun_one_per_due_time", "pollrun_one_under_way"):
            cursor.execute(f"DROP INDEX IF EXISTS {name}")


def take_runs_that_others_hold() -> None:
    """A claim does not look at the lease."""
    from media_ingest import work_table

    rule = work_table._ready

    def ready(now):
        under_way = Q(state=work_table.State.RUNNING, account__trouble="")
        runs = work_table.PollRun.objects
        return runs.filter(Q(pk__in=rule(now).values("pk")) | under_way)

    work_table._ready = ready


def claim_without_a_condition() -> None:
    """Of two workers that see one run, both get it."""
    from media_ingest import work_table

    def claim_next(now):
        run = work_table._ready(now).order_by("not_before", "pk").first()
        if run is not None:
            run.state, run.attempts = work_table.State.RUNNING, run.attempts + 1
            run.started_at, run.lease_until = run.started_at or now, now + work_table._lease()
            run.save()
        return run

    work_table.claim_next = claim_next


def skip_the_fencing() -> None:
    """A worker writes without looking whether it still holds the run."""
    from media_ingest import work_table

    work_table.hold = lambda run: work_table.PollRun.objects.select_for_update().get(pk=run.pk)


def call_it_done_first() -> None:
    """A run is marked done before what was heard is written, as an early ack is."""
    from media_ingest import polling, work_table

    skip_the_fencing()
    poll = polling._go_round

    def go_round(visit, clock, until):
        work_table.PollRun.objects.filter(pk=visit.run.pk).update(
            state=work_table.State.DONE, ended_at=clock(), lease_until=None
        )
        return poll(visit, clock, until)

    polling._go_round = go_round


def forget_the_attempts() -> None:
    """A run that kills its worker is taken up for ever."""
    from media_ingest import work_table

    work_table.MAX_ATTEMPTS = 1000


BUGS: dict[str, Callable[[], None]] = {
    bug.__name__: bug
    for bug in (
        drop_the_unique_keys,
        take_runs_that_others_hold,
        claim_without_a_condition,
        skip_the_fencing,
        call_it_done_first,
        forget_the_attempts,
    )
}


class PlantedBugs(AppConfig):
    name = "tests.storms"
    label = "storms"

    def ready(self) -> None:
        if bug := os.environ.get(BUG):
            BUGS[bug]()
