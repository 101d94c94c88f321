"""A page with a date goes live, and comes down, by the scheduler's task."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.pages.models import StandardPage
from portal.tasks import publish_scheduled_pages

HOUR = timedelta(hours=1)


@pytest.fixture
def scheduled(homes):
    def make(**dates) -> StandardPage:
        page = homes["en"].add_child(
            instance=StandardPage(title="Fair on Friday", slug="fair", live=False, **dates)
        )
        page.save_revision().publish()
        return page

    return make


@pytest.fixture
def later(monkeypatch):
    """Move the clock forward."""
    began = timezone.now()

    def move(by: timedelta) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: began + by)

    return move


def test_a_page_goes_live_when_its_time_has_come(client, scheduled, later):
    scheduled(go_live_at=timezone.now() + HOUR)
    publish_scheduled_pages()
    assert client.get("/en/fair/").status_code == 404
    later(2 * HOUR)
    assert client.get("/en/fair/").status_code == 404
    publish_scheduled_pages()
    assert client.get("/en/fair/").status_code == 200


def test_a_page_comes_down_when_its_time_is_over(client, scheduled, later):
    scheduled(expire_at=timezone.now() + HOUR)
    publish_scheduled_pages()
    assert client.get("/en/fair/").status_code == 200
    later(2 * HOUR)
    publish_scheduled_pages()
    assert client.get("/en/fair/").status_code == 404


def test_a_doubled_tick_publishes_once(scheduled, later):
    page = scheduled(go_live_at=timezone.now() + HOUR)
    later(2 * HOUR)
    publish_scheduled_pages()
    published = StandardPage.objects.get(pk=page.pk).last_published_at
    later(3 * HOUR)
    publish_scheduled_pages()
    assert StandardPage.objects.get(pk=page.pk).last_published_at == published
