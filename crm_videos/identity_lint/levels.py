"""What each identity level forbids: one declared table."""

from enum import StrEnum

from crm_videos.identity import IdentityLevel
from crm_videos.identity_lint.kinds import Kind


class Severity(StrEnum):
    """What a finding asks for."""

    BLOCK = "block"  # not published unless a second person overrides with a reason
    LOOK = "look"  # a person should look at it


B, L = Severity.BLOCK, Severity.LOOK

_ORDER = tuple(IdentityLevel)

# One row for each kind, one column for each level in the order above; None: may be told.
_FORBIDDEN: dict[Kind, tuple[Severity | None, ...]] = {
    # The person's own name.
    Kind.OWN_GIVEN_NAME: (None, None, B, B, B, B),
    Kind.OWN_FAMILY_NAME: (None, B, B, B, B, B),
    Kind.OWN_GIVEN_NAME_OR_WORD: (None, None, B, B, B, B),
    Kind.OWN_FAMILY_NAME_OR_WORD: (None, B, B, B, B, B),
    # Everybody else is never named, at any level.
    Kind.THIRD_PERSON: (B, B, B, B, B, B),
    Kind.THIRD_PERSON_OR_WORD: (B, B, B, B, B, B),
    Kind.TITLED_NAME: (B, B, B, B, B, B),
    Kind.NAME: (B, B, B, B, B, B),
    Kind.POSSIBLE_NAME: (L, L, L, L, L, L),
    Kind.KIN_BY_NAME: (B, B, B, B, B, B),
    Kind.ONE_RELATIVE: (L, L, L, L, L, L),
    Kind.MIDDLEMAN: (B, B, B, B, B, B),
    Kind.EMPLOYER: (B, B, B, B, B, B),
    Kind.PERSON_OF_ROLE: (B, B, B, B, B, B),
    # Places finer than the district; ``Allowed.exact_place`` opens them at the first level.
    Kind.OWN_PLACE: (B, B, B, B, B, B),
    Kind.VILLAGE: (B, B, B, B, B, B),
    Kind.UNION: (B, B, B, B, B, B),
    Kind.UPAZILA: (B, B, B, B, B, B),
    Kind.PLACE_PAIR: (B, B, B, B, B, B),
    Kind.WARD: (B, B, B, B, B, B),
    Kind.STREET: (B, B, B, B, B, B),
    Kind.HOUSE: (B, B, B, B, B, B),
    Kind.POST_OFFICE: (B, B, B, B, B, B),
    Kind.LOCAL_INSTITUTION: (B, B, B, B, B, B),
    Kind.COORDINATES: (B, B, B, B, B, B),
    Kind.PLUS_CODE: (B, B, B, B, B, B),
    # Ways to the person, and the numbers of papers.
    Kind.PHONE: (B, B, B, B, B, B),
    Kind.PHONE_IN_WORDS: (B, B, B, B, B, B),
    Kind.MESSENGER: (B, B, B, B, B, B),
    Kind.EMAIL: (B, B, B, B, B, B),
    Kind.WEB_ADDRESS: (L, L, B, B, B, B),
    Kind.PROFILE: (B, B, B, B, B, B),
    Kind.HANDLE: (B, B, B, B, B, B),
    Kind.OWN_NUMBER: (B, B, B, B, B, B),
    Kind.NATIONAL_ID: (B, B, B, B, B, B),
    Kind.BIRTH_REGISTRATION: (B, B, B, B, B, B),
    Kind.PASSPORT: (B, B, B, B, B, B),
    Kind.VISA: (B, B, B, B, B, B),
    Kind.MIGRATION_CARD: (B, B, B, B, B, B),
    Kind.BANK_ACCOUNT: (B, B, B, B, B, B),
    Kind.MOBILE_MONEY: (B, B, B, B, B, B),
    Kind.CASE_NUMBER: (B, B, B, B, B, B),
    Kind.VEHICLE: (B, B, B, B, B, B),
    Kind.PAPER_NUMBER: (B, B, B, B, B, B),
    Kind.LONG_NUMBER: (L, L, B, B, B, B),
    # What a middleman remembers.
    Kind.EXACT_DAY: (L, L, B, B, B, B),
    Kind.BIRTHDAY: (L, B, B, B, B, B),
    Kind.FLIGHT: (L, B, B, B, B, B),
    Kind.EXACT_SUM: (None, L, B, B, B, B),
    Kind.COMPANY: (L, L, B, B, B, B),
    Kind.AGENCY_LICENCE: (B, B, B, B, B, B),
    Kind.VESSEL: (L, L, B, B, B, B),
    Kind.CAMP: (L, L, B, B, B, B),
    Kind.UNIQUE_ROLE: (None, L, L, L, L, L),
    # What a neighbour knows again.
    Kind.BODY_MARK: (None, L, L, B, B, B),
    Kind.FACE_SHOWN: (None, None, None, B, B, B),
    Kind.CAMERA_FILE: (L, L, B, B, B, B),
}

_FINER_THAN_DISTRICT = frozenset(
    {
        Kind.OWN_PLACE,
        Kind.VILLAGE,
        Kind.UNION,
        Kind.UPAZILA,
        Kind.PLACE_PAIR,
        Kind.WARD,
        Kind.STREET,
        Kind.POST_OFFICE,
        Kind.LOCAL_INSTITUTION,
    }
)

# What is sealed in the testimony, and numbers by which a state knows the person: never a
# false alarm that anybody could overrule.
NEVER_OVERRIDDEN = frozenset(
    {
        Kind.OWN_GIVEN_NAME,
        Kind.OWN_FAMILY_NAME,
        Kind.THIRD_PERSON,
        Kind.OWN_NUMBER,
        Kind.NATIONAL_ID,
        Kind.BIRTH_REGISTRATION,
        Kind.PASSPORT,
        Kind.VISA,
        Kind.MIGRATION_CARD,
    }
)


def severity_of(kind: Kind, level: IdentityLevel, *, exact_place: bool = False) -> Severity | None:
    """Say what a kind asks for at a level; ``None`` where it may be told.

    ``exact_place`` is the person's permission to name where she lives. It counts at
    the open level only, and never for the house or a position on a map.
    """
    if exact_place and level is IdentityLevel.OPEN and kind in _FINER_THAN_DISTRICT:
        return None
    return _FORBIDDEN[kind][_ORDER.index(level)]
