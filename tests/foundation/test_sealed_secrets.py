"""The encrypted field: sealed in memory and at rest, loud about keys, open to new ones."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils import timezone

from campaigns.models import Channel
from foundation.encrypted import EncryptedJSONField, Sealed, WrongKey, seal
from media_ingest.models import Account

SECRETS = {"token": "canary", "app_secret": "canary-too"}
NEW_KEY = Fernet.generate_key().decode()


def save_account() -> Account:
    account = Account(
        channel=Channel.objects.get(pk="facebook"), platform="facebook", external_id="1",
        credentials=SECRETS, connected_at=timezone.now(), next_poll_at=timezone.now(),
    )  # fmt: skip
    account.save()
    return account


def test_what_is_assigned_is_sealed_at_once():
    account = Account(credentials=SECRETS)
    assert isinstance(account.credentials, Sealed)
    assert "canary" not in repr(account.__dict__)
    assert repr(account.credentials) == str(account.credentials) == "<sealed>"


@pytest.mark.django_db
def test_it_comes_back_from_the_database_and_opens():
    save_account()
    stored = Account.objects.get().credentials
    assert stored.open() == SECRETS
    assert "canary" not in stored.ciphertext


@pytest.mark.django_db
def test_saving_again_does_not_encrypt_again():
    before = save_account().credentials
    again = Account.objects.get()
    again.title = "x"
    again.save()
    assert Account.objects.get().credentials == before


@pytest.mark.django_db
def test_a_deferred_field_is_fetched_when_it_is_asked_for(django_assert_num_queries):
    save_account()
    account = Account.objects.defer("credentials").get()
    with django_assert_num_queries(1):
        assert account.credentials.open() == SECRETS


@pytest.mark.django_db
def test_a_wrong_key_is_named_and_only_when_it_is_needed(settings):
    save_account()
    settings.TOKEN_KEYS = [NEW_KEY]
    account = Account.objects.get()
    with pytest.raises(WrongKey, match="open with none of the keys in TOKEN_KEYS") as caught:
        account.credentials.open()
    assert NEW_KEY not in str(caught.value)


def test_a_new_key_in_front_leaves_the_old_one_working(settings):
    old = seal(SECRETS)
    settings.TOKEN_KEYS = [NEW_KEY, *settings.TOKEN_KEYS]
    assert old.open() == SECRETS
    settings.TOKEN_KEYS = [NEW_KEY]
    assert seal(SECRETS).open() == SECRETS


@pytest.mark.parametrize("keys", [[], ["not-a-key"], [NEW_KEY, "x"]])
def test_bad_keys_are_refused_without_being_shown(keys, settings):
    settings.TOKEN_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="TOKEN_KEYS must hold") as caught:
        seal(SECRETS)
    assert all(key not in str(caught.value) for key in keys if len(key) > 1)


def test_two_seals_of_one_secret_differ():
    assert seal(SECRETS) != seal(SECRETS)


def test_no_form_offers_it():
    field = EncryptedJSONField()
    assert not field.editable
    assert isinstance(field, models.TextField)
