"""Rows of two districts with a word in every text of theirs that can be found again anywhere.

The word says whose it is: the district, and the model of the row that holds it.
"""

import datetime as dt
import io
import json
import re
import zipfile
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import models
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.models import Assignment, Place
from campaigns.models.places import search_form
from events.models import (
    Attachment,
    Body,
    ClaimStep,
    Device,
    Draw,
    DrawnEvent,
    Event,
    EventLogEntry,
    EventPair,
    EventPhoto,
    Merge,
    OutcomeClaim,
    PhotoState,
    PlannedEvent,
    Quarantined,
    School,
    Submission,
    Volunteer,
)
from events.photos.files import DISPLAYED, keep_file
from foundation.moments import dhaka_day

OWN, OTHER = "BD3093", "BD4047"
DISTRICTS = (OWN, OTHER)
# What is typed into a search: a part of each word, and none by itself.
ASKED = "Kanari"
WORD = re.compile(r"Kanari(BD\d{4})([A-Z][A-Za-z]+)Z")
# Texts that nobody writes: codes, digests, names of files.
NO_WORDS = {
    "sha256", "digest", "key", "file", "difference_hash", "password_sha256", "password", "content",
}  # fmt: skip
# Models of the app that belong to no district, and why.
OF_NO_DISTRICT = {
    "EventKind": "the kinds of event are the programme's",
    "OutcomeKind": "the kinds of outcome are the programme's",
    "Question": "the question bank is the programme's",
    "ServiceKind": "the kinds of service are the programme's",
    "Draw": "a draw is of all districts; its figures are published",
}
# The names of the files on a phone, and of the phone: nobody has to read them.
NEVER_SHOWN = {"Attachment", "Submission"}
# So many that an organiser can stand out.
SHOWS = 12
# The venue of a plan that everybody may read; its note and its reason are the office's.
ANNOUNCED = "Bazar field"

Canary = tuple[str, str]


def word(district: str, label: str) -> str:
    return f"{ASKED}{district}{label}Z"


def words_in(answer: HttpResponseBase) -> set[Canary]:
    """Find the words in whatever was answered: a page, a file, an Excel file, a redirect."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"".join(map(parts.read, parts.namelist()))
    head = " ".join(f"{name}: {value}" for name, value in answer.items())
    return {*WORD.findall(head + body.decode("utf-8", "ignore"))}


class Scene:
    """Of each model of the events app rows in two districts; ``rows[model][district]``."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.today = dhaka_day(self.now)
        self.keeper = User.objects.create_user("keeper")
        self.rows: dict[type[models.Model], dict[str, list[Any]]] = defaultdict(dict)
        self.draw = Draw.objects.create(
            month=dt.date(2024, 5, 1), seed="2024", population={}, digest="0", drawn_at=self.now
        )
        for district in DISTRICTS:
            self.plant(district)

    @property
    def labels(self) -> set[str]:
        """Name the models whose words are planted."""
        return {model.__name__ for model in self.rows}

    def plant(self, district: str) -> None:
        upazila = Place.objects.filter(level="upazila", code__startswith=district)[0]
        place = self.add(
            district,
            Place(
                code=f"{upazila.code}-U9999",
                level=Place.Level.UNION,
                parent=upazila,
                search_text=search_form(word(district, "Place")),
            ),
        )
        colleague = self.add(district, User(username=word(district, "User")))
        # So that a form that offers people who log events would offer them.
        colleague.groups.add(Group.objects.get(name="Field staff"))
        Assignment.objects.create(user=colleague).districts.set([district])
        shows = [self.add(district, self.show(place, colleague, at)) for at in range(SHOWS)]
        # The others only make up the numbers.
        self.rows[Event][district] = shows[:1]
        first, second, third, fourth = shows[:4]
        self.photograph(district, first, colleague)
        self.add(
            district,
            Quarantined(
                client_uuid=first.client_uuid, cause="no-event", door="openrosa", key=district,
                person=colleague, received_at=self.now, against=first,
                body=json.dumps({"venue": word(district, "Quarantined")}).encode(),
                reasons={"en": {"venue": [word(district, "Quarantined")]}},
            ),
        )  # fmt: skip
        seen = {"score": 90, "reasons": ["same-day"], "found_at": self.now}
        self.add(district, EventPair(first=first, second=second, **seen))
        self.add(
            district,
            EventPair(first=third, second=fourth, decision="merged", decided_at=self.now, **seen),
        )
        self.add(
            district,
            Merge(
                kept=third, merged=fourth, at=self.now, by=self.keeper, merged_standing="counted",
                merged_version=fourth.version, kept_version_before=third.version,
                kept_version_after=third.version,
            ),
        )  # fmt: skip
        self.add(
            district,
            DrawnEvent(draw=self.draw, event=first, position=1 + DISTRICTS.index(district)),
        )
        claim = OutcomeClaim(
            kind_id="other", place=place, happened_on=self.today, heard="person", evidence="call",
            claimed_by=colleague, claimed_at=self.now, changed_at=self.now, event=first,
        )  # fmt: skip
        self.add(district, claim)
        self.add(district, ClaimStep(claim=claim, step="claimed", at=self.now, by=colleague))
        known = [
            Body(meets_as_id="migration-forum-meeting", place=upazila),
            School(place=place, eiin=f"10000{DISTRICTS.index(district)}"),
            Volunteer(union=place, active_from=dt.date(2024, 1, 1)),
            Device(user=colleague, password_sha256="0", created_at=self.now),
            PlannedEvent(
                kind_id="ipt-show", planned_for=self.today, place=place, changed_at=self.now
            ),
        ]
        for row in known:
            self.add(district, row)
            log(row, "wagtail.edit", user=colleague)
        log(first, "wagtail.edit", user=colleague)
        self.add(
            district,
            PlannedEvent(
                kind_id="ipt-show", planned_for=self.today + dt.timedelta(days=1), place=upazila,
                venue=ANNOUNCED, announced=True, changed_at=self.now,
            ),
        )  # fmt: skip
        entries = EventLogEntry.objects.filter(event=first)
        entries.update(label=word(district, "EventLogEntry"))
        self.rows[EventLogEntry][district] = [*entries]

    def add(self, district: str, row: Any) -> Any:
        """Write the word into every text of a row that has none, and store it."""
        label = type(row).__name__
        for field in row._meta.concrete_fields:
            written = isinstance(field, (models.CharField, models.TextField))
            # A code, and PostgreSQL would refuse the word in it.
            if field.max_length and field.max_length < len(word(district, label)):
                continue
            if not written or field.choices or field.name in NO_WORDS or getattr(row, field.name):
                continue
            setattr(row, field.name, word(district, label))
        row.save()
        self.rows[type(row)].setdefault(district, []).append(row)
        return row

    def show(self, place: Place, by: User, at: int) -> Event:
        # The third was merged into the fourth; the texts of a standing say which it is.
        return Event(
            kind_id="ipt-show", held_on=self.today - dt.timedelta(days=at), place=place,
            women=500 if at == SHOWS - 1 else 20, headcount="count", recorded_by=by,
            created_at=self.now, updated_at=self.now,
            standing="set-aside" if at == 3 else "counted",
        )  # fmt: skip

    def photograph(self, district: str, event: Event, by: User) -> None:
        """Send what became the event, with a photo whose bytes are a word."""
        sent = {"person": by, "received_at": self.now, "door": "field-app"}
        file = keep_file(DISPLAYED, word(district, "EventPhoto").encode())
        photo = self.add(
            district,
            EventPhoto(
                submission=event.client_uuid, sha256=f"{DISTRICTS.index(district)}" * 64,
                state=PhotoState.HELD, file=file, bytes=1, width=1, height=1,
                difference_hash=district.ljust(16, "0"), **sent,
            ),
        )  # fmt: skip
        self.add(district, Attachment(submission=event.client_uuid, photo=photo))
        content = {"photos": [photo.sha256], "attachments": [word(district, "Attachment")]}
        self.add(
            district,
            Submission(
                client_uuid=event.client_uuid, event=event, content=json.dumps(content),
                digest="0" * 64, **sent,
            ),
        )  # fmt: skip


def models_nobody_planted(scene: Scene) -> set[str]:
    """Name the models of the app that a new page could show and this scene knows nothing of."""
    known = scene.labels | OF_NO_DISTRICT.keys()
    return {model.__name__ for model in apps.get_app_config("events").get_models()} - known
