"""What one check of a month found."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Light(StrEnum):
    """Whether a closing may go on."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"

    @property
    def rank(self) -> int:
        """Order what is worst first."""
        return list(Light).index(self)

    @property
    def words(self) -> Promise:
        """Say it for whoever does not see colours."""
        return {
            Light.RED: _("Stops the closing"),
            Light.AMBER: _("Needs an explanation"),
            Light.GREEN: _("In order"),
        }[self]


@dataclass(frozen=True, slots=True)
class Mend:
    """Where it is mended: a name of an address in the admin, and who may go there."""

    url_name: str
    words: str | Promise
    permission: str
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of one month. ``slug`` names it for as long as the month is being closed.

    ``says`` is for the reader, in their language. Where ``is_gap``, a figure is missing, and an
    explanation of it has a reason out of a list beside its words.
    """

    slug: str
    label: str
    light: Light
    says: str
    mend: Mend | None = None
    is_gap: bool = False

    @property
    def is_red(self) -> bool:
        return self.light == Light.RED

    @property
    def is_amber(self) -> bool:
        return self.light == Light.AMBER

    def __str__(self) -> str:
        return f"{self.label}: {self.says}"
