"""The part of the field API that fills the form: what a person may choose from."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from ninja import Router, Schema
from pydantic import Field

from campaigns.scope import scope_of
from events.api import Refused, signed_in
from events.api_schemas import Problem
from events.field_app.choices import (
    offered_districts,
    offered_kinds,
    offered_places,
    offered_questions,
    offered_schools,
    offered_services,
)
from events.field_app.neighbours import field_pages_for

router = Router(tags=["field"])
router.add_decorator(never_cache, mode="view")


class NamedOut(Schema):
    code: str
    en: str = Field(description="its English name")
    bn: str = Field(description="its Bangla name")


class KindOut(NamedOut):
    has_level: bool = Field(description="whether the level has to be said")
    details: str = Field(description="what is asked besides: none, quiz or fair")


class QuestionOut(Schema):
    id: int
    en: str = Field(description="in English")
    bn: str = Field(description="in Bangla")
    answers_en: list[str]
    answers_bn: list[str]
    right: int = Field(description="which answer is right, counted from 1")


class SchoolOut(Schema):
    id: int
    en: str
    bn: str
    place: str = Field(description="code of the place in which it lies")


class PlaceOut(NamedOut):
    level: str = Field(description="upazila, city_corporation or union")
    within: str = Field(description="code of the place in which it lies")


class PageOut(Schema):
    address: str
    en: str = Field(description="its English name")
    bn: str = Field(description="its Bangla name")


class ChoicesOut(Schema):
    person: str = Field(description="user name of whom these are")
    kinds: list[KindOut]
    districts: list[NamedOut] = Field(description="only those in which the person may log")
    questions: list[QuestionOut] = Field(description="the bank, for quizzes")
    services: list[NamedOut] = Field(description="what institutions offer at fairs")
    pages: list[PageOut] = Field(description="what else the person may open in the field")


class PlacesOut(Schema):
    district: str
    places: list[PlaceOut]
    schools: list[SchoolOut] = Field(description="where quizzes are held")


@router.get(
    "choices",
    auth=signed_in,
    response={200: ChoicesOut, 401: Problem, 403: Problem},
    summary="Kinds of event, and my districts",
)
def list_choices(request: HttpRequest) -> dict[str, Any]:
    """Tell what the form offers. Fetch it now and then, and keep it: it seldom changes."""
    person = request.auth  # type: ignore[attr-defined]
    return {
        "person": person.get_username(),
        "kinds": offered_kinds(),
        "districts": offered_districts(scope_of(person)),
        "questions": offered_questions(),
        "services": offered_services(),
        "pages": list(field_pages_for(person)),
    }


@router.get(
    "places/{district}",
    auth=signed_in,
    response={200: PlacesOut, 401: Problem, 403: Problem, 404: Problem},
    summary="The places in one of my districts",
)
def list_places(request: HttpRequest, district: str) -> dict[str, Any]:
    """Tell what lies in a district; 404 for a district that is not the person's own."""
    places = offered_places(scope_of(request.auth), district)  # type: ignore[attr-defined]
    if places is None:
        raise Refused(404, "not-yours", _("This is none of your districts."))
    return {"district": district, "places": places, "schools": offered_schools(district)}
