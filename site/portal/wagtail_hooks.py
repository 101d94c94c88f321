"""What the site adds to the screens of its apps, which know nothing of each other."""

from django.urls import URLPattern, path
from wagtail import hooks

from campaigns.campaign_parts import OF_CAMPAIGNS, OF_NEWS, Source
from campaigns.models.register_rows import RegisterRow
from campaigns.registers import WHY_NOT_SHOWN
from portal import clippings
from portal.campaign_stories import stories_of


@hooks.register(OF_CAMPAIGNS)
def tell_of_stories() -> Source:
    return stories_of


@hooks.register(OF_NEWS)
def tell_of_the_story_in_the_news() -> Source:
    return clippings.told_of


@hooks.register(WHY_NOT_SHOWN)
def ask_the_register_of_copies(row: RegisterRow) -> str:
    return clippings.why_not_shown(row)


@hooks.register("register_admin_urls")
def register_clippings() -> list[URLPattern]:
    view = clippings.ClippingView.as_view()
    return [path("news_reports/story/<int:pk>/", view, name="clipping")]
