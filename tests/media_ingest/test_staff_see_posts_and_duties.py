"""Posts with their counts and charts, the raw answers, what is used up, and the calendar."""

import hashlib
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Definition
from media_ingest.alerting import Cause, Kind, raise_alert
from media_ingest.allowances import Allowances, Bucket
from media_ingest.answers import Heard
from media_ingest.definition_calendar import TURNS, still_to_come
from media_ingest.models import Account, Alert, Metric, PollRun, Post, PostReading, RawAnswer
from media_ingest.raw_store import keep_raw
from media_ingest.viewsets import POLICIES

pytestmark = pytest.mark.django_db
BODY = b'{"data": [{"name": "post_media_view", "values": [{"value": 260}]}]}'


@pytest.fixture
def staff(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("boss", password="x"))
    return client


@pytest.fixture
def run(facebook, clock) -> PollRun:
    return PollRun.objects.create(
        account=facebook, trigger="hand", state="done", due_at=clock(), not_before=clock()
    )


@pytest.fixture
def post(facebook, clock) -> Post:
    return make_post(facebook, "1_1", clock(), title="Before you go")


def make_post(account: Account, external_id: str, now, **fields) -> Post:
    return Post.objects.create(
        account=account, external_id=external_id, kind=fields.pop("kind", "post"),
        first_seen_at=now, confirmed_at=now, **fields,
    )  # fmt: skip


def say(post: Post, run: PollRun, at, value, *, version=1, measure="views", metric="m", reason=""):
    return PostReading.objects.create(
        post=post, measure=measure, metric=metric, version=version, value=value,
        null_reason=reason, observed_at=at, last_seen_at=at, run=run, request="GET /x",
        version_served="v26.0", raw_sha256=hashlib.sha256(BODY).hexdigest(),
    )  # fmt: skip


def page(client, name, *args, **query) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_posts_are_listed_with_their_newest_known_counts(staff, post, run, clock):
    say(post, run, clock(), 120)
    say(post, run, clock() + timedelta(days=1), 1260, version=2)
    say(post, run, clock() + timedelta(days=2), None, metric="n", reason="metric-dead")
    shown = page(staff, "media_posts:index")
    assert "Before you go" in shown
    assert "1,260" in shown
    assert "—" in shown  # viewers: nobody has told


def test_posts_are_filtered_by_account_kind_and_state(staff, post, youtube, clock):
    make_post(youtube, "vid", clock(), kind="video", state="gone", missing_since=clock())
    for query, found in (
        ({"account": youtube.pk}, ["vid"]),
        ({"kind": "post"}, ["1_1"]),
        ({"state": "gone"}, ["vid"]),
        ({"q": "before"}, ["1_1"]),
        ({"state": "gone", "kind": "post"}, []),
    ):
        listed = staff.get(reverse("media_posts:index"), query).context["object_list"]
        assert [one.external_id for one in listed] == found


def test_a_post_shows_what_each_metric_answered_and_a_chart_with_a_gap(staff, post, run, clock):
    for day, value in ((0, 100), (1, 160), (9, 260)):
        say(post, run, clock() + timedelta(days=day), value, version=day + 1)
    say(post, run, clock(), None, measure="viewers", metric="gone_metric", reason="metric-dead")
    shown = page(staff, "media_posts:inspect", post.pk)
    assert "views from 8 Oct 2026 to 17 Oct 2026, at most 260; 1 gap." in shown
    assert shown.count("<polyline") == 1
    assert shown.count("media-chart__gap") == 1
    assert "unknown: the metric is dead" in shown
    assert ">0<" not in shown
    assert "3 readings" in shown
    assert "No value is known, so there is no line." in shown


def test_a_post_that_nobody_has_read_says_so(staff, post):
    assert "Nothing has been read of it yet." in page(staff, "media_posts:inspect", post.pk)


@pytest.fixture
def kept(post, run, clock) -> PostReading:
    heard = Heard(request="GET /x", version_served="v26.0", body=BODY)
    keep_raw(heard, platform="facebook", keep_for=timedelta(days=30), now=clock())
    return say(post, run, clock(), 260)


def test_the_raw_answer_of_a_reading_is_handed_out_as_a_file(staff, kept):
    answer = staff.get(reverse("media_posts:raw", args=[kept.pk]))
    assert answer.status_code == 200
    assert json.loads(answer.content) == json.loads(BODY)
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'attachment; filename="{kept.raw_sha256[:16]}.json"'
    assert "no-store" in answer["Cache-Control"]


def test_an_answer_whose_time_ran_out_is_gone_with_a_sentence(staff, kept):
    RawAnswer.objects.all().delete()
    answer = staff.get(reverse("media_posts:raw", args=[kept.pk]))
    assert answer.status_code == 410
    assert "not kept any more" in answer.content.decode()


def test_an_answer_without_its_file_is_gone_too(staff, kept):
    storages["private"].delete(RawAnswer.objects.get().path)
    assert staff.get(reverse("media_posts:raw", args=[kept.pk])).status_code == 410


@pytest.mark.parametrize("content", [b"", b"not gzip", b"\x1f\x8b\x08\x00broken"])
def test_a_damaged_file_is_never_handed_out(staff, kept, content):
    storage = storages["private"]
    path = RawAnswer.objects.get().path
    Path(storage.path(path)).write_bytes(content)
    answer = staff.get(reverse("media_posts:raw", args=[kept.pk]))
    storage.delete(path)
    assert answer.status_code == 409


def test_only_one_who_may_view_the_reading_opens_its_answer(client, django_user_model, kept, post):
    user = django_user_model.objects.create_user("viewer", password="x")
    may_look = Permission.objects.filter(codename__in=["access_admin", "view_post"])
    user.user_permissions.set(may_look)
    client.force_login(user)
    address = reverse("media_posts:raw", args=[kept.pk])
    assert address not in page(client, "media_posts:inspect", post.pk)
    refused = client.get(address)
    assert refused.status_code == 302
    assert BODY not in refused.content

    user.user_permissions.add(Permission.objects.get(codename="view_postreading"))
    assert address in page(client, "media_posts:inspect", post.pk)
    assert client.get(address).content == BODY
    client.logout()
    assert client.get(address).status_code == 302


def test_what_is_used_of_an_allowance_is_told_in_words(staff, clock):
    now = timezone.now()
    gate = Allowances("youtube", "client-1", {"general": Bucket(10_000, "units")})
    gate.spend("general", 313, now=now)
    usage = Allowances("facebook", "77", {"page": Bucket(100, "percent")})
    usage.note_usage("page", 80, now=now, regain=timedelta(0))
    shown = page(staff, "media_allowances:index").replace("\u00a0", " ")
    assert "313 of 10,000 units used (4 %)" in shown
    assert "80 % used; we stop at 75 %" in shown
    assert "Closed until" in shown


def test_the_catalogue_says_what_is_dead_and_when_it_is_asked_again(staff, facebook, clock):
    Metric.objects.create(
        account=facebook, subject="account", name="page_fans", period="day", state="dead",
        reason="no longer valid", since=clock(), checked_at=clock(),
        ask_again_at=clock() + timedelta(days=7),
    )  # fmt: skip
    shown = page(staff, "media_metrics:index", state="dead")
    assert "page_fans" in shown
    assert "no longer valid" in shown
    assert "15 Oct 2026" in shown


def test_open_alerts_stand_on_the_first_page_for_those_who_may_view_them(
    staff, client, django_user_model, facebook, clock
):
    assert "what needs a person" not in page(staff, "wagtailadmin_home")
    cause = Cause(about="account:1", account=facebook, details={"reason": "<b>token</b> dead"})
    raise_alert(Kind.NEEDS_PERSON, cause, now=clock())
    shown = page(staff, "wagtailadmin_home")
    assert "what needs a person" in shown
    assert "&lt;b&gt;token&lt;/b&gt; dead" in shown
    assert "connect the account again" in page(staff, "media_alerts:index")
    assert "8 October 2026, 09:00" in page(
        staff, "media_alerts:inspect", Alert.objects.get().pk
    )  # Dhaka, not UTC

    editor = django_user_model.objects.create_user("editor", password="x")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    assert "what needs a person" not in page(client, "wagtailadmin_home")


def test_the_calendar_shows_what_is_next_and_every_break(staff):
    shown = page(staff, "media_calendar:index")
    coming = still_to_come(timezone.localdate())
    assert f"<strong>{coming[0].what}</strong>" in shown
    for text in ("Graph API v20.0 ends", "Reach becomes viewers", "a break: no line and no sum"):
        assert text in shown


def test_the_calendar_is_for_those_who_may_view_accounts(client, django_user_model):
    user = django_user_model.objects.create_user("editor", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("media_calendar:index")).status_code == 302


def test_every_break_in_the_books_stands_in_the_calendar_with_its_source():
    breaks = {(turn.platform, turn.day) for turn in TURNS if turn.breaks}
    in_books = Definition.objects.filter(
        platform__in=["facebook", "youtube"], valid_from__isnull=False
    )
    assert {(one.platform, one.valid_from) for one in in_books} == breaks
    assert all(turn.source and str(turn.means) for turn in TURNS)
    assert [turn.what for turn in still_to_come(date(2028, 7, 29))] == [TURNS[-1].what]
    assert still_to_come(date(2028, 7, 30)) == []


def test_resuming_dates_the_end_of_a_pause(staff, facebook):
    edit = reverse("media_accounts:edit", args=[facebook.pk])
    staff.post(edit, {"paused": "on"})
    assert Account.objects.get().resumed_at is None
    before = timezone.now()
    staff.post(edit, {})
    assert Account.objects.get().resumed_at >= before


@pytest.mark.parametrize(("model", "policy"), POLICIES.items(), ids=[m.__name__ for m in POLICIES])
def test_nobody_may_add_or_delete_what_is_kept(model, policy, django_user_model):
    boss = django_user_model.objects.create_superuser("boss", password="x")
    assert policy.user_has_permission(boss, "view")
    assert not policy.user_has_any_permission(boss, ["add", "delete"])


SCREENS = [
    "media_posts",
    "media_polls",
    "media_metrics",
    "media_allowances",
    "media_alerts",
    "media_readings",
]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_list_takes_as_many_queries_for_nine_rows_as_for_one(screen, staff, run, clock):
    def fill(numbers: range) -> None:
        for n in numbers:
            account = run.account
            post = make_post(account, f"1_{n}", clock())
            say(post, run, clock(), n)
            Metric.objects.create(
                account=account, subject="account", name=f"m{n}", period="day", state="answers",
                since=clock(), checked_at=clock(),
            )  # fmt: skip
            gate = Allowances("youtube", f"client-{n}", {"general": Bucket(10, "units")})
            gate.spend("general", 1, now=clock())
            raise_alert(Kind.POLL_HANGS, Cause(about=f"poll:{n}", account=account), now=clock())
            PollRun.objects.create(
                account=account, trigger="hand", state="done", due_at=clock(), not_before=clock()
            )
            account.readings.create(
                metric=f"m{n}", period="day", window_start=clock(), window_end=clock(), zone="UTC",
                version=1, value=n, observed_at=clock(), last_seen_at=clock(), run=run,
                request="x", raw_sha256="a" * 64,
            )  # fmt: skip

    fill(range(1))
    page(staff, f"{screen}:index")
    with CaptureQueriesContext(connection) as one:
        page(staff, f"{screen}:index")
    fill(range(1, 9))
    with CaptureQueriesContext(connection) as nine:
        page(staff, f"{screen}:index")
    assert len(nine) == len(one)


def test_a_post_takes_as_many_queries_for_thirty_readings_as_for_one(staff, post, run, clock):
    say(post, run, clock(), 1)
    page(staff, "media_posts:inspect", post.pk)
    with CaptureQueriesContext(connection) as one:
        page(staff, "media_posts:inspect", post.pk)
    for n in range(2, 31):
        say(post, run, clock() + timedelta(days=n), n, version=n)
    with CaptureQueriesContext(connection) as thirty:
        page(staff, "media_posts:inspect", post.pk)
    assert len(thirty) == len(one)
