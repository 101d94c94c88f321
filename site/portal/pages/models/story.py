"""The page of one story, in one language. It is shown when the gate says so, and never else.

Two choke points stand here: :meth:`StoryPage.save`, past which nothing becomes live,
and :meth:`StoryPage.serve`, which asks again for each reader. The third, for whatever
lists pages, is :meth:`StoryPageQuerySet.showable`.
"""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from crm_videos.models import Consent, Rendition, Story, StoryVideo
from crm_videos.words import Channel
from foundation.moments import dhaka_day
from portal.pages.forms import StoryPageForm
from portal.pages.models.base import LatinPage
from portal.pages.models.story_pictures import MOST_PICTURES, StoryPagePicture
from portal.pages.panels import GatePanel, StoryPicturesPanel
from portal.pages.placed_pictures import PlacedPicture
from portal.pages.placed_videos import PlacedVideo
from portal.pages.story_content import (
    hindrances_of,
    pictures_of,
    shown,
    texts_of,
    verdict_of,
    video_of,
)
from portal.pages.story_copies import (
    copies_for_readers,
    copy_id,
    is_gone,
    register_anew,
    register_page,
)
from portal.pages.story_permissions import StoryPermissions
from portal.pages.watched_elsewhere import watched_elsewhere
from portal.pages.weight.budgets import LARGE
from portal.pages.weight.keeping import keep
from portal.pages.weight.panel import WeightPanel
from portal.pages.weight.stop import excess
from portal.pages.weight.weighing import weigh


class StoryRefused(ValidationError):
    """The page may not become public; the reasons stand in the message."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__({NON_FIELD_ERRORS: list(reasons)})


class StoryPageQuerySet(PageQuerySet):
    def with_story(self) -> Self:
        """Read with the pages all that the gate asks about; four queries more at most."""
        placed = Prefetch("pictures", StoryPagePicture.objects.with_files())
        files = Prefetch("video__renditions", Rendition.objects.select_related("file"))
        return self.select_related(
            "locale", "story__testimony", "story__district", "story__rate", "video"
        ).prefetch_related("story__costs", placed, files, "video__captions")

    def showable(
        self, now: datetime.datetime, language: str = "", channel: str = Channel.SITE
    ) -> Self:
        """Keep what may be shown at this moment; asks the gate about all at once."""
        found = self.shown(now, language, channel)
        return self.filter(pk__in=[page.pk for page in found])

    def shown(
        self,
        now: datetime.datetime,
        language: str = "",
        channel: str = Channel.SITE,
        *,
        private: Q | None = None,
        most: int | None = None,
    ) -> "list[StoryPage]":
        """Read what may be shown at this moment, in its order, each page with its story.

        ``private`` selects the private sections where somebody has read them already; of
        ``most`` pages the gate is asked, the first ones, however many there are.
        """
        live = self.live().public() if private is None else self.live().exclude(private)
        if language:
            live = live.filter(locale__language_code=language)
        return shown(live.with_story()[:most], now=now, channel=channel)


class StoryPage(LatinPage):
    """One story as it is told in one language; its facts stand in the story."""

    template = "portal/pages/story_page.html"
    budget = LARGE
    parent_page_types = ["pages.StoryIndexPage"]
    subpage_types: list[str] = []
    base_form_class = StoryPageForm
    found_after = 60
    may_be_passed_on = False

    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, related_name="+", verbose_name=_("story")
    )
    warning = models.CharField(
        _("content warning"),
        max_length=200,
        blank=True,
        help_text=_("Shown before the story opens, where it tells of violence."),
    )
    experience = models.TextField(_("What happened"), max_length=6000, blank=True)
    support = models.TextField(_("The help that came"), max_length=6000, blank=True)
    message = models.TextField(_("To others who think of going"), max_length=3000, blank=True)
    video = models.ForeignKey(
        StoryVideo,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("video"),
        help_text=_(
            "It can be approved when it is ready, somebody has looked at the whole of it, and it "
            "has captions in the language of this page."
        ),
    )
    quote = models.TextField(_("quotation"), max_length=400, blank=True)
    quote_note = models.CharField(
        _("about the quotation"),
        max_length=160,
        blank=True,
        help_text=_("For example: translated from Bangla, shortened."),
    )
    related = StreamField(
        [("page", PageChooserBlock(page_type="pages.StandardPage", label=_("Page")))],
        verbose_name=_("related services"),
        blank=True,
        max_num=4,
    )

    objects = PageManager.from_queryset(StoryPageQuerySet)()

    content_panels = [
        GatePanel(),
        *Page.content_panels,
        FieldPanel("story", required_on_save=True),
        FieldPanel("intro", heading=_("Summary")),
        FieldPanel("warning"),
        FieldPanel("experience"),
        FieldPanel("support"),
        FieldPanel("message"),
        StoryPicturesPanel("pictures", heading=_("Pictures"), max_num=MOST_PICTURES),
        FieldPanel("video"),
        MultiFieldPanel([FieldPanel("quote"), FieldPanel("quote_note")], heading=_("Quotation")),
        FieldPanel("related"),
        WeightPanel(heading=_("Weight")),
    ]
    search_fields = [
        *LatinPage.search_fields,
        *(
            kind(name)
            for kind in (index.SearchField, index.AutocompleteField)
            for name in ("experience", "support", "message", "quote")
        ),
    ]
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("story", overridable=False),
        SynchronizedField("video", overridable=False),
    ]

    class Meta:
        verbose_name = _("story page")

    def save(
        self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any
    ) -> Any:
        """Let nothing go live that the gate does not show, that names somebody, or is too heavy.

        Raises :class:`StoryRefused`.

        A new page (a copy, a translation) and an alias stay drafts instead: their
        makers save many pages at once and did not ask for this one to be public.
        """
        live: bool = self.live  # type: ignore[has-type]
        is_published = live and self._is_published_by(kwargs.get("update_fields"))
        shows_more = live and self._would_show_more(kwargs.get("update_fields"))
        if shows_more:
            against = hindrances_of(self, now=timezone.now()) or self._excess()
            if against and self.pk and not self.alias_of_id:
                raise StoryRefused(against)
            self.live = not against
        saved = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if shows_more and self.live:
            self._keep_weight()
        if self.live:
            (register_anew if is_published else register_page)(self, timezone.now())
        return saved

    def _excess(self) -> tuple[str, ...]:
        """Say what is too heavy; a page without an address is weighed when it has one."""
        return tuple(excess(weigh(self))) if self.pk else ()

    def _keep_weight(self) -> None:
        """Note what it weighs where it stands now; a new page that is too heavy stays a draft."""
        weight = weigh(self)
        if excess(weight):
            self.live = False
            StoryPage.objects.filter(pk=self.pk).update(live=False)
        else:
            keep(self, weight, timezone.now())

    def _is_published_by(self, update_fields: Any) -> bool:
        """Say whether saving is what makes the page public, again or for the first time."""
        if update_fields is not None and not {"live", "last_published_at"}.intersection(
            update_fields
        ):
            return False
        before = StoryPage.objects.filter(pk=self.pk, live=True).first() if self.pk else None
        return before is None or before.last_published_at != self.last_published_at

    def _would_show_more(self, update_fields: Any) -> bool:
        """Say whether saving could show what the public does not see already."""
        if update_fields is not None and not {
            "live",
            "pictures",
            "video",
            *texts_of(self),
        }.intersection(update_fields):
            return False
        before = StoryPage.objects.filter(pk=self.pk, live=True).first() if self.pk else None
        return (
            before is None
            or texts_of(before) != texts_of(self)
            or before.locale_id != self.locale_id
        )

    @classmethod
    def get_indexed_objects(cls) -> Any:
        """Let search find nothing of a story whose consent has ended, whoever searches."""
        ended = Consent.objects.ended(dhaka_day(timezone.now()))
        found: Any = super().get_indexed_objects()
        return found.exclude(story__testimony__in=ended.values("testimony"))

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Lead to the page also where it is gone: :meth:`serve` says so."""
        if not path_components and self.first_published_at:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the story, or say that it is gone, or that there is nothing."""
        # Read anew, in a few queries, with all that the gate asks about.
        page = StoryPage.objects.with_story().get(pk=self.pk)
        found = verdict_of(page, now=timezone.now())
        if page.live and found.is_open:
            response = super(StoryPage, page).serve(request, *args, **kwargs)
        elif is_gone(page, found):
            response = TemplateResponse(request, "portal/pages/story_gone.html", status=410)
        else:
            raise Http404
        # Nobody keeps a story longer than the reader looks at it.
        response["Cache-Control"] = "no-store"
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show a draft to those who work at it, marked; without consent nobody works at it."""
        found = verdict_of(self, now=timezone.now()) if self.story_id else None
        if found and found.may_be_worked_at:
            response = super().serve_preview(request, mode_name)
        else:
            context = {"reasons": found.words if found else ()}
            response = TemplateResponse(
                request, "portal/pages/story_refused.html", context, status=403
            )
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Mark what is not public."""
        return {**self.get_context(request), "is_draft": True}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is told, under its headings; pictures, video and copies with their addresses."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["chapters"] = self.chapters()
        # The public addresses show nothing of a draft.
        is_draft = getattr(request, "is_preview", False)
        print_as = PlacedPicture.for_the_office if is_draft else PlacedPicture.for_readers
        context["pictures"] = [print_as(one) for one in pictures_of(self)]
        show_as = PlacedVideo.for_the_office if is_draft else PlacedVideo.for_readers
        context["video"] = show_as(self, video) if (video := video_of(self)) else None
        if not is_draft:
            copies = copies_for_readers(self)
            context["copy_id"] = copy_id(self, copies)
            context["elsewhere"] = watched_elsewhere(self, copies, now=timezone.now())
        return context

    def chapters(self) -> list[tuple[Any, str]]:
        """Give what is told, each part under its heading."""
        return [
            (self._meta.get_field(name).verbose_name, getattr(self, name))
            for name in ("experience", "support", "message")
            if getattr(self, name)
        ]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> Any:
        """Name the page to search engines only while it is shown."""
        is_open = self.live and verdict_of(self, now=timezone.now()).is_open
        return super().get_sitemap_urls(request) if is_open else []

    def permissions_for_user(self, user: Any) -> StoryPermissions:
        """Offer nobody to publish what the gate does not show."""
        return StoryPermissions(user, self)
