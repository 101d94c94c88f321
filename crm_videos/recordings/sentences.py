"""Why a recording is refused, in words for who brought it: what is wrong, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from crm_videos.recordings.why_refused import Why
from foundation.bangla import figure

SENTENCES: dict[Why, str | Promise] = {
    Why.NO_RECORDING: gettext_lazy(
        "This file is not a recording. Choose a film or a sound as the phone made it: "
        "MP4, MOV, 3GP, WebM, M4A, MP3, AAC, Ogg or WAV."
    ),
    Why.UNREADABLE: gettext_lazy(
        "This recording cannot be played. Try to play it on the phone. If it plays there, "
        "send it again."
    ),
    Why.NOTHING_IN_IT: gettext_lazy("There is neither a picture nor a sound in this file."),
    Why.TOO_MANY_STREAMS: gettext_lazy(
        "This file holds more than one film or more than one sound. Send each recording by itself."
    ),
    Why.UNKNOWN_CODEC: gettext_lazy(
        "This recording was made in a way that cannot be read here. Send the file as the phone's "
        "camera or recorder made it, not one that another program changed."
    ),
    Why.TOO_MANY_FRAMES: gettext_lazy(
        "This film has more pictures in a second than a phone makes. Record without slow motion."
    ),
    Why.ANOTHER_TYPE: gettext_lazy(
        "The file's name says that it is one kind of recording, but it is another. Choose the file "
        "as the phone made it and do not change the end of its name."
    ),
    Why.FILM_CALLED_SOUND: gettext_lazy(
        "This file is called a sound, but there is a picture in it. If the person agreed to be "
        "filmed, send it as a video. If not, delete it and record the sound only."
    ),
    Why.CUT_OFF: gettext_lazy(
        "The recording is cut off: its end is missing, and without the end it cannot be played. "
        "Send the file again. If it does not play on the phone either, record it again."
    ),
    Why.ASKS_TOO_MUCH: gettext_lazy(
        "This file needs more memory or time than the recording of a phone. Record in Full HD "
        "(1080p) and send it again."
    ),
}


def sentence_for(why: Why, figures: dict[str, int]) -> str:
    """Say why; the figures are those that the child gave."""
    if why in SENTENCES:
        return str(SENTENCES[why])
    shown = {name: figure(value, get_language() or "en") for name, value in figures.items()}
    if why == Why.TOO_MANY_PIXELS:
        text = _(
            "The picture is too large: %(width)s by %(height)s. Record in Full HD (1080p) and "
            "send it again."
        )
    elif why == Why.TOO_LONG:
        text = _("The recording is longer than %(minutes)s minutes. Send it in parts.")
    elif why == Why.CUT_OFF_AT:
        text = ngettext(
            "The recording is cut off: only %(seconds)s of %(of)s second arrived. "
            "Send the file again.",
            "The recording is cut off: only %(seconds)s of %(of)s seconds arrived. "
            "Send the file again.",
            figures["of"],
        )
    else:
        text = ngettext(
            "The recording is broken: behind the first %(seconds)s second there is nothing to see "
            "or to hear. Send the file again.",
            "The recording is broken: behind the first %(seconds)s seconds there is nothing to see "
            "or to hear. Send the file again.",
            figures["seconds"],
        )
    return text % shown
