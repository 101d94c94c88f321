"""Who may do more than log events or read figures gets nowhere without a second factor."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageViewRestriction

from portal.people.codes import code_of, counter_at
from portal.people.guarding import DOORS, ENROLMENT, PUBLIC, PUBLIC_NAMESPACES
from portal.people.roles import ROLES
from tests import second_factor
from tests.portal.at_the_door import SET_UP, fresh_code, give_code, give_password, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
STRICT = [role.name for role in ROLES if not role.light]
LIGHT = [role.name for role in ROLES if role.light]
OUT = "/accounts/login/"


# What stands in an address for a part of it; without these it would lead nowhere.
OF_KIND = {"slug": "x", "uuid": "00000000-0000-4000-8000-000000000000"}


def addresses() -> Iterator[tuple[str, str]]:
    """Give an address of every view of the site, with the view's full name."""

    def walk(patterns, begin: str, names: list[str]) -> Iterator[tuple[str, str]]:
        for one in patterns:
            route = begin + str(one.pattern)
            if isinstance(one, URLResolver):
                inner = [*names, one.namespace] if one.namespace else names
                yield from walk(one.url_patterns, route, inner)
            elif isinstance(one, URLPattern):
                yield filled_in(route), ":".join([*names, one.name or ""])

    yield from walk(get_resolver().url_patterns, "/", [])


def filled_in(route: str) -> str:
    """Put something into the places of a pattern; where nothing fits it is just not found."""
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda kind: OF_KIND.get(kind[1], "1"), route)
    path = re.sub(r"\(\?P(?:1|x|<\w+>)[^)]*\)|\([^)]*\)", "1", path)
    return re.sub(r"[\^$\\?]|\.\*", "", path)


def test_the_walk_finds_what_it_has_to():
    found = {name: path for path, name in addresses()}
    assert len(found) > 200
    for name in ("wagtailadmin_home", "admin:index", "events:index", "mfa_activate_totp"):
        assert name in found


@pytest.mark.parametrize("role", [*STRICT, "superuser"])
def test_until_enrolled_one_reaches_enrolment_and_nothing_else(role):
    user = person("rahima", *([] if role == "superuser" else [role]))
    if role == "superuser":
        User.objects.update(is_superuser=True, is_staff=True)
    client = signed_in(user, enrolled=False)
    for address in ("/admin/", "/admin/events/", "/django-admin/", "/accounts/second-factor/"):
        assert client.get(address).url == SET_UP, address
    assert client.get(SET_UP).status_code == 200
    refused = client.get("/admin/api/main/pages/")
    assert refused.status_code == 403
    assert refused.json()["code"] == "second_factor_required"


def is_public(name: str) -> bool:
    return name.rpartition(":")[0] in PUBLIC_NAMESPACES


def test_no_address_of_the_site_opens_to_an_approver_who_has_not_enrolled():
    client = signed_in(person("rahima", "Approvers"), enrolled=False)
    opened = {}
    for path, name in addresses():
        if name in PUBLIC | ENROLMENT or is_public(name):
            continue
        answer = client.get(path)
        shut = answer.status_code in {403, 404} or answer.headers.get("Location") == SET_UP
        if not shut:
            opened[name] = (path, answer.status_code, answer.headers.get("Location"))
    assert opened == {}


def test_no_address_of_the_site_opens_to_a_session_that_a_password_alone_has_made():
    user = person("rahima", "Approvers")
    second_factor.enrol(user)
    second_factor.stop_listening()
    opened = {}
    for path, name in addresses():
        if name in PUBLIC | DOORS or is_public(name):
            continue
        client = Client()
        client.force_login(user)
        answer = client.get(path)
        if answer.status_code in {403, 404}:
            continue
        if not answer.headers.get("Location", "").startswith(OUT) or client.session.keys():
            opened[name] = (path, answer.status_code)
    assert opened == {}


@pytest.mark.parametrize("role", LIGHT)
def test_who_logs_events_or_reads_figures_needs_none(role):
    client = signed_in(person("karim", role), enrolled=False)
    assert client.get("/admin/").status_code == 200
    assert client.get(SET_UP).status_code == 200


def grant_a_permission(user):
    user.user_permissions.add(Permission.objects.get(codename="export_event"))


def grant_by_a_group_of_ones_own(user):
    group = Group.objects.create(name="Helpers")
    group.permissions.add(Permission.objects.get(codename="change_account"))
    user.groups.add(group)


def grant_approvals(user):
    group = Group.objects.create(name="Readers who approve")
    GroupApprovalTask.objects.first().groups.add(group)
    user.groups.add(group)


def make_staff(user):
    User.objects.filter(pk=user.pk).update(is_staff=True)


@pytest.mark.parametrize(
    "more", [grant_a_permission, grant_by_a_group_of_ones_own, grant_approvals, make_staff]
)
def test_whoever_is_given_more_has_to_enrol_from_then_on(more):
    user = person("karim", "Field staff")
    client = signed_in(user, enrolled=False)
    assert client.get("/admin/").status_code == 200
    more(user)
    assert client.get("/admin/").url == SET_UP


def test_after_enrolment_the_same_session_goes_on():
    client = signed_in(person("rahima", "Approvers"), enrolled=False)
    secret = client.get(SET_UP).context["form"].secret
    # A page that loads again over a weak network shows the same key.
    assert client.get(SET_UP).context["form"].secret == secret
    client.post(SET_UP, {"code": code_of(secret, counter_at(timezone.now()))})
    assert client.get("/admin/").status_code == 200


def test_who_needs_a_second_factor_cannot_take_it_off():
    user = person("rahima", "Approvers")
    client = signed_in(user)
    assert "cannot go" in str(client.post("/accounts/second-factor/remove/").context["form"].errors)
    field_worker = person("karim", "Field staff")
    client = signed_in(field_worker)
    assert client.post("/accounts/second-factor/remove/").status_code == 302
    assert give_password(Client(), "karim").url == "/admin/"


def test_half_signed_in_one_reads_the_public_site_as_a_stranger(make_page):
    page = make_page(title="For members", slug="members")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    user = person("rahima", "Approvers")
    half = signed_in(user, enrolled=False)
    assert half.get("/en/").status_code == 200
    assert half.get("/en/members/").status_code == 302
    whole = Client()
    second_factor.enrol(user)
    give_password(whole, "rahima")
    give_code(whole, fresh_code(user))
    assert whole.get("/en/members/").status_code == 200


def test_a_public_page_asks_for_no_session(client):
    assert "Cookie" not in client.get("/en/").headers.get("Vary", "")
