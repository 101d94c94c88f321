"""Who is told when a person is needed: those whom the settings name, else who runs the site."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q

ADMINISTRATORS = "Administrators"


def whom_to_tell() -> list[str]:
    """Give the addresses of ``ALERT_EMAILS``, else those of the people who run the site."""
    if settings.ALERT_EMAILS:
        return list(settings.ALERT_EMAILS)
    runs_it = Q(is_superuser=True) | Q(groups__name=ADMINISTRATORS)
    people = get_user_model().objects.filter(runs_it, is_active=True).exclude(email="")
    return sorted(set(people.values_list("email", flat=True)))
