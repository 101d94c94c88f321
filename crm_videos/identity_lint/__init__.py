"""The identity lint: what in a story could tell who a person is.

``find_identifiers`` reads texts and knows no models. What it finds and what it
cannot is told in ``site/docs/identity-lint.md``.
"""

from crm_videos.identity import IdentityLevel
from crm_videos.identity_lint.kinds import Kind
from crm_videos.identity_lint.levels import NEVER_OVERRIDDEN, Severity
from crm_videos.identity_lint.lint import find_identifiers
from crm_videos.identity_lint.place_names import PlaceIndex, PlaceName
from crm_videos.identity_lint.sealed_parts import has_everyday_part, has_whole_word
from crm_videos.identity_lint.texts import Allowed, Finding, Known, Text

__all__ = [
    "NEVER_OVERRIDDEN",
    "Allowed",
    "Finding",
    "IdentityLevel",
    "Kind",
    "Known",
    "PlaceIndex",
    "PlaceName",
    "Severity",
    "Text",
    "find_identifiers",
    "has_everyday_part",
    "has_whole_word",
]
