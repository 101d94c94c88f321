"""What the script of keeping says, in the language of the page."""

from django.utils.translation import gettext as _


def of_keeping() -> dict[str, str]:
    """Give the sentences by the names that the script knows them by."""
    return {
        "working": _("Please wait. The page is being kept."),
        "kept": _("The page is kept."),
        "until": _("Kept on this phone until {until}. It opens without a network."),
        "removed": _("Removed from this phone."),
        "nothing": _("Nothing is kept on this phone."),
        "row": _("{size} KB · kept on {kept} · until {until}"),
        "remove_one": _("Remove “{title}”"),
        "network": _("It did not work. There is no network, or no room on the phone. Try again."),
        "gone": _("This page was taken down. It cannot be kept."),
        "list": _(
            "Whether this story was taken back could not be asked. So it was not kept. Try again."
        ),
        "clock": _("The clock of this phone is wrong. Set it right, then keep the story."),
    }
