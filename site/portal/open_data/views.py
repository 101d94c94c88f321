"""The page "Open data" in both languages, and the files that it lists."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.issues.views import addresses_of
from portal.open_data.answering import shared
from portal.open_data.api import open_api
from portal.open_data.columns import COLUMNS
from portal.open_data.csv_files import as_csv
from portal.open_data.iati import NotPublished, iati_results
from portal.open_data.kept_files import files
from portal.open_data.models import PublishedActivity
from portal.open_data.months import Calendar
from portal.open_data.tables import TABLES
from portal.open_data.words import STATUS_WORDS


@require_safe
@cache_control(public=True, max_age=60)
def overview(request: HttpRequest) -> HttpResponseBase:
    """List every file and every address of the API, with what the columns mean."""
    calendar = Calendar.read(now=timezone.now())
    context = {
        "tables": [
            {
                "table": table,
                "address": reverse("open_data_file", kwargs={"name": table.slug}),
                "columns": [(name, COLUMNS[name]) for name in table.columns],
            }
            for table in TABLES.values()
        ],
        "states": STATUS_WORDS.items(),
        "endpoints": endpoints(f"{calendar.default:%Y-%m}"),
        "has_iati": not PublishedActivity.load().missing(),
        "addresses": addresses_of("open_data"),
    }
    return TemplateResponse(request, "portal/open_data/overview.html", context)


def endpoints(month: str) -> list[str]:
    """Give addresses of the API that can be opened as they are."""
    root = reverse("open-data-api:api-root")
    paths = open_api.get_openapi_schema()["paths"]
    found = []
    for path in paths:
        if "{" in path or path == root:
            continue
        asked = f"?first={month}" if path.endswith(("/reach", "/figures")) else ""
        found.append(f"{path}{asked}")
    return [*found, reverse("open-data-api:openapi-json")]


@require_safe
def table_file(request: HttpRequest, name: str) -> HttpResponse:
    """Give one table as CSV."""
    table = TABLES.get(name)
    if table is None:
        raise Http404

    def write() -> bytes:
        return as_csv(table, table.rows(timezone.now()))

    # In one language alone, whoever asks: the words of both are columns.
    with translation.override("en"):
        body = files.get(table.file, write)
    return _file(request, body, "text/csv; charset=utf-8", table.file)


@require_safe
def iati_file(request: HttpRequest) -> HttpResponse:
    """Give the results as IATI 2.03."""
    try:
        body = files.get("iati", lambda: iati_results(now=timezone.now()))
    except NotPublished:
        raise Http404 from None
    return _file(request, body, "application/xml", "iati-results.xml")


def _file(request: HttpRequest, body: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="nirapad-{name}"'
    return shared(request, answer)
