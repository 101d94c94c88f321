"""How the cells of a dashboard are written: known, known in part, not known, not shown."""

from django.utils.translation import gettext as _

from foundation import bangla
from portal.dashboards.small_cells import TENS, in_tens


def label_of(one: object, language: str) -> str:
    """Give a label in the reader's language, else the English one."""
    return str(getattr(one, f"label_{language}", "") or getattr(one, "label_en", ""))


def cell(value: int | None, language: str, *, complete: bool = True) -> str:
    """Write a figure; unknown is a dash with words, and never a nought."""
    if value is None:
        return f"{bangla.UNKNOWN} {_('not known')}"
    number = bangla.figure(value, language)
    return number if complete else _("at least %(total)s") % {"total": number}


def about(value: int | None, language: str) -> str:
    """Write a figure in tens; a handful is no nought."""
    if value is None:
        return cell(None, language)
    if 0 < value < TENS:
        return _("fewer than %(number)s") % {"number": bangla.figure(TENS, language)}
    return _("about %(number)s") % {"number": bangla.figure(in_tens(value), language)}


def not_shown() -> str:
    """Write what stands for a count that the public does not see."""
    return _("not shown")


def decimal(value: float | None, language: str) -> str:
    """Write a number with one decimal."""
    if value is None:
        return f"{bangla.UNKNOWN} {_('not known')}"
    return bangla.in_digits_of(f"{value:.1f}", language)
