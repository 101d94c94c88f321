"""Django's own admin shows no second factors: they are reset on one logged page only."""

import allauth.mfa.admin  # noqa: F401 - so that there is something to take out
from allauth.mfa.models import Authenticator
from django.contrib import admin

admin.site.unregister(Authenticator)
