"""What the scripts of these pages say, in the reader's language."""

from django.utils.translation import gettext as _


def script_words() -> dict[str, str]:
    """Give the sentences; a script puts ``{done}`` and ``{size}`` in."""
    return {
        "step": _("{done} of {size}"),
        "no_line": _("There is no connection. Nothing is lost: try again."),
        "sign": _("Let the person sign in the box first."),
        "reading": _("Reading the file …"),
        "progress": _("{done} of {size} KB sent"),
        "waiting": _("The line is cut. It goes on by itself; this page may stay open."),
        "paused": _("Stopped. It goes on from here when you want."),
        "going_on": _("Found again: it goes on where it stopped."),
        "looking": _(
            "All is sent. The file is being looked at. You may close this page: your list will say "
            "whether it was taken."
        ),
        "taken": _("Taken. Now delete the file from this phone, and from its bin too."),
        "not_taken": _("This was not taken."),
        "unfinished": _(
            "Not all of a file has arrived: {done} of {size} KB. Choose the same file again."
        ),
        "cannot": _("This browser cannot send a film. Write what is told, or take another phone."),
    }
