"""What everybody may read: the issues that went out, their files, and the receipts of numbers."""

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from campaigns.books import last_day, next_month
from campaigns.factsheet.formulas import AS_HELD, BROUGHT_AS_HELD, MONTH, Formula, read_formula
from campaigns.factsheet.opening import (
    MOST_ENTRIES,
    definitions_of,
    entries_page,
    named,
    recompute,
    restated_since,
)
from campaigns.headline import month_before
from campaigns.models import Rule
from foundation.moments import parse_month
from portal.issues.content import LANGUAGES
from portal.issues.forms_of_issue import FORMATS, written
from portal.issues.models import IssueVersion, Receipt
from portal.issues.paper import StoryTakenBack, paper_of
from portal.issues.quoting import open_quotes
from portal.issues.reading_codes import read_code
from portal.language import wanted_language

DAY = 24 * 60 * 60


def addresses_of(name: str, **kwargs: Any) -> dict[str, str]:
    """Give the address of a view in each language."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = reverse(name, kwargs=kwargs)
    return found


@require_safe
@cache_control(public=True, max_age=60)
def issues(request: HttpRequest) -> HttpResponseBase:
    """List the issues that went out, the newest first, each with its versions."""
    rows = IssueVersion.objects.select_related("issue").defer("content")
    versions = list(rows.order_by("-issue__month", "-number"))
    quotes = open_quotes([one for one in versions if one.quoted_in], now=timezone.now())
    by_month: dict[datetime.date, list[tuple[IssueVersion, bool]]] = {}
    for version in versions:
        is_readable = len(quotes.get(version.pk, {})) == version.quoted_in
        by_month.setdefault(version.issue.month, []).append((version, is_readable))
    context = {
        "months": list(by_month.items()),
        "forms": [form for form in FORMATS if form != "html"],
        "addresses": addresses_of("factsheets"),
    }
    return TemplateResponse(request, "portal/issues/issues.html", context)


@require_safe
def newest_issue(request: HttpRequest, month: str) -> HttpResponseBase:
    """Show the newest version of a month's issue."""
    version = _versions(month).order_by("-number").first()
    if version is None:
        raise Http404
    return _file(request, version, "html", keep_for=60)


@require_safe
def issue_file(request: HttpRequest, month: str, number: int, form: str) -> HttpResponseBase:
    """Give one version in one form, in the language of the address. It never changes.

    One that quotes a story can go: its files answer 410 from the moment the gate is shut.
    """
    if form not in FORMATS:
        raise Http404
    return _file(request, get_object_or_404(_versions(month), number=number), form, keep_for=DAY)


def _versions(month: str) -> Any:
    try:
        start = parse_month(month)
    except ValueError as error:
        raise Http404 from error
    return IssueVersion.objects.filter(issue__month=start).select_related("issue")


def _file(
    request: HttpRequest, version: IssueVersion, form: str, *, keep_for: int
) -> HttpResponseBase:
    language = translation.get_language() or "bn"
    try:
        paper = paper_of(version, now=timezone.now())
    except StoryTakenBack:
        return _taken_back(request, version)
    answer = HttpResponse(written(paper, form, language), content_type=FORMATS[form][0])
    if version.quoted_in:
        # Nobody keeps a story longer than the reader looks at it.
        answer["Cache-Control"] = "no-store"
    else:
        patch_cache_control(answer, public=True, max_age=keep_for)
    if form not in {"html", "pdf"}:
        name = f"factsheet-{version.issue.month:%Y-%m}-v{version.number}-{language}.{form}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _taken_back(request: HttpRequest, version: IssueVersion) -> HttpResponseBase:
    later = version.issue.versions.filter(number__gt=version.number)
    context = {"month": version.issue.month, "has_later": later.exists()}
    answer = TemplateResponse(request, "portal/issues/taken_back.html", context, status=410)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def printed_code(request: HttpRequest, code: str) -> HttpResponseBase:
    """Lead from a printed code to its receipt, in the language that the browser names."""
    language = wanted_language(request.headers.get("Accept-Language", ""))
    with override(language):
        # A code that there is not is told of there, with what was typed.
        address = reverse("receipt", kwargs={"code": read_code(code) or code})
    answer = HttpResponseRedirect(address)
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


@require_safe
@cache_control(public=True, max_age=60)
def receipt(request: HttpRequest, code: str) -> HttpResponseBase:
    """Open a printed number: what it is made of, and whether that still gives it."""
    found = Receipt.objects.filter(pk=read_code(code)).select_related("first_printed_in__issue")
    one = found.first()
    if one is None:
        return TemplateResponse(
            request, "portal/issues/no_receipt.html", {"typed": code}, status=404
        )
    context = _opened(
        one, _page_number(request.GET.get("page", "")), translation.get_language() or "bn"
    )
    answer = TemplateResponse(request, "portal/issues/receipt.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _page_number(typed: str) -> int:
    # More pages than that no number has.
    return int(typed) if typed.isascii() and typed.isdigit() and 0 < int(typed[:6]) < 10**6 else 1


def _opened(one: Receipt, page: int, language: str) -> dict[str, Any]:
    formula = read_formula(one.formula)
    now = recompute(formula, one.month)
    count = now.known + now.unknown
    slug, _, version = formula.rule.partition(":")
    return {
        "receipt": one,
        "label": one.label_bn if language == "bn" else one.label_en,
        "is_of_the_month": formula.basis == MONTH,
        "last_day": last_day(one.month),
        "restatement": _restatement(one, formula),
        "sex": formula.sex,
        "addends": list(named(formula)),
        "rule": Rule.objects.filter(slug=slug, version=version).first() if slug else None,
        "definitions": definitions_of(formula, one.month),
        "held": entries_page(formula, one.month, page),
        "count": count,
        "page_number": page,
        "pages": -(-count // MOST_ENTRIES),
        "now": now,
        "agrees": now.value == one.value,
        "restated": restated_since(formula, one.month),
        "addresses": addresses_of("receipt", code=one.code),
        "issue_address": reverse("factsheet", kwargs={"month": f"{one.first_printed_in.issue}"}),
    }


def _restatement(one: Receipt, formula: Formula) -> dict[str, Any] | None:
    """Of a number that an issue prints as restated: what it is of, and the number beside it."""
    if formula.basis not in AS_HELD:
        return None
    beside = {"before": month_before(one.month), "after": next_month(one.month)}
    codes = {name: formula.code(month) for name, month in beside.items()}
    known = set(Receipt.objects.filter(pk__in=codes.values()).values_list("pk", flat=True))
    return {
        "of": formula.addends[0].from_month,
        "is_brought": formula.basis == BROUGHT_AS_HELD,
        **{name: code if code in known else "" for name, code in codes.items()},
    }
