"""Google's refusals, word for word as youtube.md §1 and §6 have them, and how they are counted."""

from typing import Any

from media_ingest.models import Allowance

QUOTA_LINK = '<a href="/youtube/v3/getting-started#quota">quota</a>'


def refusal(
    code: int, reason: str, message: str = "No.", *, domain: str = "global", **more: Any
) -> dict[str, Any]:
    errors = [{"message": message, "domain": domain, "reason": reason}]
    return {"error": {"code": code, "message": message, "errors": errors, **more}}


QUOTA_EXCEEDED = refusal(
    403,
    "quotaExceeded",
    f"The request cannot be completed because you have exceeded your {QUOTA_LINK}.",
    domain="youtube.quota",
)
DAILY_LIMIT = refusal(403, "dailyLimitExceeded", "Daily Limit Exceeded.", domain="usageLimits")


def too_many(metric: str, limit: str, unit: str) -> dict[str, Any]:
    message = (
        f"Quota exceeded for quota metric '{metric}' and limit '{metric} per {limit}' of service "
        "'youtube.googleapis.com' for consumer 'project_number:1'."
    )
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "quota_limit": f"defaultPer{limit.title()}PerProject",
            "quota_unit": unit,
            "quota_limit_value": "100",
            "service": "youtube.googleapis.com",
        },
    }
    more = {"status": "RESOURCE_EXHAUSTED", "details": [info]}
    return refusal(429, "rateLimitExceeded", message, **more)


PER_DAY = too_many("Queries", "day", "1/d/{project}")
PER_MINUTE = too_many("Queries", "minute", "1/min/{project}")
# The shape that comes with accessNotConfigured: a Help entry first, then the reason.
NOT_CONFIGURED = refusal(
    403,
    "accessNotConfigured",
    "YouTube Data API v3 has not been used in project 1 before or it is disabled.",
    domain="usageLimits",
    status="PERMISSION_DENIED",
    details=[
        {"@type": "type.googleapis.com/google.rpc.Help", "links": [{"description": "Console"}]},
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "SERVICE_DISABLED",
            "domain": "googleapis.com",
        },
    ],
)
BAD_KEY = {
    "error": {
        "code": 400,
        "message": "API key not valid. Please pass a valid API key.",
        "status": "INVALID_ARGUMENT",
        "details": [
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}
        ],
    }
}


def spent() -> dict[str, int]:
    """Give what our own rows say was spent, by bucket, over all days."""
    used: dict[str, int] = {}
    for row in Allowance.objects.filter(platform="youtube"):
        used[row.bucket] = used.get(row.bucket, 0) + row.used
    return used
