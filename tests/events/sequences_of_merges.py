"""Events are sent, edited, questioned, merged and told apart again, in any order.

The machine of the sends goes on as before; this one adds what people do with two
events. To its model, an event that is merged is set aside, and undoing brings
back what was: no more is known here of how it is done.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from campaigns.models import Current
from events.models import Event, Merge
from events.verification.merging import MergeRefused, merge_events, undo_merge
from events.verification.same_events import find_all_same_events
from tests.events.sequences_of_sends import PAST, Known, Sends, women


@dataclass
class Merged:
    """What the model knows of one merge: the row, and the event that stayed, before and after."""

    row: Merge
    kept: str
    took: bool
    women: tuple[int, int]
    version: tuple[str, str]


@contextmanager
def refused(error: type[Exception]):
    """Fail as every other law does, so that a planted bug is seen to break one."""
    try:
        yield
    except error:
        return
    message = "it was not refused"
    raise AssertionError(message)


class Merges(Sends):
    records = Sends.records

    def __init__(self) -> None:
        super().__init__()
        self.merged: dict[str, Merged] = {}

    def version_of(self, which: str) -> str:
        return str(Event.objects.get(client_uuid=which).version)

    @rule(data=st.data(), take=st.booleans())
    def merge(self, data, take):
        # In the order in which they came: ids are of chance, and would be others next time.
        able = [which for which, known in self.events.items() if not known.aside]
        if len(able) < 2:
            return
        self.make_one(*data.draw(st.permutations(able))[:2], take=take)

    def make_one(self, kept, merged, *, take):
        one, other = self.events[kept], self.events[merged]
        before = one.women, one.version
        both = [Event.objects.get(client_uuid=which) for which in (kept, merged)]
        row = merge_events(*both, take_figures=take, by=self.office, now=self.now())
        if take:
            one.women_now, one.version_now = other.women, self.version_of(kept)
            assert (one.version == before[1]) == (one.women == before[0])
        pairs = zip(before, (one.women, one.version), strict=True)
        self.merged[merged] = Merged(row, kept, take, *pairs)
        other.aside = True
        other.judge()
        self.done["merge"] += 1

    @rule(data=st.data())
    def undo(self, data):
        if not self.merged:
            return
        self.make_two(data.draw(st.sampled_from([*self.merged])))

    def make_two(self, merged):
        known = self.merged[merged]
        if known.kept in self.merged:
            with refused(MergeRefused):
                undo_merge(known.row, by=self.office, now=self.now())
            return
        undo_merge(known.row, by=self.office, now=self.now())
        with refused(MergeRefused):
            undo_merge(known.row, by=self.office, now=self.now())
        del self.merged[merged]
        self.put_back(self.events[known.kept], known)
        self.events[merged].aside = False
        self.events[merged].judge()
        self.done["undo"] += 1

    def put_back(self, one: Known, known: Merged) -> None:
        if not known.took or one.women != known.women[1]:
            return
        version = self.version_of(known.kept)
        if one.version == known.version[1]:
            assert version == known.version[0]
        one.women_now, one.version_now = known.women[0], version

    @rule(data=st.data(), women=women)
    def edit_what_was_merged(self, data, women):
        if self.merged:
            self.edit(which=data.draw(st.sampled_from([*self.merged])), women=women, day=PAST)

    @rule(which=Sends.records)
    def count_what_was_merged(self, which):
        if which in self.merged:
            with refused(ValidationError):
                self.change(which, standing="counted", set_aside_reason="", question="")

    @rule()
    def look_for_pairs(self):
        find_all_same_events(now=self.now())

    # --- What the office does by hand, with others than these ---------------------------

    @rule(which=Sends.records)
    def set_aside(self, which):
        if which not in self.merged:
            super().set_aside(which=which)

    @rule(which=Sends.records)
    def count_again(self, which):
        if which not in self.merged:
            super().count_again(which=which)

    # --- What must hold --------------------------------------------------------------

    @invariant()
    def merged_events_say_nothing_to_the_ledger(self):
        merged = [f"event:{which}" for which in self.merged]
        spoken = Current.objects.filter(state="value", key__contributor__in=merged)
        assert not spoken.exists()

    @invariant()
    def each_merge_that_stands_is_written_down_once(self):
        rows = Merge.objects.standing().values_list("merged__client_uuid", flat=True)
        assert sorted(str(one) for one in rows) == sorted(self.merged)
