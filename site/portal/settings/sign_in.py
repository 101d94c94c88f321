"""How people sign in: by user name, password and, where a role demands it, a second factor.

Accounts are made by administrators; nobody signs up. The pages are django-allauth's,
the rule of who must have a second factor is :mod:`portal.people.requirement`.
"""

from portal.settings.environment import count_setting

# allauth's alone: with Django's beside it each permission would be looked up twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# How long a session with a second factor may last.
WORKING_DAY_SECONDS = 12 * 3600

ACCOUNT_ADAPTER = "portal.people.adapters.AccountAdapter"
# Field staff have no e-mail address.
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
# Wrong passwords, and wrong codes after a right one: counted in the cache of all processes.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}
# An address is believed from this many proxies in front of the site, no more.
ALLAUTH_TRUSTED_PROXY_COUNT = count_setting("TRUSTED_PROXY_COUNT", 0)

MFA_ADAPTER = "portal.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# The clock of a cheap phone is seldom right to the second.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# An address that nobody verified may be wrong; that is no reason to do without.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "activate_totp": "portal.people.forms.EnrolForm",
    "authenticate": "portal.people.forms.CodeForm",
    "reauthenticate": "portal.people.forms.CodeAgainForm",
}

# Wagtail's own pages for passwords would be a second way in.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# An administrator enters the address: a session somebody else got hold of must not
# send the next password to an address of theirs. Wagtail would demand one, too.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# What counts attempts is shared by all processes, in a table, so that SQLite is still all
# that one machine needs; the rest stays in each process's memory.
CACHES = {
    "default": {
        "BACKEND": "portal.people.shared_counts.SharedCounts",
        "LOCATION": "people_cachedvalue",
        # Django would begin to throw counts away at 300.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Which copies of a picture there are, asked for by every page that shows one.
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
    },
}
