"""A hundred kinds of broken answers: no figure is invented, none is lost, and the gap is seen.

Each kind is tried on an account that knows nothing yet, where a zero would be
easily invented, and on one that knows September, where it would be easily lost.
"""

import io
import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db.models import F

from campaigns.models import Current, Entry
from media_ingest.models import PollRun, Reading
from media_ingest.platforms import PLATFORMS
from media_ingest.polling import poll_by_hand
from tests.media_ingest.broken_answers import DAY, EITHER, FINE, LOST, ONE_DAY, kinds
from tests.simulators.figures import ripening

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
PATHS = {"facebook": "/insights", "youtube": "/v2/reports"}
ALL = [(platform, name) for platform in PATHS for name in kinds(platform)]
# Few days, so that each of the many polls is quick; all of September is among them.
BEGINS = date(2026, 9, 1)
ENDED = {PollRun.State.DONE, PollRun.State.PARTIAL, PollRun.State.FAILED}


@pytest.fixture(params=ALL, ids=lambda kind: f"{kind[0]}: {kind[1]}")
def case(request, platforms, clock):
    platform, name = request.param
    account = request.getfixturevalue(platform)
    account.channel.active_from = BEGINS
    account.channel.save()
    return account, kinds(platform)[name], PATHS[platform]


def truth(account, moments) -> dict[tuple[str, str], set[int]]:
    """Give what was truly served of each metric and day, whenever it was asked for."""
    figure = ripening(account.external_id)
    served: dict[tuple[str, str], set[int]] = {}
    for series in PLATFORMS[account.platform].series:
        for back in range(1, 60):
            day = moments[-1].date() - timedelta(days=back)
            values = {figure(series.metric, series.period, day, now) for now in moments}
            served[series.metric, str(day)] = values - {None}
    return served


def assert_nothing_invented(account, moments) -> None:
    served = truth(account, moments)
    for reading in Reading.objects.exclude(value=None):
        assert reading.value in served[reading.metric, str(reading.window_end)], reading
    assert not Entry.objects.filter(value=0).exists()


def newest() -> dict:
    """Give what is known of each metric and day."""
    return {(r.metric, str(r.window_end)): r.value for r in Reading.objects.order_by("version")}


def reach_of(account) -> dict:
    out = io.StringIO()
    call_command("reach", month="2026-09", json=True, stdout=out)
    (channel,) = [
        one for one in json.loads(out.getvalue())["digital"]["channels"]
        if one["channel"] == account.channel_id
    ]  # fmt: skip
    return channel


def why() -> str:
    """Collect every reason that is recorded for what is missing."""
    run = PollRun.objects.latest("pk")
    of_days = Reading.objects.filter(run=run).values_list("null_reason", flat=True)
    of_months = Current.objects.filter(run_ref=run.ref).values_list("reason", flat=True)
    return run.reason + "".join(of_days) + "".join(of_months)


def test_it_invents_nothing_and_loses_nothing(case, platforms, clock, caplog):
    account, kind, path = case
    moments = [clock()]
    platforms.spoils(path, kind.spoil)
    first = poll_by_hand(account, clock)

    assert first.state in ENDED
    assert_nothing_invented(account, moments)
    known = {day: value for (_, day), value in newest().items() if value is not None}
    reach = reach_of(account)
    assert reach["month"] != 0
    if kind.left == LOST:
        assert (first.state, known, reach["month"]) == (PollRun.State.FAILED, {}, None)
        assert first.reason
    elif kind.left == ONE_DAY:
        assert known
        assert DAY not in known
        assert reach["month"] is None or reach["status"] != "settled"
        assert why()
    elif kind.left == FINE:
        assert (first.state, first.reason) == (PollRun.State.DONE, "")
        assert reach["month"]
    else:
        assert kind.left == EITHER
        assert known or first.reason

    platforms.mend()
    clock.now += timedelta(days=8)  # A metric that was called dead is left alone for a week.
    moments.append(clock())
    assert poll_by_hand(account, clock).state == PollRun.State.DONE
    before, full = newest(), reach_of(account)["month"]
    assert full
    assert all(before[key] for key in before)

    clock.now += timedelta(hours=1)
    moments.append(clock())
    platforms.spoils(path, kind.spoil)
    poll_by_hand(account, clock)
    assert_nothing_invented(account, moments)
    after = newest()
    assert {key: after[key] for key in before if after[key] is None} == {}
    assert reach_of(account)["month"] == full
    assert not Reading.objects.filter(version__gt=1, value=None).exists()
    assert not Reading.objects.filter(window_end__gt=F("observed_at__date")).exists()
    assert "Traceback" not in caplog.text
