"""What a recorder is told about hiding who somebody is, by how much the person wants to show.

After WITNESS's sheet on concealing identity: hide while filming, for the raw film may be seized;
nobody can promise that nobody is recognised, and a changed voice can be changed back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm_videos.identity import IdentityLevel, shows_more
from crm_videos.words import Chapter, Medium

# What each level means, as it is said to somebody who is asked.
EXAMPLES = {
    IdentityLevel.OPEN: _(
        "Everybody sees the face and hears the full name. The whole village knows who it is."
    ),
    IdentityLevel.FIRST_NAME: _(
        "Everybody sees the face and hears the first name. Whoever knows the face knows who it is."
    ),
    IdentityLevel.PSEUDONYM: _(
        "Everybody sees the face, under another name. Whoever knows the face knows who it is."
    ),
    IdentityLevel.FACE_HIDDEN: _(
        "Nobody sees the face: from behind, or only the hands. The voice is heard, and "
        "neighbours may know it."
    ),
    IdentityLevel.VOICE_CHANGED: _(
        "Nobody sees the face, and the voice sounds different. What is told may still say who "
        "it is."
    ),
    IdentityLevel.TEXT_ONLY: _("Only written words, under another name. No film and no voice."),
}

QUESTIONS = {
    Chapter.EXPERIENCE: _("Why did you go, how, and what happened? What did it cost?"),
    Chapter.SUPPORT: _("Who or what helped you to come back and to begin anew?"),
    Chapter.MESSAGE: _("What would you tell somebody who wants to go?"),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """One sentence, and the drawing beside it (``templates/crm_videos/field/drawings``)."""

    drawing: str
    sentence: str | Promise


NO_NAMES = Advice("no-names", _("Say no names: not of family, not of the middleman, of nobody."))
NO_PLACE = Advice("no-house", _("Say the district, no village. No house number, no sign board."))
NOBODY_ELSE = Advice("alone", _("Nobody else in the picture or to be heard, and no child."))
NOTHING_TO_READ = Advice(
    "no-paper", _("No passport, no paper, no telephone screen that can be read.")
)
OTHER_NAME = Advice("no-names", _("Use the other name from the first word on."))
FIRST_NAME = Advice("no-names", _("Only the first name of the person."))
FROM_BEHIND = Advice("behind", _("Film from behind. The face is never in the picture."))
HANDS = Advice("hands", _("Or film only the hands. No ring, scar or tattoo that others know."))
LIGHT_BEHIND = Advice("light", _("Or light from behind: the person is only a dark shape."))
CLOTHES = Advice("clothes", _("No clothes, no uniform and no room that people there know."))
TEST = Advice("test", _("Film five seconds, look at it together, and delete it. Then begin."))
VOICE = Advice(
    "voice",
    _("The voice is changed later, and that can be undone. Say nothing that tells who it is."),
)
WRITE = Advice("no-names", _("Write without names. Read it out to the person when you are done."))


def advice_for(level: str) -> Iterator[Advice]:
    """Give what to mind, the most important first."""
    if level == IdentityLevel.TEXT_ONLY:
        yield from (WRITE, NO_PLACE)
        return
    if shows_more(IdentityLevel.FACE_HIDDEN, level) or level == IdentityLevel.FACE_HIDDEN:
        yield from (FROM_BEHIND, HANDS, LIGHT_BEHIND, CLOTHES, TEST)
    if level == IdentityLevel.VOICE_CHANGED:
        yield VOICE
    if level == IdentityLevel.FIRST_NAME:
        yield FIRST_NAME
    elif level != IdentityLevel.OPEN:
        yield OTHER_NAME
    yield from (NO_NAMES, NO_PLACE, NOBODY_ELSE, NOTHING_TO_READ)


def media_for(level: str) -> list[Medium]:
    """Say as what somebody is recorded: of who agreed to writing alone there is no film to lose."""
    return [Medium.TEXT] if level == IdentityLevel.TEXT_ONLY else list(Medium)
