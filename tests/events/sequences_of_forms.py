"""The second door goes on beside the first: forms in parts, phones that are taken away.

One person works with the field app and with ODK Collect. A form is sent in parts, with
some of its photos in each, in any order and late; a phone is revoked, and another of the
same person goes on; the person leaves, and comes back. The model knows of each file
whether it was sent and whether that was acknowledged.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from campaigns.models import Entry
from events.models import Attachment, Event, EventPhoto, Quarantined, Submission
from events.openrosa import devices
from events.photos.files import read_file
from tests.events.camera import digest, photo
from tests.events.collect import Collect, filled
from tests.events.phone import HELD
from tests.events.sequences_of_merges import Merges
from tests.events.sequences_of_sends import Died, Sends, days, die, women

PHOTOS = {f"{number}.jpg": photo(number) for number in (1, 2, 3)}
DIGESTS = {name: digest(data) for name, data in PHOTOS.items()}
MOST_PHONES = 3
some_files = st.sets(st.sampled_from([*PHOTOS]))
# Where a process is when it dies: before the form is here, or between it and its photos.
MOMENTS = {
    "form": lambda: patch.object(Submission.objects, "create", die),
    "photo": lambda: patch.object(EventPhoto.objects, "bulk_create", die),
    "name": lambda: patch.object(Attachment.objects, "bulk_create", die),
}
STORED = (Event, Submission, Quarantined, EventPhoto, Attachment, Entry)


@dataclass
class Files:
    """The files that a form names; those that left the phone, and those acknowledged."""

    named: list[str]
    sent: set[str] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)


def form_of(record: dict[str, Any], files: Files) -> bytes:
    """Write what the field app would send as the XML of a filled form."""
    parts = {name: "" if value is None else value for name, value in record.items()}
    own_id, replaces = parts.pop("id"), parts.pop("replaces", None)
    photos = {f"photo_{at}": name for at, name in enumerate(files.named, 1)}
    return filled(
        {**parts, **photos},
        own_id=f"uuid:{own_id}",
        replaces=f"uuid:{replaces['version']}" if replaces else "",
    )


def stored() -> list[int]:
    return [model.objects.count() for model in STORED]


class Forms(Merges):
    records = Sends.records

    def __init__(self) -> None:
        super().__init__()
        self.person = self.phone.person
        self.phones: list[Collect] = []
        self.in_hand = self.new_phone()
        # By the id of the form.
        self.forms: dict[str, Files] = {}

    # --- Who is let in ----------------------------------------------------------------

    def send(self, record: dict[str, Any]) -> int:
        if record["id"] in self.forms:
            return self.hand_in(record)
        if not self.person.is_active:
            self.nothing_is_taken(lambda: self.phone.send(record, at=self.now()), 401)
            self.let_them_in_again()
        return super().send(record)

    def hand_in(self, record: dict[str, Any], names: Any = ()) -> int:
        """Send a form from the phone in hand; from another of this person where it may not."""
        files = self.forms[record["id"]]
        xml, photos = form_of(record, files), {name: PHOTOS[name] for name in sorted(names)}

        def post():
            return self.in_hand.send(xml, photos, at=self.now())

        if not self.person.is_active:
            self.nothing_is_taken(post, 403)
            self.let_them_in_again()
        if self.in_hand.device.is_revoked:
            self.nothing_is_taken(post, 403)
            self.in_hand = self.another_phone()
        files.sent |= photos.keys()
        return post().status_code

    def nothing_is_taken(self, send: Callable[[], Any], status: int) -> None:
        before = stored()
        assert send().status_code == status
        assert stored() == before

    def let_them_in_again(self) -> None:
        self.person.is_active = True
        self.person.save()

    def another_phone(self) -> Collect:
        able = (one for one in self.phones if not one.device.is_revoked)
        return next(able, None) or self.new_phone()

    def new_phone(self) -> Collect:
        label = f"Phone {len(self.phones)}"
        self.phones.append(Collect(self.person, self.phone.place, label=label))
        return self.phones[-1]

    # --- What phones with ODK do -------------------------------------------------------

    def fill_in(self, women: int, day: str, named: Any) -> dict[str, Any]:
        record = self.phone.record(women=women, men=None, held_on=day)
        self.forms[record["id"]] = Files(sorted(named))
        return record

    def acknowledged(self, own_id: str, names: Any) -> None:
        self.forms[own_id].heard |= {*names}

    @rule(target=Sends.records, women=women, day=days, first=some_files, later=some_files)
    def submit_a_form(self, women, day, first, later):
        record = self.fill_in(women, day, first | later)
        assert self.hand_in(record, first) == 201
        self.acknowledged(record["id"], first)
        self.done["submit"] += 1
        return self.taken(record)

    @rule(data=st.data(), heard=st.booleans())
    def send_a_part(self, data, heard):
        """Repeat a form with some of its files; the reply may be lost."""
        if not self.forms:
            return
        own_id = data.draw(st.sampled_from([*self.forms]))
        self.send_part(own_id, data.draw(some_files) & {*self.forms[own_id].named}, heard=heard)

    def send_part(self, own_id, names, *, heard=True):
        if own_id in self.waiting:
            self.send_what_waits(own_id, names)
        else:
            assert self.hand_in(self.sent_under(own_id), names) == 202
        # What waits for a person is here all the same, and its files with it.
        if heard:
            self.acknowledged(own_id, names)
        self.done["split" if heard else "lose the reply"] += 1

    def send_what_waits(self, key: str, names: Any = ()) -> None:
        if key not in self.forms:
            super().send_what_waits(key)
            return
        record = self.waiting[key]
        known = self.events[record["replaces"]["id"]]
        # What it edits can be the newest again: the office has undone what it did.
        fits = key not in self.discarded and known.version == record["replaces"]["version"]
        assert self.hand_in(record, names) == (201 if fits else 409)
        if fits:
            self.took_edit(known, self.waiting.pop(key))

    def sent_under(self, own_id: str) -> dict[str, Any]:
        (record,) = (
            record
            for known in self.events.values()
            for record in (known.record, *known.older)
            if record["id"] == own_id
        )
        return record

    @rule(
        target=Sends.records, women=women, names=some_files, when=st.sampled_from(sorted(MOMENTS))
    )
    def die_in_the_middle_of_a_form(self, women, names, when):
        record = self.fill_in(women, "2024-05-20", {*names, "1.jpg"})
        self.another_try(record)
        with MOMENTS[when](), pytest.raises(Died):
            self.hand_in(record, self.forms[record["id"]].named)
        here = Event.objects.filter(client_uuid=record["id"]).exists()
        assert here == (when != "form")
        assert self.hand_in(record) == (202 if here else 201)
        self.done["kill"] += 1
        return self.taken(record)

    def another_try(self, record: dict[str, Any]) -> None:
        """Be let in before the process dies: who is refused comes to no such place."""
        self.let_them_in_again()
        self.in_hand = self.another_phone()

    @rule(which=Sends.records, women=women, day=days, names=some_files)
    def edit_by_form(self, which, women, day, names):
        known = self.events[which]
        told = {"event": which, "version": known.versions[-1]}
        changed = self.phone.edit(known.record, told, women=women, held_on=day)
        self.forms[changed["id"]] = Files(sorted(names))
        answer = self.hand_in(changed, names)
        self.acknowledged(changed["id"], names)
        # ODK knows what phones sent, and nothing of what the office made of it.
        if known.version_now not in {None, known.versions[-1]}:
            assert answer == 409
            self.waiting[changed["id"]] = changed
            return
        assert answer == 201
        self.done["edit"] += 1
        self.took_edit(known, changed)

    # --- What happens to phones and people -----------------------------------------------

    @rule()
    def revoke_the_phone_in_hand(self):
        devices.revoke(self.in_hand.device, now=self.now())
        self.in_hand.device.refresh_from_db()
        self.done["revoke"] += 1

    @rule(which=st.integers(0, MOST_PHONES - 1))
    def take_another_phone_in_hand(self, which):
        if len(self.phones) < MOST_PHONES:
            self.new_phone()
        self.in_hand = self.phones[which % len(self.phones)]

    @rule()
    def leave(self):
        self.person.is_active = False
        self.person.save()

    # --- What must hold --------------------------------------------------------------------

    @invariant()
    def the_phone_is_told_the_truth(self):
        if self.person.is_active:
            super().the_phone_is_told_the_truth()
        else:
            assert self.phone.browser.get(HELD).status_code == 401

    def compare(self, held: dict[str, dict[str, Any]]) -> None:
        super().compare(held)
        here = self.files_here()
        for own_id, files in self.forms.items():
            still_to_come = {*files.named} - here.get(own_id, {}).keys()
            assert held[own_id]["photos_missing"] == len(still_to_come)

    @invariant()
    def every_file_acknowledged_is_here(self):
        here = self.files_here()
        assert here.keys() <= self.forms.keys()
        for own_id, files in self.forms.items():
            came = here.get(own_id, {})
            assert files.heard <= came.keys() <= files.sent
            assert all(sha256 == DIGESTS[name] for name, sha256 in came.items())

    @invariant()
    def every_photo_can_be_opened(self):
        for photo_here in EventPhoto.objects.all():
            assert read_file(photo_here.file)

    def files_here(self) -> dict[str, dict[str, str]]:
        """Give for each form the names that came with it, and the digests under them."""
        here: dict[str, dict[str, str]] = {}
        rows = Attachment.objects.values_list("submission", "name", "photo__sha256")
        for own_id, name, sha256 in rows:
            assert name not in here.setdefault(str(own_id), {})
            here[str(own_id)][name] = sha256
        return here
