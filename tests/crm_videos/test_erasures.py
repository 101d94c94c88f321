"""Two different people decide that a person is erased; then it is done, also after a kill."""

import datetime as dt
import io
import uuid
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Assignment
from crm_videos import models, tasks
from crm_videos.asking import Asking, ConsentRefused, give_consent
from crm_videos.checks import the_erased_stay_erased
from crm_videos.consent import Scope, newest_consent
from crm_videos.erasing import carrying_out, tombstones
from crm_videos.erasing.deciding import ErasureRefused, ask_to_erase, confirm, decline
from crm_videos.erasing.giving_up_bytes import NotYet
from crm_videos.erasing.traces import FILE, PAGE, Traces
from crm_videos.models import AccessEntry, ConsentScript, Erasure
from crm_videos.private.guards import ENTRY_COLUMNS
from crm_videos.private.storing import NotStored
from crm_videos.triggers import GUARDS
from foundation.triggers import install
from tests.crm_videos.conftest import NOW, browser_of

pytestmark = pytest.mark.django_db
LATER_TODAY = NOW + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def tombstones_file(tmp_path, settings):
    settings.TOMBSTONES_FILE = tmp_path / "state" / "tombstones"
    return settings.TOMBSTONES_FILE


@pytest.fixture(autouse=True)
def in_one_transaction(monkeypatch):
    """Leave out what no transaction may hold; ``test_erased_from_the_bytes`` does it."""
    monkeypatch.setattr(carrying_out, "give_up_bytes", lambda connection: None)


def colleague(name: str, role: str, district: str = "BD4047") -> User:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name=role))
    assignment = Assignment.objects.create(user=user)
    assignment.districts.add(district)
    return user


@pytest.fixture
def supervisor() -> User:
    return colleague("super", "RSC supervisors")


@pytest.fixture
def approver() -> User:
    return colleague("approver", "Approvers")


@pytest.fixture
def asked(testimony, supervisor) -> Erasure:
    return ask_to_erase(testimony, why="asked", by=supervisor, now=NOW)


@pytest.fixture
def confirmed(asked, approver) -> Erasure:
    return confirm(asked, by=approver, now=LATER_TODAY)


def agree(testimony: models.Testimony, by: User) -> None:
    script, _made = ConsentScript.objects.get_or_create(
        version="1", defaults={"text_bn": "শুনুন", "text_en": "Listen", "active_from": "2026-11-01"}
    )
    asking = Asking(
        script=script, script_language="bn", adult=True, aid_said=True, risks_asked=True,
        evidence_kind="voice", details={"contact": "Canary sister's shop"},
    )  # fmt: skip
    some = [frozenset({one}) for one in ("awareness", "site", "bn")]
    give_consent(
        testimony, scope=Scope(*some, "pseudonym"), asking=asking, by=by, now=NOW,
        ends_on=dt.date(2027, 11, 21),
    )  # fmt: skip


def is_whole(testimony: models.Testimony) -> bool:
    fresh = models.Testimony.objects.get(pk=testimony.pk)
    return fresh.erased_at is None and fresh.person.open() == {"name": "Canary Begum"}


# --- Two people ------------------------------------------------------------------------


def test_nothing_is_cleared_before_a_second_person_confirms(
    testimony,
    supervisor,
    approver,
):
    agree(testimony, supervisor)
    first, second = browser_of(supervisor), browser_of(approver)
    asked = first.post(reverse("consents:erase", args=[testimony.pk]), {"why": "danger"})
    page = asked.url
    tasks.erase_people()
    assert is_whole(testimony)
    # Who asked is offered no button, and is refused without one.
    assert "Another person has to confirm it" in first.get(page).content.decode()
    for code in (testimony.code, "WRONG1"):
        first.post(page, {"code": code})
    second.post(page, {"code": "WRONG1"})
    assert is_whole(testimony)

    second.post(page, {"code": f" {testimony.code.lower()} "})
    assert newest_consent(testimony).kind == "withdrawn"
    tasks.erase_people()
    testimony.refresh_from_db()
    assert (testimony.person, newest_consent(testimony).details) == ("", "")
    done = Erasure.objects.get()
    assert (done.asked_by, done.decided_by) == (supervisor, approver)
    assert done.cleared["person"] == 1
    for browser in (first, second):
        assert "Erased at" in browser.get(page).content.decode()


@pytest.mark.parametrize(
    ("role", "district", "may_ask", "may_confirm"),
    [
        ("Administrators", "BD4047", True, True),
        ("Approvers", "BD4047", False, True),
        ("RSC supervisors", "BD4047", True, False),
        ("RSC supervisors", "BD3026", False, False),
        ("Editors", "BD4047", False, False),
        ("Data managers", "BD4047", False, False),
        ("Field staff", "BD4047", False, False),
    ],
)
def test_who_may_ask_and_who_may_confirm(
    testimony, supervisor, role, district, may_ask, may_confirm
):
    person = colleague("one", role, district)
    browser = browser_of(person)
    browser.post(reverse("consents:erase", args=[testimony.pk]), {"why": "asked"})
    own = Erasure.objects.filter(asked_by=person)
    assert own.exists() is may_ask
    for one in own:
        decline(one, by=person, now=NOW)
    asked = ask_to_erase(testimony, why="asked", by=supervisor, now=NOW)
    browser.post(reverse("consents:erasure", args=[asked.pk]), {"code": testimony.code})
    asked.refresh_from_db()
    assert (asked.decision == "confirmed") is may_confirm


def test_an_erasure_is_declined_by_the_second_or_taken_back_by_the_first(
    testimony, supervisor, approver, asked
):
    browser_of(approver).post(reverse("consents:erasure", args=[asked.pk]), {"decline": "1"})
    with pytest.raises(ErasureRefused, match="decided about it meanwhile"):
        confirm(asked, by=approver, now=NOW)
    again = ask_to_erase(testimony, why="law", by=supervisor, now=NOW)
    with pytest.raises(ErasureRefused, match="asked for it already"):
        ask_to_erase(testimony, why="law", by=supervisor, now=NOW)
    decline(again, by=supervisor, now=NOW)
    tasks.erase_people()
    assert is_whole(testimony)


def test_the_database_takes_no_erasure_by_one_person_alone(testimony, supervisor):
    alone = {"asked_by": supervisor, "decided_by": supervisor, "decision": "confirmed"}
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasure.objects.create(testimony=testimony, asked_at=NOW, decided_at=NOW, **alone)


def test_what_was_decided_and_done_stays(confirmed, testimony):
    tasks.erase_people()
    for change in (
        lambda: Erasure.objects.update(cleared={}),
        lambda: Erasure.objects.all()._raw_delete("default"),
        lambda: models.Testimony.objects.update(erased_at=None),
        lambda: models.Testimony.objects.update(person={"name": "again"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_every_column_of_the_access_log_is_guarded_but_the_words():
    columns = {field.column for field in AccessEntry._meta.concrete_fields}
    assert set(ENTRY_COLUMNS) == columns - {"words", "words_salt"}


# --- Nothing is added any more -----------------------------------------------------------


def test_of_who_was_erased_nothing_is_asked_told_or_kept(
    confirmed,
    testimony,
    supervisor,
    keep,
):
    testimony.refresh_from_db()
    with pytest.raises(ConsentRefused, match="was erased"):
        agree(testimony, supervisor)
    with pytest.raises(NotStored, match="was erased"):
        keep()
    page = browser_of(supervisor).get(f"/admin/consents/{testimony.pk}/").content.decode()
    assert "The person was erased" in page
    assert "/ask/" not in page
    typed = {"place": "BD4047", "told_on": "2026-11-20", "name": "Canary Begum"}
    answer = browser_of(supervisor).post(f"/admin/testimonies/edit/{testimony.pk}/", typed)
    assert "was erased" in answer.content.decode()
    with pytest.raises(ErasureRefused, match="erased already"):
        ask_to_erase(testimony, why="asked", by=supervisor, now=NOW)


# --- Killed in the middle ----------------------------------------------------------------


def test_whoever_is_killed_between_two_steps_leaves_the_rest_to_the_next(
    confirmed, keep, monkeypatch
):
    whole = carrying_out.all_erasers()

    class Killed(BaseException):
        pass

    def die(traces):
        raise Killed

    for at in range(len(whole)):
        some = [*whole[:at], type(whole[at])(whole[at].name, "", die)]
        monkeypatch.setattr(carrying_out, "all_erasers", lambda some=some: some)
        with pytest.raises(Killed):
            tasks.erase_people()
        assert Erasure.objects.get().done_at is None
    monkeypatch.setattr(carrying_out, "all_erasers", lambda: whole)
    tasks.erase_people()
    assert Erasure.objects.get().cleared["person"] == 1
    assert len(list(tombstones.tombstones())) == 1


def test_an_eraser_that_fails_is_tried_again_and_keeps_no_other_erasure_waiting(
    confirmed, monkeypatch, caplog
):
    def refuse(connection):
        message = "somebody still reads"
        raise NotYet(message)

    monkeypatch.setattr(carrying_out, "give_up_bytes", refuse)
    assert carrying_out.sweep_erasures(NOW) == 0
    assert "goes on later" in caplog.text
    monkeypatch.setattr(carrying_out, "write_tombstone", lambda traces: 1 / 0)
    assert carrying_out.sweep_erasures(NOW) == 0
    assert "is not done" in caplog.text
    monkeypatch.undo()
    monkeypatch.setattr(carrying_out, "give_up_bytes", lambda connection: None)
    assert carrying_out.sweep_erasures(NOW) == 1


# --- The list outside the database --------------------------------------------------------


def test_a_database_that_knows_no_erasure_of_the_list_is_told_and_erases_again(
    confirmed, testimony
):
    tasks.erase_people()
    assert the_erased_stay_erased(databases=["default"]) == []
    bring_back(testimony)
    (error,) = the_erased_stay_erased(databases=["default"])
    assert (error.id, "1 people were erased" in error.msg) == ("crm_videos.E002", True)
    printed = io.StringIO()
    call_command("reapply_tombstones", stdout=printed)
    assert printed.getvalue() == "1 erased again, 0 left, 0 added to the list.\n"
    assert models.Testimony.objects.get(pk=testimony.pk).person == ""
    assert Erasure.objects.get().decision == "reapplied"
    assert the_erased_stay_erased(databases=["default"]) == []


def test_an_erasure_that_the_backup_only_knows_as_asked_is_done_again(confirmed, testimony):
    tasks.erase_people()
    bring_back(testimony)
    Erasure.objects.create(testimony=testimony, why="asked", asked_at=NOW)
    call_command("reapply_tombstones", stdout=io.StringIO())
    assert Erasure.objects.get().done_at


def test_a_backup_older_than_the_testimony_is_no_fault(confirmed, testimony):
    tasks.erase_people()
    bring_back(testimony)
    with guards_off():
        models.Testimony.objects.all()._raw_delete("default")
    call_command("reapply_tombstones", stdout=io.StringIO())
    assert the_erased_stay_erased(databases=["default"]) == []


def test_a_lost_list_is_missed_and_written_anew(confirmed, tombstones_file):
    tasks.erase_people()
    before = tombstones_file.read_text()
    tombstones_file.unlink()
    (warning,) = the_erased_stay_erased(databases=["default"])
    assert warning.id == "crm_videos.W002"
    call_command("reapply_tombstones", stdout=io.StringIO())
    assert tombstones_file.read_text() == before


def test_nobody_erases_a_person_by_writing_into_the_list(confirmed, testimony, tombstones_file):
    tasks.erase_people()
    line = tombstones_file.read_text()
    tombstones_file.write_text(line + line.replace(str(testimony.pk), str(uuid.uuid4())))
    (error,) = the_erased_stay_erased(databases=["default"])
    assert (error.id, "line 2" in error.msg) == ("crm_videos.E003", True)
    with pytest.raises(CommandError, match="line 2"):
        call_command("reapply_tombstones")


def test_half_a_line_of_a_killed_writer_is_written_over(tombstones_file):
    traces = [Traces(uuid.uuid4(), NOW, {FILE: frozenset({"a"})}) for _each in range(2)]
    tombstones.write_tombstone(traces[0])
    with tombstones_file.open("a") as torn:
        torn.write('{"at": "2026')
    assert len(list(tombstones.tombstones())) == 1
    for _twice in range(2):
        tombstones.write_tombstone(traces[1])
    assert [one.testimony for one in tombstones.tombstones()] == [t.testimony for t in traces]
    assert tombstones_file.stat().st_mode & 0o777 == 0o600


KNOWN = st.dictionaries(
    st.sampled_from([FILE, PAGE]), st.frozensets(st.integers(1, 9).map(str)), max_size=2
)


@given(KNOWN, KNOWN)
def test_no_id_that_was_known_is_forgotten(first, second):
    traces = Traces(uuid.UUID(int=1), NOW, first).with_more(second)
    for kind in (FILE, PAGE):
        assert traces.ids(kind) == first.get(kind, frozenset()) | second.get(kind, frozenset())
    assert Traces(uuid.UUID(int=1), NOW).with_more(traces.as_json()) == traces


# --- The command ---------------------------------------------------------------------------


def erase(testimony, by="super", second="approver") -> str:
    printed = io.StringIO()
    more = {"second": second} if second else {}
    call_command(
        "erase_person", testimony.code.lower(), reason="asked", by=by, stdout=printed, **more
    )
    return printed.getvalue()


def test_the_command_wants_two_people_as_well(testimony, supervisor, approver):
    assert "before a second person confirms" in erase(testimony, second=None)
    with pytest.raises(CommandError, match="may not do this here"):
        erase(testimony, second="super")
    with pytest.raises(CommandError, match="no active user nobody"):
        erase(testimony, second="nobody")
    assert is_whole(testimony)
    assert erase(testimony).endswith("Erased.\n")
    with pytest.raises(CommandError, match="erased already"):
        erase(testimony)
    with pytest.raises(CommandError, match="no testimony"):
        call_command("erase_person", "XXXXXX", reason="asked", by="super")


# What a backup does.


@contextmanager
def guards_off():
    """Do what only whoever owns the tables can do."""
    tables = ("crm_videos_testimony", "crm_videos_erasure")
    ours = [guard for guard in GUARDS if guard.table in tables]
    on_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for guard in ours:
            if guard.occasion != "TRUNCATE" or not on_sqlite:
                cursor.execute(
                    f"DROP TRIGGER {guard.name}{'' if on_sqlite else f' ON {guard.table}'}"
                )
    yield
    install(connection, ours)


def bring_back(testimony: models.Testimony) -> None:
    """Bring back the rows of before, as an older backup does."""
    with guards_off():
        Erasure.objects.all()._raw_delete("default")
        models.Testimony.objects.update(person={"name": "Canary Begum"}, erased_at=None)
