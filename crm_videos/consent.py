"""What a person agreed to as it stands on a day: computed from the newest version, never stored."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from crm_videos.identity import shows_more
from crm_videos.models import Consent, Testimony
from crm_videos.words import Kind

RENEW_WITHIN = datetime.timedelta(days=60)


class State(StrEnum):
    """What a consent is on a day."""

    NONE = "none"
    STANDING = "standing"
    ENDING = "ending"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Scope:
    """What the person agrees to."""

    purposes: frozenset[str]
    channels: frozenset[str]
    languages: frozenset[str]
    identity_level: str

    @classmethod
    def of(cls, consent: Consent) -> "Scope":
        """Read what a version allows; one that was withdrawn allows nothing."""
        return cls(
            frozenset(consent.purposes),
            frozenset(consent.channels),
            frozenset(consent.languages),
            consent.identity_level,
        )

    def is_wider_than(self, other: "Scope") -> bool:
        """Say whether anything is allowed here that is not allowed there."""
        return bool(
            self.purposes - other.purposes
            or self.channels - other.channels
            or self.languages - other.languages
            or shows_more(self.identity_level, other.identity_level)
        )

    def is_empty(self) -> bool:
        """Say whether nothing at all could be shown."""
        return not (self.purposes and self.channels and self.languages)


def newest_consent(testimony: Testimony) -> Consent | None:
    """Give the version that counts."""
    return testimony.consents.order_by("-version").first()


def state_of(consent: Consent | None, on: datetime.date) -> State:
    """Say what a testimony's newest version is on a day."""
    if consent is None:
        return State.NONE
    if consent.kind == Kind.WITHDRAWN:
        return State.WITHDRAWN
    if not consent.stands(on):
        return State.EXPIRED
    return State.ENDING if consent.ends_on - on <= RENEW_WITHIN else State.STANDING
