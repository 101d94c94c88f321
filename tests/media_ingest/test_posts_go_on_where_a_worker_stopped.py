"""A worker that dies among the posts: the next one goes on with those that are still due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import requests

from media_ingest import polling
from media_ingest.answers import Counted, Heard, Listing, PostAnswer, PostShown
from media_ingest.facebook.client import FacebookClient
from media_ingest.models import Post, PostReading, Reading
from media_ingest.platforms import PLATFORMS
from media_ingest.post_plan import PostPlan
from tests.media_ingest.canaries import PAGE, TOKEN

pytestmark = pytest.mark.django_db
POSTS = 7
LEASE = timedelta(seconds=300)
PLAN = PostPlan(
    list_every=timedelta(days=1),
    list_whole_every=timedelta(days=7),
    list_back=timedelta(days=30),
    per_round=2,
    per_poll=100,
    next_read=lambda post, now: now + timedelta(days=1),
)


class Killed(BaseException):
    """As ``kill -9``: nobody gets to tidy up."""


class PostsOverHttp(FacebookClient):
    """Asks the simulated Page once for each post, so that every question is seen there."""

    def list_posts(self, *, since, now) -> Iterator[Listing]:
        shown = tuple(PostShown(external_id=f"{PAGE}_{n}", kind="post") for n in range(POSTS))
        yield Listing(posts=shown, heard=self._heard("posts"))

    def read_posts(self, posts, *, leave, now) -> Iterator[PostAnswer]:
        for post in posts:
            heard = self._heard(post.external_id)
            counted = Counted(measure="views", metric="post_views", value=7, heard=heard)
            yield PostAnswer(external_id=post.external_id, shown=True, counted=(counted,))

    def _heard(self, question: str) -> Heard:
        address = f"{self.address}v26.0/{PAGE}"
        requests.get(address, params={"access_token": TOKEN, "about": question}, timeout=5)
        return Heard(request=question, version_served="v26.0", body=question.encode())


@pytest.fixture
def asked(platforms, facebook, monkeypatch):
    """Let the Page have posts; give which of them were asked for, in order."""

    def open_client(account, secrets):
        client = PostsOverHttp(
            page_id=PAGE, token=TOKEN, base_url=platforms.url, version="v26.0", timeout=5
        )
        client.address = platforms.url
        return client

    monkeypatch.setitem(
        PLATFORMS, "facebook", replace(PLATFORMS["facebook"], posts=PLAN, open=open_client)
    )
    return lambda: [q["about"] for _, q in platforms.seen if q.get("about", "").startswith(PAGE)]


@pytest.mark.parametrize("dies_at", [1, 2, 5, 6])
def test_only_the_round_that_was_cut_off_is_asked_for_again(
    dies_at, asked, platforms, facebook, clock, monkeypatch
):
    real = PostsOverHttp._heard

    def heard(client, question):
        if question == f"{PAGE}_{dies_at}":
            raise Killed
        return real(client, question)

    with monkeypatch.context() as patched:
        patched.setattr(PostsOverHttp, "_heard", heard)
        with pytest.raises(Killed):
            polling.poll_what_is_due(clock)
    kept = dies_at // PLAN.per_round * PLAN.per_round
    assert PostReading.objects.count() == kept
    assert Post.objects.filter(next_read_at__gt=clock()).count() == kept
    figures = Reading.objects.count()
    assert figures

    del platforms.seen[:]
    clock.now += LEASE
    polling.poll_what_is_due(clock)
    assert asked() == [f"{PAGE}_{n}" for n in range(kept, POSTS)]
    assert PostReading.objects.count() == POSTS
    assert not PostReading.objects.filter(version__gt=1).exists()
    assert Reading.objects.filter(version=1).count() == figures
    run = facebook.runs.get()
    assert (run.state, run.attempts) == ("done", 2)


def test_time_that_is_up_among_the_posts_ends_the_poll_well(
    asked, platforms, facebook, clock, monkeypatch
):
    real = PostsOverHttp._heard

    def slow(client, question):
        clock.now += timedelta(seconds=20)
        return real(client, question)

    monkeypatch.setattr(PostsOverHttp, "_heard", slow)
    polling.poll_what_is_due(clock, work_for=timedelta(seconds=90))
    run = facebook.runs.get()
    assert (run.state, PostReading.objects.count()) == ("done", 4)

    clock.now = facebook.__class__.objects.get().next_poll_at
    polling.poll_what_is_due(clock, work_for=timedelta(seconds=90))
    assert PostReading.objects.count() == POSTS
    assert len(asked()) == POSTS
