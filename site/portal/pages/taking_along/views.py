"""The addresses of what readers take along. No cookie; only keeping needs a script."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from foundation.moments import dhaka_day
from portal.page_views.noting import show
from portal.pages.models import HomePage
from portal.pages.models.base import LatinPage
from portal.pages.taking_along import words
from portal.pages.taking_along.checking import look_up
from portal.pages.taking_along.kept_copy import KEPT_DAYS, kept_copy
from portal.pages.taking_along.one_file import one_file
from portal.pages.taking_along.quietly import quietly
from portal.pages.taking_along.reading import (
    as_read,
    as_taken_along,
    number_in,
    page_with_number,
)


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let nobody keep an answer, and no search engine show it beside the page that it is of."""

    @require_safe
    @cache_control(no_store=True)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


@public
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """Offer to keep a page, to pass it on, and to read it quietly; with what each weighs."""
    page = page_with_number(number)
    if not page.may_be_kept:
        raise Http404
    shown = as_taken_along(page, request)
    if shown.status_code != 200:
        return shown
    today = dhaka_day(timezone.now())
    html = shown.content.decode()
    kept = kept_copy(page, html, today=today)
    file = one_file(page, html, request, today=today, enters=False) if may_pass_on(page) else None
    told = {
        "address": page.get_url(request),
        "copy": reverse("kept_copy", args=[page.pk]),
        "title": page.title,
        "bytes": kept.bytes,
        "days": KEPT_DAYS,
        "pictures": kept.pictures,
        "story": kept.is_story,
        "list": reverse("kept"),
    }
    context = {
        "taken": page,
        "kept": kept,
        "file": file,
        "told": told,
        "words": words.of_keeping(),
        "addresses": _addresses("keep", page),
    }
    return TemplateResponse(request, "portal/pages/keep.html", context)


@public
def copy_to_keep(request: HttpRequest, number: int) -> HttpResponse:
    """Send a page as a phone keeps it."""
    page = page_with_number(number)
    if not page.may_be_kept:
        raise Http404
    shown = as_taken_along(page, request)
    if shown.status_code == 200:
        kept = kept_copy(page, shown.content.decode(), today=dhaka_day(timezone.now()))
        shown.content = kept.html.encode()
    return shown


@public
def kept_pages(request: HttpRequest) -> HttpResponse:
    """Show the list that the phone fills with what is kept on it; the site does not know it."""
    context = {"words": words.of_keeping(), "addresses": _addresses("kept")}
    return TemplateResponse(request, "portal/pages/kept.html", context)


@public
def pass_on(request: HttpRequest, number: int) -> HttpResponse:
    """Send a page as one file. A story never is."""
    page = page_with_number(number)
    if not may_pass_on(page):
        raise Http404
    shown = as_taken_along(page, request)
    if shown.status_code != 200:
        return shown
    file = one_file(page, shown.content.decode(), request, today=dhaka_day(timezone.now()))
    answer = HttpResponse(file.text)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def may_pass_on(page: LatinPage) -> bool:
    """Say whether a page may leave on a memory card, from which nothing can be taken back."""
    return page.may_be_kept and page.may_be_passed_on


@public
def check(request: HttpRequest) -> HttpResponse:
    """Say whether what a file says still holds. Nothing of the question is kept."""
    typed = request.GET.get("code", "")[:40]
    found = look_up(typed, request, today=dhaka_day(timezone.now())) if typed else None
    context = {"typed": typed, "found": found, "addresses": _addresses("check")}
    return TemplateResponse(request, "portal/pages/check.html", context)


@public
def quiet_page(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Show a page, or the first one, under an address and a title that tell nothing."""
    page = page_with_number(_first_page() if number is None else number)
    shown = as_read(page, request)
    shown["Referrer-Policy"] = "no-referrer"
    if shown.status_code == 200:
        show(page, request)
        shown.content = quietly(shown.content.decode(), request).encode()
    return shown


@public
def shared_phone(request: HttpRequest) -> HttpResponse:
    """Say in plain words what stays on a phone that others use too, and what does not."""
    context = {"addresses": _addresses("shared_phone"), "days": KEPT_DAYS}
    return TemplateResponse(request, "portal/pages/shared_phone.html", context)


def _first_page() -> int:
    here = HomePage.objects.live().filter(locale__language_code=translation.get_language())
    number: int | None = here.values_list("pk", flat=True).first()
    if number is None:
        raise Http404
    return number


def _addresses(name: str, page: LatinPage | None = None) -> dict[str, str]:
    """Give the address of this view in each language, where there is one."""
    found = {}
    for code, _name in settings.LANGUAGES:
        number = number_in(page, code) if page else None
        if page is None or number:
            with translation.override(code):
                found[code] = reverse(name, args=[number] if number else [])
    return found
