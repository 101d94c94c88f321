"""Clearing messages that wait in sessions: one such as “Page ‘…’ has been saved” has a title."""

from django.contrib.sessions.models import Session

from crm_videos.erasing.traces import Traces

# Where Django keeps the messages that a cookie is too small for.
MESSAGES = "_messages"


def clear_messages(traces: Traces) -> int:
    """Throw away the messages that nobody has read yet, whoever they are for."""
    cleared = 0
    for session in Session.objects.iterator():
        told = session.get_decoded()
        if told.pop(MESSAGES, None) is not None:
            session.session_data = Session.objects.encode(told)
            session.save(update_fields=["session_data"])
            cleared += 1
    return cleared
