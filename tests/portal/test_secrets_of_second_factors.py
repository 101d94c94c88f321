"""The secrets of second factors: sealed wherever they lie, found by the rotation of keys."""

import io
import logging

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from foundation.rotating import SomeDoNotOpen, rotate
from portal.people.codes import code_of, counter_at
from portal.people.kept_secrets import open_text
from tests.portal.at_the_door import (
    SET_UP,
    fresh_code,
    give_code,
    give_password,
    is_signed_in,
    person,
    signed_in,
)

pytestmark = pytest.mark.django_db
CODES = "/accounts/second-factor/recovery-codes/"


def whole_database() -> str:
    """Give every value of every table as text, the sessions opened."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(value) for row in cursor.fetchall() for value in row]
    found += [str(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(found)


def test_no_secret_and_no_code_lies_open_in_the_database_or_the_log(caplog):
    with caplog.at_level(logging.DEBUG):
        user = person("rahima", "Approvers")
        client = signed_in(user, enrolled=False)
        secret = client.get(SET_UP).context["form"].secret
        assert len(secret) == 32
        # While the person is still looking for their phone.
        assert secret not in whole_database()
        client.post(SET_UP, {"code": code_of(secret, counter_at(timezone.now()))})
        codes = client.get(CODES).context["unused_codes"]
        again = Client()
        give_password(again, "rahima")
        give_code(again, codes[0])
        assert is_signed_in(again)
    app = Authenticator.objects.get(type="totp")
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]
    assert open_text(app.data["secret"]) == secret
    everything = whole_database() + caplog.text
    for canary in (secret, open_text(seed), *codes):
        assert canary not in everything


def test_the_rotation_of_keys_gives_them_to_the_newest(settings):
    user = person("rahima", "Approvers")
    client = signed_in(user, enrolled=False)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_of(secret, counter_at(timezone.now()))})
    codes = client.get(CODES).context["unused_codes"]
    old, new = settings.TOKEN_KEYS, Fernet.generate_key().decode()
    settings.TOKEN_KEYS = [new, *old]
    said = io.StringIO()
    call_command("rotate_token_keys", stdout=said)
    assert "mfa.Authenticator.data: 2 of 2 rows rewritten, 0 left" in said.getvalue()
    settings.TOKEN_KEYS = [new]
    for code in (fresh_code(user, secret), codes[0]):
        browser = Client()
        give_password(browser, "rahima")
        give_code(browser, code)
        assert is_signed_in(browser)


def test_a_rotation_refuses_when_one_of_them_opens_with_no_key(settings):
    signed_in(person("rahima", "Approvers"))
    settings.TOKEN_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(SomeDoNotOpen, match=r"mfa\.Authenticator\.data"):
        rotate()
