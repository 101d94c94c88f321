"""The form of a new device."""

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from events.openrosa.whose import may_have_a_device


class DeviceForm(WagtailAdminModelForm):
    """Whose phone it is; offered are those whom one looks after and who may log events."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = may_have_a_device(self.for_user).order_by("username")
