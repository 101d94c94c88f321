"""What a row of a sheet says besides: a column an answer. A quiz's hands are not for sheets."""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from campaigns.importing import whole_number
from campaigns.models.places import DISTRICT_CODE_LENGTH, search_form
from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from events.details.fair import LINKAGES
from events.details.quiz import WINNERS
from events.details.slots import slot_of
from events.details.typed import typed
from events.event_parts import Reasons
from events.models import School, ServiceKind

COUNTS = (*WINNERS, *LINKAGES, *OF_THE_POLL)
COLUMNS = ("school", "classes", *WINNERS, "providers", *LINKAGES, *OF_THE_POLL)
# The column of an answer that has none of its own name.
COLUMN_OF = {"school_name": "school", "provider": "providers", "service": "providers"}
NUMBERED = re.compile(r"_\d+$")


class DetailNames:
    """The names of schools, by district, and of services, read once a sheet."""

    def __init__(self) -> None:
        self.schools: dict[tuple[str, str], set[int]] = defaultdict(set)
        for school in School.objects.all():
            for name in (*school.names, school.eiin):
                if name:
                    district = school.place_id[:DISTRICT_CODE_LENGTH]
                    self.schools[district, _folded(name)].add(school.pk)
        self.services = {
            _folded(name): one.pk
            for one in ServiceKind.objects.all()
            for name in (one.pk, one.name_en, one.name_bn)
        }

    def school(self, text: str, place: str) -> dict[str, object]:
        """Give the school of this name in the district; one that is not here keeps its name.

        Raises ValueError, with a sentence, for a name that several have.
        """
        found = self.schools.get((place[:DISTRICT_CODE_LENGTH], _folded(text)), set())
        if len(found) > 1:
            why = _("Several schools of this district are called “%(name)s”: give the EIIN.")
            raise ValueError(why % {"name": text})
        return {"school": next(iter(found))} if found else {"school_name": text}

    def providers(self, text: str) -> list[dict[str, str]]:
        """Read institutions between semicolons, each with what it offers after “=”."""
        lines = []
        for part in filter(None, map(str.strip, text.split(";"))):
            name, _equals, service = map(str.strip, part.partition("="))
            known = {"service": self.services.get(_folded(service), service)} if service else {}
            lines.append({"provider": name, **known})
        return lines


def read_details(
    said: dict[str, str], place: str, names: DetailNames, problems: Reasons
) -> dict[str, object]:
    """Read the columns of a row that are about a quiz, a fair or the overlap poll."""
    details: dict[str, object] = {}
    for name in COLUMNS:
        if name not in said or name in problems:
            continue
        try:
            if name == "school":
                details |= names.school(said[name], place)
            elif name == "providers":
                details[name] = names.providers(said[name])
            else:
                read = whole_number if name in COUNTS else lambda text: typed("classes", text)
                details[name] = read(said[name])
        except ValueError as error:
            problems[name] = [str(error)]
    return details


def column_of(problem: str) -> str:
    """Give the column that a problem is about."""
    slot = NUMBERED.sub("", slot_of(problem))
    return COLUMN_OF.get(slot, slot) or problem


def _folded(text: str) -> str:
    return " ".join(search_form(text).split())
