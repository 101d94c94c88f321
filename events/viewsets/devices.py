"""The phones of ODK Collect in the admin: add one, show its password once, revoke it."""

import base64
import io
from typing import Any

import qrcode
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import View
from qrcode.image.svg import SvgPathImage
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from campaigns.viewsets.own_districts import OwnDistrictsIndexView, OwnDistrictsInspectView
from events.forms.devices import DeviceForm
from events.models import Device
from events.openrosa.addresses import server_url
from events.openrosa.devices import NewDevice, add_device, revoke
from foundation.kept_rows import KeptModelViewSet
from foundation.shown_moments import show_moment

REVOKED = "events.revoke_device"


def state_of(device: Device) -> Any:
    return _("Revoked") if device.is_revoked else _("May send")


def last_seen(device: Device) -> str:
    """Say when it last asked for anything; a phone that never did was perhaps not set up."""
    return show_moment(device.last_seen_at) if device.last_seen_at else _now("never")


def picture_of(text: str) -> str:
    """Draw a QR code, as the address of a picture that needs no file."""
    drawn = io.BytesIO()
    qrcode.make(text, image_factory=SvgPathImage, border=4).save(drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()


class DeviceIndexView(OwnDistrictsIndexView):
    """The devices of one's people."""

    add_item_label = _("Add a device")

    def get_base_queryset(self) -> Any:
        """Read the people with the devices."""
        return super().get_base_queryset().select_related("user")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the label, which opens the device."""
        return [
            TitleColumn("label", label=_("Label"), sort_key="label", get_url=self.get_inspect_url),
            Column("user", label=_("Person"), sort_key="user__username"),
            Column("name", label=_("User name of the phone")),
            Column(
                "last_seen_at", label=_("Last seen"), accessor=last_seen, classname="event-seen"
            ),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor=state_of,
                primary=lambda device: not device.is_revoked,
            ),
        ]


@method_decorator(never_cache, name="dispatch")
class DeviceCreateView(generic.CreateView):
    """Makes a device, and answers with its password: nothing keeps it for a second page."""

    page_title = _("Add a device")
    submit_button_label = _("Make a password")

    def form_valid(self, form: DeviceForm) -> HttpResponse:
        made = add_device(
            form.cleaned_data["user"], label=form.cleaned_data["label"], now=timezone.now()
        )
        log(made.device, "wagtail.create", user=self.request.user)
        return self.show_once(made)

    def show_once(self, made: NewDevice) -> HttpResponse:
        """Show what is typed into the phone, or scanned by it."""
        self.template_name = "events/device_made.html"
        self.object = made.device
        # The address that this person has reached: the phone is in the same hand.
        address = server_url(self.request.build_absolute_uri("/"))
        return self.render_to_response(
            self.get_context_data(
                form=self.get_form(),
                made=made,
                server_url=address,
                picture=picture_of(made.settings_code(address)),
                list_url=reverse("devices:index"),
            )
        )


class DeviceInspectView(OwnDistrictsInspectView):
    """One device, and the button that revokes it."""

    page_title = _("Device")
    template_name = "events/device.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        device: Device = self.object
        policy = self.permission_policy
        may = policy.user_has_permission_for_instance(self.request.user, "change", device)
        return super().get_context_data(
            device=device,
            state=state_of(device),
            made=show_moment(device.created_at),
            seen=last_seen(device),
            revoked=show_moment(device.revoked_at) if device.revoked_at else "",
            may_revoke=may and not device.is_revoked,
            **kwargs,
        )


class RevokeView(View):
    """Lets a device in no more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        device = get_object_or_404(Device, pk=pk)
        policy = policy_registry.get_by_type(Device)
        if not policy.user_has_permission_for_instance(request.user, "change", device):
            raise PermissionDenied
        if revoke(device, now=timezone.now()):
            log(device, REVOKED, user=request.user)
        messages.success(request, _("%(device)s may send no more.") % {"device": device})
        return redirect(reverse("devices:index"))


class DeviceViewSet(KeptModelViewSet):
    model = Device
    name = "devices"
    icon = "mobile-alt"
    menu_label = _("Phones with ODK")
    menu_order = 712
    add_to_settings_menu = True
    absent = frozenset({"edit", "delete", "usage", "history"})
    index_view_class = DeviceIndexView
    add_view_class = DeviceCreateView
    inspect_view_class = DeviceInspectView
    inspect_template_name = DeviceInspectView.template_name
    ordering = ["-created_at"]
    search_fields = ["label", "name", "user__username"]
    edit_handler = ObjectList([FieldPanel("user"), FieldPanel("label")], base_form_class=DeviceForm)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the way to revoke."""
        away = path("revoke/<int:pk>/", RevokeView.as_view(), name="revoke")
        return [*super().get_urlpatterns(), away]
