"""What the tests of stories share: a testimony, a folder of its own, and people who may see it."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from campaigns.models import Assignment, Place
from crm_videos.models import PrivateFile, Purpose, Testimony
from crm_videos.private.storing import store

NOW = dt.datetime(2026, 11, 22, 6, tzinfo=dt.UTC)
HERE, ELSEWHERE = "BD4047", "BD3026"


@pytest.fixture(autouse=True)
def private_folder(tmp_path, settings) -> Path:
    """Keep the private files of each test in a folder of its own, on a disk that has room."""
    settings.PRIVATE_FILES_ROOT = tmp_path / "testimonies"
    settings.PRIVATE_FILES_LEAVE_FREE_MB = 0
    return settings.PRIVATE_FILES_ROOT


@pytest.fixture
def recorder(db) -> User:
    return User.objects.create_user("recorder")


@pytest.fixture
def testimony(recorder) -> Testimony:
    return Testimony.objects.create(
        person={"name": "Canary Begum"},
        place=Place.objects.get(pk=HERE),
        told_on=dt.date(2026, 11, 20),
        recorded_by=recorder,
        created_at=NOW,
    )


@pytest.fixture
def keep(testimony, recorder) -> Callable[..., PrivateFile]:
    """Store some bytes of the testimony; what they are can be said otherwise."""

    def keep_them(data: bytes = b"canary" * 1000, **said: Any) -> PrivateFile:
        stream = said.pop("stream", None) or io.BytesIO(data)
        given = {"purpose": Purpose.VOICE, "content_type": "audio/ogg", "by": recorder, "now": NOW}
        return store(testimony, stream, **{**given, **said})

    return keep_them


def colleague(name: str, *permissions: str, district: str = HERE) -> User:
    """Make somebody who may enter the admin and do what is named, in one district."""
    user = User.objects.create_user(name)
    named = ["access_admin", *permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=named))
    Assignment.objects.create(user=user).districts.set([district])
    return user


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def viewer(db) -> User:
    return colleague("viewer", "view_privatefile")


def address(file: PrivateFile | Any) -> str:
    return f"/admin/private/{getattr(file, 'pk', file)}/"


def say_why(browser: Client, file: PrivateFile | Any, **more: str):
    """Give a reason, as the form does."""
    said = {"reason": "check-consent", "words": "The signature looks like another's", **more}
    return browser.post(address(file), said)
