"""What is agreed to: asked for rightly, version upon version, never wider by accident."""

import datetime as dt
from contextlib import contextmanager
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError

from campaigns.models import Place
from crm_videos import models
from crm_videos.asking import (
    Asking,
    ConsentRefused,
    give_consent,
    narrow_consent,
    renew_consent,
    withdraw_consent,
)
from crm_videos.consent import Scope, State, newest_consent, state_of
from crm_videos.models import Consent, ConsentScript, Override, Review, Story
from crm_videos.triggers import CONSENT_COLUMNS, GUARDS, OVERRIDE_COLUMNS
from foundation.triggers import triggers_stand

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 20, 20, tzinfo=dt.UTC)  # The 21st in Dhaka, two in the morning.
TODAY = dt.date(2026, 11, 21)
LATER = TODAY + dt.timedelta(days=300)


@pytest.fixture
def asker() -> User:
    return User.objects.create_user("asker")


@pytest.fixture
def testimony(asker) -> models.Testimony:
    return models.Testimony.objects.create(
        place=Place.objects.get(code="BD4047"), told_on=TODAY, recorded_by=asker, created_at=NOW,
        person={"name": "Canary Person"},
    )  # fmt: skip


@pytest.fixture
def script() -> ConsentScript:
    return ConsentScript.objects.create(
        version="1", text_bn="শুনুন", text_en="Listen", active_from=TODAY
    )


def scope(**changes) -> Scope:
    given = {
        "purposes": {"awareness"}, "channels": {"site", "facebook"}, "languages": {"bn", "en"},
        "identity_level": "pseudonym", **changes,
    }  # fmt: skip
    return Scope(**{n: v if isinstance(v, str) else frozenset(v) for n, v in given.items()})


def asking(script, **changes) -> Asking:
    given = {
        "script": script, "script_language": "bn", "adult": True, "aid_said": True,
        "risks_asked": True, "evidence_kind": "voice",
        "details": {"contact": "Canary sister's shop"}, **changes,
    }  # fmt: skip
    return Asking(**given)


@pytest.fixture
def give(testimony, script, asker):
    def write(*, how=None, ends_on=LATER, now=NOW, seen=None, wider=False, **what) -> Consent:
        last = newest_consent(testimony)
        return give_consent(
            testimony, scope=scope(**what), asking=how or asking(script), ends_on=ends_on,
            by=asker, now=now, seen=(last.version if last else 0) if seen is None else seen,
            wider=wider,
        )  # fmt: skip

    return write


@contextmanager
def refused(words: str):
    before = Consent.objects.count()
    with pytest.raises(ConsentRefused, match=words), transaction.atomic():
        yield
    assert Consent.objects.count() == before


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"adult": False}, "18 years"),
        ({"aid_said": False}, "no help depends"),
        ({"risks_asked": False}, "could happen"),
        ({"evidence_kind": ""}, "proves"),
        ({"details": {}}, "reach us"),
        ({"witnessed": True}, "Name the witness"),
        ({"evidence_kind": "thumb"}, "needs a witness"),
    ],
    ids=["age", "aid", "risks", "evidence", "contact", "witness", "thumb"],
)
def test_who_was_not_asked_as_they_must_be_has_agreed_to_nothing(give, script, said, words):
    with refused(words):
        give(how=asking(script, **said))


def test_a_consent_allows_something_and_ends(give):
    with refused("at least one"):
        give(channels=set())
    with refused("later day"):
        give(ends_on=TODAY)
    with refused("Two years"):
        give(ends_on=TODAY + dt.timedelta(days=800))


def test_nothing_becomes_wider_unless_that_is_said(give):
    first = give(channels={"site"})
    for wider in (
        {"channels": {"site", "press"}},
        {"identity_level": "open", "channels": {"site"}},
    ):
        with refused("more than before"):
            give(**wider)
    assert give(channels={"site", "youtube"}, wider=True).version == first.version + 1


def test_who_decides_about_what_has_changed_meanwhile_looks_again(give):
    give()
    with refused("meanwhile"):
        give(seen=0)


def test_narrowing_takes_away_and_never_adds(give, testimony, asker):
    give()
    ways = {"by": asker, "now": NOW, "seen": 1}
    for wider in (scope(channels={"youtube"}), scope(identity_level="first-name")):
        with refused("more than before"):
            narrow_consent(testimony, scope=wider, ends_on=LATER, **ways)
    with refused("more than before"):
        narrow_consent(testimony, scope=scope(), ends_on=LATER + dt.timedelta(days=1), **ways)
    narrowed = narrow_consent(testimony, scope=scope(languages={"bn"}), ends_on=LATER, **ways)
    assert (narrowed.kind, narrowed.languages) == ("narrowed", ["bn"])
    assert narrowed.details.open() == {"contact": "Canary sister's shop"}


def test_renewing_asks_anew_and_allows_the_same_for_longer(give, testimony, script, asker):
    give(channels={"site"})
    ways = {"by": asker, "now": NOW, "seen": 1}
    with refused("18 years"):
        renew_consent(
            testimony, asking=asking(script, adult=False),
            ends_on=LATER + dt.timedelta(days=9), **ways,
        )  # fmt: skip
    with refused("ends later"):
        renew_consent(testimony, asking=asking(script), ends_on=LATER, **ways)
    renewed = renew_consent(
        testimony, asking=asking(script), ends_on=LATER + dt.timedelta(days=9), **ways
    )
    assert (renewed.channels, renewed.version) == (["site"], 2)


def test_a_withdrawal_counts_from_anybody_who_has_seen_anything(give, testimony, script, asker):
    give()
    taken = withdraw_consent(testimony, by=asker, now=NOW, note="by telephone")
    assert (taken.channels, taken.purposes, taken.languages) == ([], [], [])
    assert not taken.stands(TODAY)
    with refused("no consent to renew"):
        renew_consent(testimony, asking=asking(script), ends_on=LATER, by=asker, now=NOW, seen=2)
    with refused("could be withdrawn"):
        withdraw_consent(testimony, by=asker, now=NOW)
    assert give().version == 3  # asked anew, they may agree anew


def test_what_a_consent_is_depends_on_the_day_in_bangladesh(give, testimony):
    assert state_of(None, TODAY) is State.NONE
    given = give(ends_on=TODAY + dt.timedelta(days=61))
    assert given.given_on == TODAY
    days = {0: State.STANDING, 1: State.ENDING, 61: State.ENDING, 62: State.EXPIRED}
    found = {after: state_of(given, TODAY + dt.timedelta(days=after)) for after in days}
    assert found == days


def test_what_ends_within_sixty_days_is_listed_once_and_not_after_it_was_renewed(
    give, testimony, script, asker
):
    give(ends_on=TODAY + dt.timedelta(days=30))
    within = dt.timedelta(days=60)
    assert Consent.objects.ending(TODAY, within).count() == 1
    renew_consent(testimony, asking=asking(script), ends_on=LATER, by=asker, now=NOW, seen=1)
    assert not Consent.objects.ending(TODAY, within).exists()


def test_the_database_changes_and_deletes_no_consent(give):
    given = give()
    rows = Consent.objects.filter(pk=given.pk)
    for change in (
        {"ends_on": LATER + dt.timedelta(days=1)}, {"channels": ["site", "press"]},
        {"identity_level": "open"}, {"details": {"contact": "somebody else"}}, {"version": 9},
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        rows.delete()


def test_the_person_can_be_erased_from_a_consent_and_the_consent_stays(give):
    given = give()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE crm_videos_consent SET details = '' WHERE id = %s", [given.pk])
    assert Consent.objects.get(pk=given.pk).channels == given.channels


def test_what_is_sealed_in_a_consent_goes_over_to_a_new_key_and_stays_guarded(give, settings):
    given = give()
    told, old = Consent.objects.get(pk=given.pk).details.open(), settings.TOKEN_KEYS
    new = Fernet.generate_key().decode()
    settings.TOKEN_KEYS = [new, *old]
    call_command("rotate_token_keys", stdout=StringIO())
    settings.TOKEN_KEYS = [new]
    assert told
    assert Consent.objects.get(pk=given.pk).details.open() == told
    assert not triggers_stand(databases=["default"])
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Consent.objects.filter(pk=given.pk).update(details={"contact": "somebody else"})


def test_words_that_were_read_out_stay_as_they_were(give, script):
    script.text_en = "Listen!"
    script.save()  # nobody has agreed to them yet
    give()
    for change in ({"text_bn": "অন্য কথা"}, {"version": "2"}):
        with pytest.raises(DatabaseError, match="add a new version"), transaction.atomic():
            ConsentScript.objects.filter(pk=script.pk).update(**change)


def test_the_database_takes_no_consent_of_a_child_whatever_writes_it(give):
    given = give()
    given.pk, given.version, given.adult = None, 2, False
    with pytest.raises(IntegrityError), transaction.atomic():
        given.save(force_insert=True)


def test_reviews_are_only_added(testimony, asker):
    story = Story.objects.create(
        testimony=testimony, display_name="Shapla", recorded_by=asker, recorded_at=NOW
    )
    row = Review.objects.create(
        story=story, language="bn", digest="0" * 64, approves=False, reviewer=asker,
        reviewed_at=NOW,
    )  # fmt: skip
    for change in (lambda: Review.objects.update(approves=True), row.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_every_column_of_a_consent_is_guarded_but_what_is_sealed():
    columns = {field.column for field in Consent._meta.concrete_fields}
    assert set(CONSENT_COLUMNS) == columns - {"details"}


def test_every_column_of_an_override_is_guarded_but_what_somebody_wrote():
    columns = {field.column for field in Override._meta.concrete_fields}
    assert set(OVERRIDE_COLUMNS) == columns - {"words"}


def test_a_missing_trigger_is_noticed():
    assert not triggers_stand(databases=["default"])
    with connection.cursor() as cursor:
        on = f" ON {GUARDS[0].table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {GUARDS[0].name}{on}")
    (error,) = triggers_stand(databases=["default"])
    assert GUARDS[0].name in error.msg


def test_nothing_names_the_person_or_how_to_reach_them(give, testimony):
    given = give()
    for shown in (str(given), repr(given), str(testimony), str(vars(given)), str(given.details)):
        assert "Canary" not in shown
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM crm_videos_consent")
        assert "Canary" not in str(cursor.fetchall())
