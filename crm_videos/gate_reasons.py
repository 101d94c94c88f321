"""Why the gate is shut, as codes and as sentences in the reader's language. None names anybody."""

from collections.abc import Callable
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm_videos.models import Consent, Story
from crm_videos.words import FORBIDDING, Channel, RiskFlag
from foundation.bangla import figure
from foundation.shown_moments import show_moment


class Reason(StrEnum):
    """Why a story may not be shown."""

    NO_CONSENT = "no-consent"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET = "not-yet"
    PURPOSE = "purpose"
    CHANNEL = "channel"
    LANGUAGE = "language"
    LEVEL = "level"
    PICTURE = "picture"
    OTHERS_PICTURE = "others-picture"
    VIDEO = "video"
    OTHERS_VIDEO = "others-video"
    VIDEO_NOT_READY = "video-not-ready"
    NOT_WATCHED = "not-watched"
    NO_CAPTIONS = "no-captions"
    CASE = "case"
    RISK = "risk"
    RISKS_UNCHECKED = "risks-unchecked"
    NO_WARNING = "no-warning"
    NO_ALT = "no-alt"
    APPROVALS = "approvals"


# What is not there any more, rather than not yet: an address that showed it answers 410.
GONE = frozenset({Reason.WITHDRAWN, Reason.EXPIRED})
# What the person does not agree to, or not any more.
NOT_AGREED_TO = frozenset({Reason.PURPOSE, Reason.CHANNEL, Reason.LANGUAGE, Reason.LEVEL})
# What a draft may lack while people still work at it.
ONLY_FOR_THE_PUBLIC = frozenset(
    {
        Reason.VIDEO_NOT_READY,
        Reason.NOT_WATCHED,
        Reason.NO_CAPTIONS,
        Reason.RISK,
        Reason.RISKS_UNCHECKED,
        Reason.NO_WARNING,
        Reason.NO_ALT,
        Reason.APPROVALS,
    }
)

_SENTENCES: dict[Reason, Callable[[], str]] = {
    Reason.NO_CONSENT: lambda: _("Nobody has recorded a consent."),
    Reason.WITHDRAWN: lambda: _("The person has withdrawn the consent."),
    Reason.NOT_YET: lambda: _("The consent does not stand yet."),
    Reason.PURPOSE: lambda: _("The person did not agree to this use."),
    Reason.CASE: lambda: _("A case is in court or with the police."),
    Reason.RISKS_UNCHECKED: lambda: _("Nobody has looked for the risks yet."),
    Reason.NO_WARNING: lambda: _("The story needs a content warning."),
    Reason.PICTURE: lambda: _("A picture shows more of the person than was agreed to."),
    Reason.OTHERS_PICTURE: lambda: _("A picture belongs to another story."),
    Reason.NO_ALT: lambda: _("A picture is not yet said in words."),
    Reason.VIDEO: lambda: _("The video shows more of the person than was agreed to."),
    Reason.OTHERS_VIDEO: lambda: _("The video belongs to another story."),
    Reason.VIDEO_NOT_READY: lambda: _("The video is not ready."),
    Reason.NOT_WATCHED: lambda: _("Nobody has looked at the whole video yet."),
    Reason.NO_CAPTIONS: lambda: _("The video has no captions in the language of the page."),
}


def in_words(
    reason: Reason,
    *,
    story: Story,
    channel: str,
    consent: Consent | None,
    approved: int,
    needed: int,
) -> str:
    """Say a reason in the reader's language; a sentence names nobody."""
    if reason in _SENTENCES:
        return _SENTENCES[reason]()
    if reason is Reason.EXPIRED and consent:
        return _("The consent ended on %(day)s.") % {"day": show_moment(consent.ends_on)}
    if reason is Reason.CHANNEL:
        return _("The person did not agree to this channel: %(channel)s.") % {
            "channel": Channel(channel).label
        }
    if reason is Reason.LANGUAGE:
        return _("The person did not agree to this language.")
    if reason is Reason.LEVEL:
        return _("The story shows more of the person than they agreed to.")
    if reason is Reason.RISK:
        risks = [RiskFlag(one).label for one in story.risks if one in FORBIDDING]
        return _("This forbids it: %(risks)s.") % {"risks": ", ".join(map(str, risks))}
    language = get_language() or "en"
    return _("%(approved)s of %(needed)s different people have approved exactly this content.") % {
        "approved": figure(approved, language),
        "needed": figure(needed, language),
    }
