"""What was sent, read as its door reads: JSON, or the XML of a form."""

from collections.abc import Callable

from events import content
from events.content import Content
from events.models import Door, Quarantined
from events.openrosa import instances

READERS: dict[str, Callable[[bytes], Content]] = {Door.OPENROSA: instances.read_content}


def read_body(kept: Quarantined) -> Content:
    """Read what waits. Raises :class:`~events.content.NotReadable`."""
    read = READERS.get(kept.door, content.read_content)
    return read(bytes(kept.body))
