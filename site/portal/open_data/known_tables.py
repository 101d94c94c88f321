"""What is hidden in a table depends on its numbers alone, so it is worked out once.

A large table with many small cells takes seconds, and every reader asks for the same months.
"""

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

from portal.open_data.small_cells import CannotBeProtected, Cell, Table, hidden_cells

MOST_TABLES = 4096
_known: OrderedDict[bytes, frozenset[Cell] | None] = OrderedDict()
_lock = Lock()


def what_is_hidden(table: Table) -> set[Cell] | None:
    """Give the hidden cells of a table; None where none of its parts may be shown."""
    key = blake2b(repr(sorted(table.items())).encode(), digest_size=16).digest()
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            found = _known[key]
            return None if found is None else set(found)
    try:
        hidden = frozenset(hidden_cells(table))
    except CannotBeProtected:
        hidden = None
    with _lock:
        _known[key] = hidden
        if len(_known) > MOST_TABLES:
            _known.popitem(last=False)
    return None if hidden is None else set(hidden)
