"""Whatever happens, in any order: what was acknowledged is here once, and counted once.

The machine of ``sequences_of_forms`` does what phones, lines, processes and the office do;
``make storm`` lets it do so five hundred times, and has it find the planted bugs by chance.
"""

import pytest
from hypothesis.stateful import INVARIANT_MARKER

from tests.events import planted_forms, planted_merging
from tests.events.sequences_of_forms import Forms
from tests.events.sequences_of_sends import FUTURE, PAST, run

RUNS = 8
BUGS = (*planted_merging.BUGS, *planted_forms.BUGS)
LAWS = [name for name in dir(Forms) if hasattr(getattr(Forms, name), INVARIANT_MARKER)]


@pytest.mark.long
@pytest.mark.django_db
def test_the_totals_are_right_after_any_sequence():
    before = Forms.done.total()
    run(Forms, examples=RUNS)
    assert Forms.done.total() - before >= 5 * RUNS


def steps_of(machine: Forms):
    """Yield after each step of one sequence in which every planted bug breaks a law."""
    first, second, asked = (machine.submit(women=some, day=PAST) for some in (3, 5, 7))
    steps = [
        lambda: machine.question(which=asked),
        lambda: machine.make_one(first, second, take=True),
        # The office has other figures now, of which the form knows nothing.
        lambda: machine.edit_by_form(which=first, women=4, day=PAST, names={"1.jpg"}),
        lambda: machine.edit(which=second, women=9, day=PAST),
        lambda: machine.make_two(second),
        lambda: machine.make_one(first, asked, take=False),
        lambda: machine.make_two(asked),
        lambda: machine.make_one(first, second, take=False),
        lambda: machine.make_one(asked, first, take=False),
        # Refused: the event that stayed is itself merged.
        lambda: machine.make_two(second),
    ]
    yield from (step() for step in steps)
    form = machine.submit_a_form(women=8, day=PAST, first={"1.jpg"}, later={"2.jpg", "3.jpg"})
    steps = [
        lambda: machine.leave(),
        lambda: machine.send_part(form, {"2.jpg", "3.jpg"}),
        lambda: machine.revoke_the_phone_in_hand(),
        lambda: machine.send_part(form, set()),
        lambda: machine.edit_by_form(which=form, women=6, day=FUTURE, names={"3.jpg"}),
        *(
            lambda moment=moment: machine.die_in_the_middle_of_a_form(
                women=2, names={"2.jpg"}, when=moment
            )
            for moment in ("form", "photo", "name")
        ),
    ]
    yield from (step() for step in steps)


@pytest.mark.django_db
@pytest.mark.parametrize("bug", [None, *BUGS], ids=lambda bug: bug.__name__ if bug else "none")
def test_a_planted_bug_breaks_a_law(bug, monkeypatch):
    """Take the machine through one sequence: chance finds these too, but in minutes."""
    if bug:
        bug(monkeypatch.setattr)
    machine = Forms()
    try:
        for _ in steps_of(machine):
            for law in LAWS:
                getattr(machine, law)()
    except AssertionError:
        broken = True
    else:
        broken = False
    finally:
        machine.teardown()
    assert broken == bool(bug)
