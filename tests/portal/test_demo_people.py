"""The demo's people: one of each role, with codes that are printed and open nothing elsewhere."""

import datetime
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.demo.people import LOG_INS, PASSWORD, lines, make_people
from portal.pages.models import Programme
from portal.people.requirement import needs_second_factor
from portal.people.roles import ROLES
from tests.portal.at_the_door import CODE, fresh_code, give_code, give_password, is_signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    programme = Programme.load()
    programme.is_demo = True
    programme.save()
    return make_people()


def test_there_is_one_of_each_role_and_a_superuser(demo):
    assert [one.role for one in LOG_INS if one.role is None] == [None]
    assert {one.role.name for one in LOG_INS if one.role} | {"Administrators"} == {
        role.name for role in ROLES
    }


@pytest.mark.parametrize("one", LOG_INS, ids=lambda one: one.username)
def test_each_signs_in_as_printed(demo, one):
    user = demo[one.username]
    assert needs_second_factor(user) is bool(one.secret)
    client = Client()
    if one.secret:
        assert give_password(client, one.username, PASSWORD).url == CODE
        give_code(client, fresh_code(user, one.secret))
    else:
        give_password(client, one.username, PASSWORD)
    assert is_signed_in(client)
    assert client.get("/admin/").status_code == 200


def test_the_printed_code_is_that_of_the_moment_with_the_seconds_it_lasts():
    moment = datetime.datetime(2026, 11, 22, 6, 0, 12, tzinfo=datetime.UTC)
    shown = {line.split()[0]: line for line in lines(moment)}
    assert re.search(r"admin +nirapad-demo +code \d{6}, 18 s", shown["admin"])
    assert "no code needed" in shown["field"]
    assert len({line[26:37] for line in shown.values() if " code " in line}) == len(LOG_INS) - 1


def test_a_demo_s_secret_opens_nothing_where_there_is_no_demo(demo):
    Programme.objects.update(is_demo=False)
    client = Client()
    give_password(client, "admin", PASSWORD)
    secret = LOG_INS[0].secret
    assert secret.startswith("DEMODEMO")
    give_code(client, fresh_code(demo["admin"], secret))
    assert not is_signed_in(client)


def test_codes_are_printed_in_a_demo_alone(capsys):
    with pytest.raises(CommandError, match="no demo"):
        call_command("demo_codes")
    Programme.load()
    Programme.objects.update(is_demo=True)
    call_command("demo_codes")
    assert "nirapad-demo" in capsys.readouterr().out
