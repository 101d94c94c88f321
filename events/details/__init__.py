"""What an event says besides what every event says: one field, declared by the kind.

A quiz and a fair have questions of their own; the overlap poll may be held at any event.

An event keeps it as JSON (``Event.details``), read strictly: every door says the same, and
whatever compares, edits or merges events handles it as one field more. Problems
are named ``details.`` and the answer, numbered where there are several
(``details.right_after_2``), as :mod:`events.details.slots` names them.
"""

from events.details.answers import DETAILS, Details, FindRow
from events.details.reading import details_problems, read_details

__all__ = ["DETAILS", "Details", "FindRow", "details_problems", "read_details"]
