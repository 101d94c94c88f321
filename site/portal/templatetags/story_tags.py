"""What the templates of stories need: facts in words, what was agreed to, the card for sharing."""

from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _

from crm_videos import words
from crm_videos.consent import state_of
from crm_videos.countries import Country
from crm_videos.gate import Verdict
from crm_videos.identity_check import Find
from crm_videos.models import ExchangeRate, Story, StoryPicture
from crm_videos.videos.approved import is_watched
from foundation import bangla
from foundation.moments import dhaka_day
from portal.pages.models import StandardPage, StoryPage
from portal.pages.placed_pictures import PlacedPicture
from portal.pages.placed_videos import PlacedVideo
from portal.pages.reading_on import others_like as find_others
from portal.pages.reading_on import services_for as find_services
from portal.pages.story_authors import authors_of
from portal.pages.story_content import (
    captions_of,
    findings_of,
    pictures_of,
    question_of,
    verdict_of,
    video_of,
)
from portal.pages.words import CONSENT_STATE
from portal.templatetags.page_frame import programme_name
from portal.templatetags.reader_words import bn_digits, reader_language

register = template.Library()


@register.simple_tag
def story_facts(story: Story) -> list[tuple[str, str]]:
    """List what is known of a story; what is not known or not shown is left out."""
    route = [str(Country(code).label) for code in story.route]
    years = [bn_digits(year) for year in (story.year_out, story.year_back) if year]
    facts = [
        (_("Who tells"), str(story.get_role_display())),
        (_("District"), story.district.name if story.district else ""),
        (_("Age"), "" if story.age_band == words.AgeBand.HIDDEN else _age(story)),
        (_("Route"), " → ".join(route)),
        (_("Years"), " – ".join(years)),
        (_("Way"), str(story.get_way_display()) if story.way else ""),
        (_("Middleman"), _middleman(story)),
        *(
            (str(story._meta.get_field(name).verbose_name), "; ".join(story.words_of(name)))
            for name in ("financing", "went_wrong", "turning_point", "help", "outcome")
        ),
    ]
    return [(name[:1].upper() + name[1:], value) for name, value in facts if value]


def _age(story: Story) -> str:
    return bn_digits(str(story.get_age_band_display()))


def _middleman(story: Story) -> str:
    if story.middleman == words.Answer.UNKNOWN:
        return ""
    said = str(story.get_middleman_display())
    return "; ".join([said, *story.words_of("middleman_method")])


@register.filter
def in_dollars(amount_bdt: int, rate: ExchangeRate) -> int:
    """Compute dollars; nobody types them."""
    return rate.usd(amount_bdt)


@register.filter
def rate_figure(rate: Decimal) -> str:
    """Write a rate in the reader's digits."""
    return bangla.in_digits_of(f"{rate.normalize():f}", reader_language())


@register.simple_tag
def page_verdict(page: Any) -> Verdict:
    """Ask the gate about the newest draft of a page."""
    return verdict_of(page.specific.get_latest_revision_as_object(), now=timezone.now())


@register.filter
def once_each(finds: list[Find]) -> list[Find]:
    """Say of the same words in the same field once what was found."""
    return list({one.mark: one for one in finds}.values())


@register.simple_tag(takes_context=True)
def finds_to_decide(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Say what was found in the newest draft, and what of it the reader may decide about."""
    newest = page.specific.get_latest_revision_as_object()
    finds = once_each(findings_of(newest))
    authors, reader = authors_of(newest), context["request"].user
    waiting = [one for one in finds if one.waits_for_second_person]
    return {
        "finds": [one for one in finds if one not in waiting],
        "waiting": waiting,
        "must_go": any(one.blocks for one in finds if one not in waiting),
        "is_author": any(authors.wrote(reader, one.field) for one in waiting),
    }


@register.simple_tag
def page_pictures(page: Any) -> list[tuple[PlacedPicture, StoryPicture]]:
    """Give the pictures of the newest draft of a page, with what was declared of each."""
    placed = pictures_of(page.specific.get_latest_revision_as_object())
    return [(PlacedPicture.for_the_office(one), one.picture) for one in placed]


@register.simple_tag
def read_to_approve(page: Any) -> dict[str, Any]:
    """Give the newest draft of a page as its reader would see it, and the digest of just that."""
    newest = page.specific.get_latest_revision_as_object()
    seen = question_of(newest).digest
    return {"page": newest, "chapters": newest.chapters(), "seen": seen}


@register.simple_tag
def page_video(page: Any) -> dict[str, Any]:
    """Give the video of the newest draft of a page: where the office sees it, and what was said."""
    newest = page.specific.get_latest_revision_as_object()
    video = video_of(newest)
    if video is None:
        return {}
    return {
        "shown": PlacedVideo.for_the_office(newest, video),
        "video": video,
        "is_watched": is_watched(video),
        "captions": captions_of(newest),
    }


@register.inclusion_tag("portal/pages/consent_summary.html")
def consent_summary(verdict: Verdict) -> dict[str, Any]:
    """Show in words what the person agreed to."""
    consent = verdict.consent
    shown: dict[str, Any] = {"verdict": verdict, "consent": consent}
    if consent:
        state = state_of(consent, dhaka_day(timezone.now()))
        shown["state"] = CONSENT_STATE[state]
        for name in ("purposes", "channels", "languages"):
            field: Any = consent._meta.get_field(name)
            shown[name] = field.labels(getattr(consent, name))
    return shown


@register.simple_tag(takes_context=True)
def parent_of(context: dict[str, Any], page: Any) -> Any:
    """Give the list in which a page stands; a draft of the editor's may stand nowhere yet."""
    return page.get_parent() if page.pk else None


@register.simple_tag
def services_for(page: StoryPage) -> list[StandardPage]:
    """List the services that stand below a story."""
    return find_services(page)


@register.simple_tag
def others_like(page: StoryPage) -> list[StoryPage]:
    """List other stories that may be shown at this moment."""
    return find_others(page, now=timezone.now())


@register.simple_tag(takes_context=True)
def story_card(context: dict[str, Any]) -> dict[str, str]:
    """Give the card that platforms keep of an address: nothing in it is of the person.

    What a platform has read it keeps; no withdrawal would reach it there.
    """
    request = context["request"]
    return {
        "title": _("A story of migration, told by the person"),
        "description": programme_name(context),
        "address": request.build_absolute_uri(context["page"].get_url(request)),
        "picture": request.build_absolute_uri(static("portal/story-card.png")),
    }
