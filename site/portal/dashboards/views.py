"""The dashboard for everybody, below each language."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from campaigns.scope import NOWHERE
from portal.dashboards.asking import Asked, Question
from portal.dashboards.reading import Reader
from portal.dashboards.shown import dashboard
from portal.directory.districts import word_in_address
from portal.issues.views import addresses_of


@require_safe
@cache_control(public=True, max_age=60)
def figures(request: HttpRequest) -> HttpResponseBase:
    """Show what was reached: of the country, a campaign that was opened, or a district."""
    now = timezone.now()
    language = "bn" if (translation.get_language() or "").startswith("bn") else "en"
    question = Question(request.GET.dict(), now=now, language=language)
    asked = question.read(campaigns=Campaign.objects.opened(), scope=NOWHERE)
    context = {
        **dashboard(asked, Reader(language), now=now),
        "refused": asked.refused,
        "query": _query(asked),
        "addresses": addresses_of("figures"),
        "is_public": True,
    }
    return TemplateResponse(request, "portal/dashboards/figures.html", context)


def _query(asked: Asked) -> str:
    """Give the same question for the other language."""
    parts = {
        "month": f"{asked.month:%Y-%m}",
        "district": word_in_address(asked.district) if asked.district else "",
        "campaign": str(asked.campaign.pk) if asked.campaign else "",
    }
    return urlencode({name: value for name, value in parts.items() if value})
