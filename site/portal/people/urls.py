"""The addresses of signing in: those of allauth's pages that this site has, and no sign-up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path
from django.views.i18n import set_language

from portal.people import views

# allauth finds its pages by these names.
second_factor = [
    path("", views.OwnSignInView.as_view(), name="mfa_index"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("code-again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("set-up/", views.EnrolView.as_view(), name="mfa_activate_totp"),
    path("remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", views.CodesView.as_view(), name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
]
password = [
    path("change/", account.password_change, name="account_change_password"),
    path("reset/", account.password_reset, name="account_reset_password"),
    path("reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password-again/", account.reauthenticate, name="account_reauthenticate"),
    path("language/", set_language, name="set_language"),
    path("password/", include(password)),
    path("second-factor/", include(second_factor)),
]
