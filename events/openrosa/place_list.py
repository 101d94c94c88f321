"""The places and schools that a person's phone offers, as files beside the forms.

One file of each for all forms, and one for each person: with their own districts only.
A phone that was given another district fetches the files anew, and the forms stay
as they are. Names are in both languages, so either finds the place.
"""

import csv
import io

from django.contrib.auth.models import User
from django.db.models import QuerySet

from campaigns.models import Place
from campaigns.models.places import DISTRICT_CODE_LENGTH
from campaigns.scope import scope_of
from events.models import School

# ``within`` is what it lies in; of a district nothing is asked above it.
COLUMNS = ("name", "label", "within")


def places_csv(person: User) -> bytes:
    """Write the places of a person's districts, widest first."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(COLUMNS)
    for place in _places_of(person):
        district = place.level == Place.Level.DISTRICT
        sheet.writerow([place.code, label_of(place), "" if district else place.parent_id])
    return text.getvalue().encode()


def schools_csv(person: User) -> bytes:
    """Write the schools of a person's districts, each within its district."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(COLUMNS)
    schools = scope_of(person).narrow(School.objects.filter(active=True))
    for school in schools.select_related("place"):
        label = " · ".join(dict.fromkeys(filter(None, (school.name_bn, school.name_en))))
        district = school.place_id[:DISTRICT_CODE_LENGTH]
        sheet.writerow([school.pk, f"{label}, {label_of(school.place)}", district])
    return text.getvalue().encode()


def label_of(place: Place) -> str:
    """Name a place in both languages; some have one name only."""
    return " · ".join(dict.fromkeys(name for name in (place.name_bn, place.name_en) if name))


def _places_of(person: User) -> QuerySet[Place]:
    places = Place.objects.exclude(level=Place.Level.DIVISION)
    own = scope_of(person).narrow(places, by="pk")
    return own.only("code", "level", "parent_id", "name_en", "name_bn").order_by("name_en", "code")
