"""Bugs planted on purpose in the intake, and moments at which its process is killed.

For real servers, that is: ``INTAKE_BUG`` names a bug, ``INTAKE_DIES`` a moment, and
``INTAKE_WEATHER`` lets them die, and the disk be full, by chance.
Tests that stay in one process plant the same bugs with :func:`plant`.
"""

import errno
import os
import random
import signal
import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.apps import AppConfig
from django.db import connection

BUG, DIES, WEATHER = "INTAKE_BUG", "INTAKE_DIES", "INTAKE_WEATHER"
Set = Callable[[Any, str, Any], None]


def drop_the_unique_keys(put: Set) -> None:
    """Two sends that arrive together are two events."""
    from events.models import Event, Submission

    for model in (Submission, Event):
        key = model._meta.get_field("client_uuid")
        plain = key.clone()
        plain._unique = False
        plain.set_attributes_from_name("client_uuid")
        plain.model = model
        with connection.schema_editor() as editor:
            editor.alter_field(model, key, plain)


def skip_the_digest(put: Set) -> None:
    """The same id is taken for the same content."""
    from events import intake
    from events.models import Submission

    find = intake.find_known

    def find_by_id(content, sender):
        here = Submission.objects.filter(client_uuid=content.id).first()
        return intake.Taken(id=content.id, event=here.event) if here else find(content, sender)

    put(intake, "find_known", find_by_id)


def post_outside_the_transaction(put: Set) -> None:
    """The event is stored first, and its figures are posted when there is time."""
    from events import intake, recording

    # A transaction that is none: each statement is committed by itself.
    none = SimpleNamespace(atomic=lambda **_: nullcontext())
    put(intake, "transaction", none)
    put(recording, "transaction", none)


def skip_the_version(put: Set) -> None:
    """An edit of any version is taken for one of the newest."""
    from events import intake

    put(intake, "_is_current", lambda event, replaces: True)


def acknowledge_before_commit(put: Set) -> None:
    """The answer goes out, and the work is done after it."""
    from events import api
    from events.intake import Taken
    from events.models import Event

    receive = api.receive

    def answer_first(body, *, sender, now):
        from events.content import read_content

        content = read_content(body)
        threading.Timer(0.2, receive, [body], {"sender": sender, "now": now}).start()
        event = Event(client_uuid=content.id, version=content.id)
        return Taken(id=content.id, event=event, is_new=True)

    put(api, "receive", answer_first)


BUGS: dict[str, Callable[[Set], None]] = {
    bug.__name__: bug
    for bug in (
        drop_the_unique_keys,
        skip_the_digest,
        post_outside_the_transaction,
        skip_the_version,
        acknowledge_before_commit,
    )
}


def _kill_once() -> None:
    """Kill this process as ``kill -9`` does, the first time that it comes here."""
    mark = Path(os.environ["STATE_DIR"]) / "died"
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def die_between(put: Set) -> None:
    """Die when the event is stored and its figures are not yet posted."""
    from events import recording

    post = recording.post_contribution

    def die_first(*args: Any, **kw: Any):
        _kill_once()
        return post(*args, **kw)

    put(recording, "post_contribution", die_first)


def die_before_commit(put: Set) -> None:
    """Die when everything is written and nothing is committed."""
    from events import intake

    after_all = intake.taken_after_all

    def die_last(*args: Any, **kw: Any) -> None:
        after_all(*args, **kw)
        _kill_once()

    put(intake, "taken_after_all", die_last)


def die_after_commit(put: Set) -> None:
    """Die when everything is committed and nobody was told."""
    from events import api

    answer = api._answer

    def die_silent(received):
        _kill_once()
        return answer(received)

    put(api, "_answer", die_silent)


MOMENTS = {moment.__name__: moment for moment in (die_between, die_before_commit, die_after_commit)}


def bad_weather(put: Set) -> None:
    """No bug: now and then the process is killed, or the disk is full."""
    from django.db import OperationalError

    from events import api, intake, recording
    from events.openrosa import views
    from events.photos import taking as photos

    def befall(name: str, how_often: float, happen: Callable[[], None]) -> None:
        if random.random() < how_often:
            with (Path(os.environ["STATE_DIR"]) / "faults").open("a") as told:
                told.write(f"{name}\n")
            happen()

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def no_room() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def no_room_in_the_database() -> None:
        message = "database or disk is full"
        raise OperationalError(message)

    def before(module: Any, name: str, *befalls: tuple[str, float, Callable[[], None]]) -> None:
        done = getattr(module, name)

        def weathered(*args: Any, **kw: Any):
            for one in befalls:
                befall(*one)
            return done(*args, **kw)

        put(module, name, weathered)

    before(
        recording,
        "post_contribution",
        ("disk full", 0.05, no_room_in_the_database),
        ("died before commit", 0.015, die),
    )
    before(intake, "taken_after_all", ("died before commit", 0.015, die))
    before(api, "_answer", ("died after commit", 0.01, die))
    before(views, "_tell", ("died after commit", 0.01, die))
    before(photos, "keep_file", ("disk full", 0.05, no_room))
    before(photos, "_keep_row", ("died before commit", 0.01, die))


class PlantedInIntake(AppConfig):
    name = "tests.events"
    label = "planted_intake"
    path = str(Path(__file__).parent)

    def ready(self) -> None:
        if not os.environ.get("INTAKE_SERVES"):
            return
        for name, table in ((BUG, BUGS), (DIES, MOMENTS)):
            if os.environ.get(name):
                table[os.environ[name]](setattr)
        if os.environ.get(WEATHER):
            bad_weather(setattr)


def plant_in_database() -> None:
    """Drop the keys in the database of this process, before a server starts on it."""
    # SQLite makes the table anew, which it does not while something refers to it.
    with connection.constraint_checks_disabled():
        drop_the_unique_keys(setattr)
