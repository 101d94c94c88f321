"""What must hold after a storm; each law says what broke it, or nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.storms.ledgers import SAID_AGAIN, VERSIONS, differences, everything
from tests.storms.scene import due_times, values_served
from tests.storms.storm import MAX_ATTEMPTS, Run, Storm
from tests.storms.tempest import Tempest


def broken_laws(storm: Storm, tempest: Tempest, clean: dict[str, Counter]) -> list[str]:
    """Give every law that the storm broke, with an example of each."""
    runs = storm.runs()
    poisoned = [run for run in runs if run.account == storm.poison.external_id]
    healthy = [run for run in runs if run.account != storm.poison.external_id]
    return [
        *_every_due_time_once(storm, healthy),
        *_what_has_ended_stays(storm, healthy),
        *_tried_again_only_after_an_interruption(healthy, tempest),
        *_asked_no_more_than_attempted(storm, healthy),
        *_poison_ends(poisoned),
        *_nothing_said_twice(storm),
        *_each_value_was_seen(storm),
        *differences(everything(storm.site.rows, storm.compared), clean),
    ]


def _every_due_time_once(storm: Storm, healthy: list[Run]) -> Iterator[str]:
    """One run for each account and due time, ended well: none lost, none doubled."""
    found = Counter((run.account, run.due_at) for run in healthy if run.state == "done")
    wanted = Counter(
        (spot.external_id, due) for spot in storm.accounts for due in due_times(storm.steps)
    )
    if lost := wanted - found:
        yield f"{lost.total()} due times without a good poll, such as {list(lost)[:2]}"
    if doubled := Counter((run.account, run.due_at) for run in healthy) - wanted:
        yield f"{doubled.total()} polls more than due times, such as {list(doubled)[:2]}"


def _what_has_ended_stays(storm: Storm, healthy: list[Run]) -> Iterator[str]:
    """A worker that wakes late changes no run that another has ended."""
    now = {run.id: run for run in healthy}
    changed = [(run, now.get(run.id)) for run in storm.ended if now.get(run.id) != run]
    if changed:
        yield f"{len(changed)} runs changed after their end, such as {changed[0]}"


def _tried_again_only_after_an_interruption(healthy: list[Run], tempest: Tempest) -> Iterator[str]:
    """Nobody takes up what another still works on."""
    again = sum(run.attempts - 1 for run in healthy)
    if again > tempest.interruptions:
        yield f"{again} attempts more than needed, after {tempest.interruptions} interruptions"


def _asked_no_more_than_attempted(storm: Storm, healthy: list[Run]) -> Iterator[str]:
    """Two workers never make one attempt."""
    attempts = Counter({(run.account, run.due_at): run.attempts for run in healthy})
    for (account, question, step), times in storm.asked.items():
        allowed = attempts[account, step] + storm.late[account, step]
        if times > allowed:
            yield f"{account} was asked for {question} {times} times in {allowed} attempts"
            return


def _poison_ends(poisoned: list[Run]) -> Iterator[str]:
    """An account that kills whoever asks it is given up, each time after five."""
    wrong = [r for r in poisoned if (r.state, r.attempts) != ("dead", MAX_ATTEMPTS)]
    if wrong or not poisoned:
        ends = [(run.state, run.attempts, run.reason) for run in wrong[:2]]
        yield f"the poisoned account was not given up: {ends or 'it was never polled'}"


def _nothing_said_twice(storm: Storm) -> Iterator[str]:
    """A new version says something new."""
    if again := storm.site.rows(SAID_AGAIN):
        yield f"{len(again)} readings written twice, such as {again[0]}"


def _each_value_was_seen(storm: Storm) -> Iterator[str]:
    """For every account and day: each value that was served at a due time, once, in order."""
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for account, metric, day, value in storm.site.rows(VERSIONS):
        found[account, metric, str(day)].append(value)
    for spot in storm.accounts:
        for (metric, day), values in values_served(spot, storm.steps).items():
            seen = found.pop((spot.external_id, metric, day), [])
            if seen != values:
                yield f"{spot.external_id} {metric} of {day}: {seen} instead of {values}"
                return
    left = [key for key in found if key[0] != storm.poison.external_id]
    if left:
        yield f"readings of days that nobody served, such as {left[:2]}"
