"""The open API: read-only, for everybody, kept while it holds, and never at a loss."""

import json
import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from portal.open_data.api import open_api
from portal.wsgi import application
from tests.portal.issues_made import taken_back
from tests.portal.open_world import make_open_world

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

DAY, A_MINUTE = "max-age=86400, public", "max-age=60, public"
EXAMPLES = int(os.environ.get("STORM_OPEN_API", "25"))
schema = schemathesis.openapi.from_dict(open_api.get_openapi_schema())
schema.app = application


@pytest.fixture(scope="module", autouse=True)
def open_world(django_db_setup, django_db_blocker) -> Iterator[None]:
    with taken_back(django_db_blocker):
        make_open_world()
        yield


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
def test_it_keeps_to_its_own_description(case):
    # That two months are in order and not too far apart, no schema can say.
    excluded = [positive_data_acceptance] if case.path.endswith(("/reach", "/figures")) else []
    case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=excluded)


@pytest.mark.parametrize("address", ["/api/v1/months", "/api/v1/", "/open-data/figures.csv"])
def test_nothing_can_be_written_there(client, address):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405, method


def test_a_closed_month_is_kept_for_a_day_and_an_open_one_for_a_minute(client):
    for path in ("reach", "figures"):
        closed = client.get(f"/api/v1/{path}?first=2022-09")
        still_open = client.get(f"/api/v1/{path}?first=2022-09&last=2022-10")
        assert set(closed["Cache-Control"].split(", ")) == set(DAY.split(", "))
        assert set(still_open["Cache-Control"].split(", ")) == set(A_MINUTE.split(", "))


@pytest.mark.parametrize("address", ["/api/v1/figures?first=2026-08", "/open-data/figures.csv"])
def test_whoever_has_it_is_told_that_it_still_holds(client, address):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert client.get(address, headers={"If-None-Match": '"else"'}).status_code == 200


def test_head_has_the_headers_of_get(client):
    got, asked = (getattr(client, method)("/api/v1/months") for method in ("get", "head"))
    assert (asked.status_code, asked.content, asked["ETag"]) == (200, b"", got["ETag"])


@pytest.mark.parametrize("address", ["/api/v1/months", "/open-data/months.csv", "/api/v1/nothing"])
def test_any_page_may_read_it_and_nobody_gets_a_cookie(client, address):
    answer = client.get(address)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("figures?first=2026-13", 422),
        ("figures?first=0000-01", 422),
        ("figures?first=9999-12", 422),
        ("figures?first=2099-12", 200),
        ("figures?first=2026-08&last=2026-01", 422),
        ("figures?first=2020-01&last=2026-01", 422),
        ("figures?first=২০২৬-০৮", 422),
        ("figures?indicator=%00", 422),
        ("figures?indicator=%ED%A0%80", 422),
        ("figures?area=BD'--", 422),
        ("figures?sex=x", 422),
        ("figures?limit=501", 422),
        ("figures?offset=99999999999999999999999", 422),
        ("figures?limit=1e3", 422),
        ("figures?indicater=A2", 422),
        ("targets?month=2026-1", 422),
        ("receipts/%00", 422),
        ("receipts/no-such-code", 404),
        ("issues/2022-09/99/cells", 404),
        ("issues/2022-09/0/cells", 422),
        ("issues/2022-09/99999999999999999999/cells", 422),
        ("issues/1999-09/1/cells", 422),
        ("nothing/here", 404),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(client, asked, status):
    answer = client.get(f"/api/v1/{asked}")
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/json")
    if status != 200:
        assert json.loads(answer.content)["error"]
        assert answer["Cache-Control"] == "no-store"


def test_a_list_is_read_page_by_page_without_a_gap(client):
    every = client.get("/api/v1/districts?limit=500").json()["items"]
    read, address = [], "/api/v1/districts?limit=30"
    while address:
        page = client.get(address).json()
        assert page["count"] == len(every) == 64
        read += page["items"]
        address = page["next"]
    assert read == every


def test_what_is_described_is_on_this_site_alone():
    text = Client().get("/api/v1/openapi.json").content.decode()
    assert "cdn" not in text.lower()
    assert Client().get("/api/v1/docs").status_code == 404
