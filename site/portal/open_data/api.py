"""``/api/v1/``: every public figure for machines, read-only; ``site/docs/open-data.md``."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query
from ninja.errors import ValidationError

from foundation.moments import parse_month
from portal.issues.models import IssueVersion, Receipt
from portal.issues.reading_codes import read_code
from portal.open_data import printed, registers
from portal.open_data import schemas as shapes
from portal.open_data.answering import OpenApi, keep_for, refuse_in_words
from portal.open_data.cells import Wanted
from portal.open_data.dictionary import dictionary_rows
from portal.open_data.figures import figure_rows
from portal.open_data.months import Calendar
from portal.open_data.reach_rows import reach_rows
from portal.open_data.targets import target_rows
from portal.pages.models import Programme

DESCRIPTION = (
    "What the programme counts, month by month. Every value has a kind, and kinds are never added "
    "to each other. What is not known is null with a reason; 0 is a zero that was reported. Counts "
    "of 1 to 4 people are hidden, and what they could be computed from."
)
REFUSED = {404: shapes.Problem, 422: shapes.Problem}

open_api = OpenApi(
    title="Nirapad open data",
    version="1",
    description=DESCRIPTION,
    urls_namespace="open-data-api",
    # The document alone: a page to browse it would load scripts from elsewhere.
    docs_url=None,
    openapi_url="/openapi.json",
)
refuse_in_words(open_api)

Rows = list[dict[str, Any]]


def paged(request: HttpRequest, page: shapes.Page, rows: Rows) -> dict[str, Any]:
    """Give some of the rows, and the address of those that follow.

    Whatever else is asked is refused: a slip in a name would give everything.
    """
    if unknown := sorted(set(request.GET) - set(type(page).model_fields)):
        raise ValidationError([{"loc": ("query", one), "msg": "is not known"} for one in unknown])
    end = page.offset + page.limit
    more = None
    if end < len(rows):
        asked = {**page.model_dump(exclude_none=True), "offset": end}
        more = f"{request.path}?{urlencode(asked)}"
    return {"count": len(rows), "next": more, "items": rows[page.offset : end]}


@open_api.get("/", response=shapes.Root, summary="What can be asked here")
def root(request: HttpRequest) -> dict[str, Any]:
    programme = Programme.load()
    paths = open_api.get_openapi_schema()["paths"]
    return {
        "programme_en": programme.name_en,
        "programme_bn": programme.name_bn,
        "is_demo": programme.is_demo,
        "version": "1",
        "description": DESCRIPTION,
        "endpoints": [
            {"address": address, "about": what["get"]["summary"]} for address, what in paths.items()
        ],
    }


@open_api.get(
    "/months", response={200: shapes.Months, **REFUSED}, summary="Months, open and closed"
)
def months(request: HttpRequest, page: Query[shapes.Page]) -> dict[str, Any]:
    return paged(request, page, registers.month_rows(now=timezone.now()))


@open_api.get(
    "/indicators",
    response={200: shapes.Indicators, **REFUSED},
    summary="What is measured, of which kind, and what its words meant when",
)
def indicators(request: HttpRequest, page: Query[shapes.Page]) -> dict[str, Any]:
    return paged(request, page, registers.indicator_rows())


@open_api.get(
    "/channels",
    response={200: shapes.Channels, **REFUSED},
    summary="Through what people are reached",
)
def channels(request: HttpRequest, page: Query[shapes.Page]) -> dict[str, Any]:
    return paged(request, page, registers.channel_rows())


@open_api.get(
    "/districts", response={200: shapes.Districts, **REFUSED}, summary="Districts and their codes"
)
def districts(request: HttpRequest, page: Query[shapes.Page]) -> dict[str, Any]:
    return paged(request, page, registers.district_rows())


@open_api.get(
    "/campaigns", response={200: shapes.Campaigns, **REFUSED}, summary="Campaigns that were opened"
)
def campaigns(request: HttpRequest, page: Query[shapes.Page]) -> dict[str, Any]:
    return paged(request, page, registers.campaign_rows())


@open_api.get(
    "/products", response={200: shapes.Products, **REFUSED}, summary="Products shown on the site"
)
def products(request: HttpRequest, page: Query[shapes.Page]) -> dict[str, Any]:
    return paged(request, page, registers.product_rows(now=timezone.now()))


@open_api.get(
    "/news-reports",
    response={200: shapes.News, **REFUSED},
    summary="News reports shown on the site",
)
def news_reports(request: HttpRequest, page: Query[shapes.Page]) -> dict[str, Any]:
    return paged(request, page, registers.news_rows())


@open_api.get(
    "/reach",
    response={200: shapes.Reach, **REFUSED},
    summary="Persons reached by month, with rule, parts and range",
)
def reach(request: HttpRequest, asked: Query[shapes.Stretch]) -> dict[str, Any]:
    now = timezone.now()
    calendar = Calendar.read(now=now)
    first, last = calendar.stretch(asked.first, asked.last)
    keep_for(request, settled=calendar.is_settled(last))
    return paged(request, asked, reach_rows(calendar.between(first, last), calendar, now=now))


@open_api.get(
    "/figures",
    response={200: shapes.Figures, **REFUSED},
    summary="Figures by month, channel, campaign, district, sex and age",
)
def figures(request: HttpRequest, asked: Query[shapes.OfFigures]) -> dict[str, Any]:
    calendar = Calendar.read(now=timezone.now())
    first, last = calendar.stretch(asked.first, asked.last)
    keep_for(request, settled=calendar.is_settled(last))
    wanted = Wanted(first, last, asked.indicator or "", asked.channel or "")
    cells = {
        name: value
        for name in ("campaign", "area", "sex", "age")
        if (value := getattr(asked, name)) is not None
    }
    # Narrowed after hiding: what is hidden depends on the whole table.
    rows = [
        row
        for row in figure_rows(wanted)
        if all(row[name] == value for name, value in cells.items())
    ]
    return paged(request, asked, rows)


@open_api.get(
    "/targets",
    response={200: shapes.Targets, **REFUSED},
    summary="Targets with baselines, and results up to a month",
)
def targets(request: HttpRequest, asked: Query[shapes.OfTargets]) -> dict[str, Any]:
    now = timezone.now()
    calendar = Calendar.read(now=now)
    month, _ = calendar.stretch(asked.month, asked.month)
    return paged(request, asked, target_rows(month, now=now))


@open_api.get(
    "/issues", response={200: shapes.Issues, **REFUSED}, summary="Monthly factsheets that went out"
)
def issues(request: HttpRequest, page: Query[shapes.Page]) -> dict[str, Any]:
    return paged(request, page, printed.issue_rows())


@open_api.get(
    "/issues/{month}/{number}/cells",
    response={200: shapes.IssueCells, **REFUSED},
    summary="The numbers of one version of a factsheet, each with its receipt",
    url_name="issue_cells",
)
def issue_cells(
    request: HttpRequest, month: shapes.Month, number: shapes.Version, page: Query[shapes.Page]
) -> dict[str, Any]:
    versions = IssueVersion.objects.select_related("issue")
    version = versions.filter(issue__month=parse_month(month), number=number).first()
    if version is None:
        raise Http404("there is no such version of an issue")
    keep_for(request, settled=True)
    return paged(request, page, printed.cell_rows(version))


@open_api.get(
    "/receipts/{code}",
    response={200: shapes.ReceiptOut, **REFUSED},
    summary="What a printed number is, by the code beside it",
)
def receipt(request: HttpRequest, code: shapes.Code) -> dict[str, Any]:
    found = Receipt.objects.filter(pk=read_code(code)).select_related("first_printed_in__issue")
    one = found.first()
    if one is None:
        raise Http404("no printed number has this code")
    keep_for(request, settled=True)
    return printed.receipt_row(one)


@open_api.get(
    "/dictionary",
    response={200: shapes.Dictionary, **REFUSED},
    summary="What each column of each file means",
)
def dictionary(request: HttpRequest, page: Query[shapes.Page]) -> dict[str, Any]:
    return paged(request, page, dictionary_rows())
