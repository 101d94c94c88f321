"""People, their roles and their second factor; and Wagtail's users, told of our forms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    # There are two in this module: without a default Django would take neither.
    default = True
    name = "portal.people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Tell the rotation of keys of allauth's secrets, and listen for codes that were shown."""
        from allauth.mfa.signals import authenticator_used

        from foundation import rotating
        from portal.people.evidence import end_after_a_working_day
        from portal.people.kept_secrets import SecondFactorSecrets

        rotating.also(SecondFactorSecrets())
        authenticator_used.connect(end_after_a_working_day)


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "portal.people.user_forms.PeopleViewSet"
