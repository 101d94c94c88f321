"""Signing in over HTTP as a person does: name and password, then a code of the app."""

from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.people.codes import code_of, counter_at
from portal.people.models import SpentCode
from tests import second_factor

PASSWORD = "kashful nodir dhare 7"
LOGIN, CODE = "/accounts/login/", "/accounts/second-factor/code/"
SET_UP = "/accounts/second-factor/set-up/"
ENGLISH = {"Accept-Language": "en"}


def person(name: str, *groups: str, **fields) -> User:
    made = User.objects.create_user(name, password=PASSWORD, **fields)
    made.groups.set(Group.objects.filter(name__in=groups))
    assert made.groups.count() == len(groups)
    return made


def fresh_code(user: User, secret: str = second_factor.SECRET) -> str:
    """Give a code of now that this person has not used; there are three."""
    now = counter_at(timezone.now())
    used = set(SpentCode.objects.filter(user=user).values_list("counter", flat=True))
    return next(code_of(secret, at) for at in (now, now + 1, now - 1) if at not in used)


def wrong_code(secret: str = second_factor.SECRET) -> str:
    now = counter_at(timezone.now())
    good = {code_of(secret, at) for at in range(now - 2, now + 4)}
    return next(code for code in ("000000", "111111", "222222") if code not in good)


def give_password(client: Client, name: str, password: str = PASSWORD, goal="") -> HttpResponse:
    form = {"login": name, "password": password, "next": goal}
    return client.post(LOGIN, form, headers=ENGLISH)


def give_code(client: Client, code: str) -> HttpResponse:
    return client.post(CODE, {"code": code}, headers=ENGLISH)


def signed_in(user: User, *, enrolled: bool = True) -> Client:
    """Go through the door to its end; ``enrolled`` gives the person an app before."""
    client = Client(headers=ENGLISH)
    if enrolled:
        second_factor.enrol(user)
    answer = give_password(client, user.username)
    if enrolled:
        assert answer.url == CODE
        answer = give_code(client, fresh_code(user))
    assert answer.status_code == 302, answer.context["form"].errors
    return client


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
