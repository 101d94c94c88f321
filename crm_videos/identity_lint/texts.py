"""What goes into the lint and what comes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm_videos.identity_lint.kinds import WHY, Kind
from crm_videos.identity_lint.levels import NEVER_OVERRIDDEN, Severity

# Fields whose words are joined by hyphens, underscores, dots or capitals.
JOINED_FIELDS = frozenset({"slug", "file name", "url path"})
# Fields whose capitals mean nothing.
HEADLINE_FIELDS = frozenset({"title"})


@dataclass(frozen=True)
class Text:
    """One text of a story, without markup.

    ``field`` is any name; ``slug``, ``file name``, ``url path``, ``alt text`` and
    ``title`` are read in their own way. ``language`` is for the caller: every text is
    read as Bangla and as English, because both stand in one sentence.
    """

    field: str
    content: str
    language: str = ""


@dataclass(frozen=True)
class Known:
    """What the testimony tells and the story must not: looked for in every script and spelling."""

    given_names: tuple[str, ...] = ()
    family_names: tuple[str, ...] = ()
    third_persons: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Allowed:
    """What may stand in the story although it looks like an identifier.

    ``display_name`` is how the story calls the person. ``numbers`` are hotlines and
    public short numbers, ``words`` public names (offices, partners, the programme),
    ``addresses`` hosts or e-mail addresses of the programme. A real name or number in
    ``Known`` is found all the same, as far as the level forbids it.
    """

    display_name: str = ""
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    exact_place: bool = False


@dataclass(frozen=True, order=True)
class Mark:
    """A find in a folded text, before anybody has asked what the level says of it."""

    start: int
    end: int
    kind: Kind
    # Whether the evidence is good enough to block.
    sure: bool = True


Marks = Iterable[Mark]


@dataclass(frozen=True)
class Finding:
    """One identifier: where it stands in the text as it was given, and what to do."""

    kind: Kind
    field: str
    start: int
    end: int
    matched: str
    severity: Severity
    # Which of the texts it is, in the order given; two may have one field name.
    number: int = 0

    @property
    def why(self) -> str:
        """The reason, in the language of whoever reads it."""
        return str(WHY[self.kind])

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCK

    @property
    def may_be_overridden(self) -> bool:
        """Say whether a second person may decide that it tells nothing."""
        return self.kind not in NEVER_OVERRIDDEN
