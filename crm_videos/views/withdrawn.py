"""The public list of what was withdrawn, and the keys with which it can be checked."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from crm_videos.signing import public_keys
from crm_videos.withdrawn_list import signed_list

# A minute is what a withdrawal may take.
KEPT_FOR = "public, max-age=60"


@require_safe
def withdrawn_list(request: HttpRequest) -> JsonResponse:
    """Answer with the signed list."""
    return JsonResponse(signed_list(timezone.now()), headers={"Cache-Control": KEPT_FOR})


@require_safe
def withdrawn_key(request: HttpRequest) -> JsonResponse:
    """Answer with the public keys, as a JSON Web Key Set."""
    return JsonResponse({"keys": public_keys()}, headers={"Cache-Control": KEPT_FOR})
