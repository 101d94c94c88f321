"""The field API where the site mounts it: ``/field/api/``, its description beside it."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from events.api import Refused, router
from events.field_app.choices_api import router as choices_router
from events.photos.api import photo_router

field_api = NinjaAPI(
    title="Nirapad field API",
    version="1",
    description="How a phone sends what was held in the field, and learns what became of it.",
    urls_namespace="field-api",
    # The document alone: a page to browse it would load scripts from elsewhere.
    docs_url=None,
    openapi_url="/openapi.json",
)
field_api.add_router("", router)
field_api.add_router("", choices_router)
field_api.add_router("", photo_router)


@field_api.exception_handler(Refused)
def answer_refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Say in JSON why nothing was taken."""
    return field_api.create_response(request, refused.problem, status=refused.status)
