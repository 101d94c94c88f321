"""A few hundred invented events of the last months, the same on every day they are made.

Places are real unions of the ten districts with a Reintegration Service
Centre; everything else is made up. Most events come from the field in the
month they were held; a few have a blank that stays unknown.
"""

import datetime
import random
import uuid
from collections.abc import Iterator

from campaigns.models import Place
from events.models import Event, Headcount, Level
from foundation.moments import dhaka_day

SEED = 2017_04
DAYS_BACK = 170
PER_WEEK = 14
NAMESPACE = uuid.UUID("6e697261-7061-4400-8000-64656d6f0000")

# kind → how often, smallest and largest crowd, share of children
AWARENESS = {
    "ipt-show": (22, 80, 320, 0.25),
    "video-show": (20, 40, 160, 0.2),
    "tea-stall-meeting": (16, 8, 30, 0.0),
    "community-meeting": (12, 18, 45, 0.05),
    "school-quiz": (8, 60, 180, 0.95),
    "school-programme": (6, 90, 240, 0.95),
    "dialogue": (4, 25, 60, 0.0),
    "migration-fair": (2, 350, 900, 0.15),
}
COORDINATION = {
    "migration-forum-meeting": (6, 12, 25, 0.0),
    "workshop": (2, 20, 40, 0.0),
    "dcc-meeting": (1, 10, 18, 0.0),
    "training": (1, 15, 30, 0.0),
}
KINDS = AWARENESS | COORDINATION
VENUES = {
    "ipt-show": "Bazar field",
    "video-show": "Union parishad yard",
    "tea-stall-meeting": "Tea stall by the bridge",
    "community-meeting": "Courtyard",
    "school-quiz": "Secondary school",
    "school-programme": "Secondary school",
    "migration-fair": "Upazila parishad field",
}


def invented_events(now: datetime.datetime) -> Iterator[Event]:
    """Yield unsaved events of the last :data:`DAYS_BACK` days before ``now``."""
    chance = random.Random(SEED)  # noqa: S311 - invention, not secrecy
    today = dhaka_day(now)
    places = _places()
    names, weights = list(KINDS), [KINDS[name][0] for name in KINDS]
    for number in range(DAYS_BACK * PER_WEEK // 7):
        kind = chance.choices(names, weights)[0]
        day = today - datetime.timedelta(days=1 + chance.randrange(DAYS_BACK))
        yield _event(chance, number, kind, day, places)


def _places() -> dict[str, list[Place]]:
    """Return the unions, upazilas and districts of the RSC districts."""
    districts = list(Place.objects.filter(level="district", rsc=True).order_by("code"))
    inside: dict[str, list[Place]] = {"district": districts, "upazila": [], "union": []}
    for district in districts:
        for level in ("upazila", "union"):
            inside[level] += (
                Place.objects.within(district.code).filter(level=level).order_by("code")
            )
    return inside


def _event(
    chance: random.Random,
    number: int,
    kind: str,
    day: datetime.date,
    places: dict[str, list[Place]],
) -> Event:
    level = _level(kind, chance)
    return Event(
        client_uuid=uuid.uuid5(NAMESPACE, str(number)),
        kind_id=kind,
        level=level if kind == "workshop" else "",
        held_on=day,
        place=chance.choice(places[level]),
        venue=VENUES.get(kind, "Upazila parishad hall"),
        organiser="Demo field team",
        headcount=Headcount.COUNT if chance.random() < 0.7 else Headcount.ESTIMATE,
        **(came := _attendance(kind, chance)),
        first_timers=_first_timers(number, kind, came),
    )


def _first_timers(number: int, kind: str, came: dict[str, int | None]) -> int | None:
    """Ask at every third awareness event; seven of ten are there for the first time."""
    if kind not in AWARENESS or number % 3:
        return None
    return sum(figure or 0 for figure in came.values()) * 7 // 10


def _level(kind: str, chance: random.Random) -> str:
    if kind == "workshop":
        return chance.choice([Level.UNION.value, Level.UPAZILA.value, Level.DISTRICT.value])
    if kind in {"migration-forum-meeting", "migration-fair"}:
        return "upazila"
    return "district" if kind in {"dcc-meeting", "training"} else "union"


def _attendance(kind: str, chance: random.Random) -> dict[str, int | None]:
    _, fewest, most, children = KINDS[kind]
    crowd = chance.randint(fewest, most)
    young = round(crowd * children)
    women = round((crowd - young) * chance.uniform(0.2, 0.6))
    girls = round(young * chance.uniform(0.4, 0.6))
    counts: dict[str, int | None] = {
        "women": women,
        "men": crowd - young - women,
        "girls": girls,
        "boys": young - girls,
        "not_recorded": None,
    }
    if chance.random() < 0.04:
        # A large crowd, counted as a whole.
        return dict.fromkeys(counts) | {"not_recorded": crowd}
    if chance.random() < 0.03:
        counts["boys"] = None
    return counts
