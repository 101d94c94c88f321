"""Bugs planted on purpose where two events are made one."""

from collections.abc import Callable
from typing import Any

Set = Callable[[Any, str, Any], None]


def leave_the_figures_in_the_ledger(put: Set) -> None:
    """The event is set aside in its row, and nobody tells the ledger."""
    from events.models import Standing
    from events.verification import merging

    save = merging.save_event

    def store_only(event, **kw):
        if event.standing == Standing.SET_ASIDE:
            event.save()
            return None
        return save(event, **kw)

    put(merging, "save_event", store_only)


def forget_the_question(put: Set) -> None:
    """What was questioned counts when the merge is undone."""
    from events.verification import merging

    def counted(event, merge):
        event.question = ""
        # A day to come would be refused, which is another matter.
        return "questioned" if event.flags else "counted"

    put(merging, "_standing_again", counted)


def let_an_edit_bring_it_back(put: Set) -> None:
    """A phone that edits what was merged counts it again."""
    from events import intake, plausibility, recording
    from events.models import Standing

    fill = intake.fill

    def fill_anew(event, *args, **kw):
        if event.standing == Standing.SET_ASIDE:
            event.standing, event.set_aside_reason, event.question = Standing.COUNTED, "", ""
        fill(event, *args, **kw)

    put(intake, "fill", fill_anew)
    put(recording, "merged_problems", lambda event: {})
    put(plausibility, "merged_problems", lambda event: {})


def keep_the_figures_taken_over(put: Set) -> None:
    """Undoing forgets that the event that stayed had figures of its own."""
    from events.verification import merging

    put(merging, "_put_figures_back", lambda *args, **kw: None)


def undo_in_any_order(put: Set) -> None:
    """The older of two merges is undone without a look at the newer."""
    from events.verification import merging

    put(merging, "is_itself_merged", lambda event: False)


BUGS = (
    leave_the_figures_in_the_ledger,
    forget_the_question,
    let_an_edit_bring_it_back,
    keep_the_figures_taken_over,
    undo_in_any_order,
)
