"""Bugs planted on purpose in the second door: split forms, and phones that are taken away."""

from collections.abc import Callable
from typing import Any

Set = Callable[[Any, str, Any], None]


def take_files_with_the_first_part_only(put: Set) -> None:
    """What was here already needs nothing more: so the later photos are lost."""
    from events.openrosa import views

    receive, attach = views.receive_content, views.receive_attachments
    was_new: list[bool] = []

    def note(*args, **kw):
        received = receive(*args, **kw)
        was_new.append(getattr(received, "is_new", True))
        return received

    def only_then(files, **kw):
        attach(files if was_new[-1] else (), **kw)

    put(views, "receive_content", note)
    put(views, "receive_attachments", only_then)


def take_one_file_of_each_part(put: Set) -> None:
    """Of two photos that come together, the second is not looked at."""
    from events.openrosa import views

    attach = views.receive_attachments
    put(views, "receive_attachments", lambda files, **kw: attach([*files][:1], **kw))


def tie_a_form_to_its_phone(put: Set) -> None:
    """The same form from another phone is taken for other content."""
    from events import intake
    from events.models import Cause, Submission

    find = intake.find_known

    def find_of_this_phone(content, sender):
        here = Submission.objects.filter(client_uuid=content.id).first()
        if here is not None and here.device != sender.device:
            raise intake.ForAPerson(Cause.CONFLICT, here.event)
        return find(content, sender)

    put(intake, "find_known", find_of_this_phone)


def let_a_revoked_phone_in(put: Set) -> None:
    """Who may log events may do so from any phone."""
    from events.openrosa import views

    def refuse(device):
        if not device.user.is_active:
            raise views.NotIn(403, "no")

    put(views, "_refuse_without_right", refuse)


def let_in_who_has_left(put: Set) -> None:
    """The phone has a password of its own, and nobody asks whose it is."""
    from events.openrosa import views

    def refuse(device):
        if device.is_revoked:
            raise views.NotIn(403, "no")

    put(views, "_refuse_without_right", refuse)


def set_aside_what_a_revoked_phone_sent(put: Set) -> None:
    """A lost phone is not believed, nor what it sent while it was nobody else's."""
    from events.models import Event, Standing
    from events.openrosa import devices

    revoke = devices.revoke

    def revoke_all(device, *, now):
        sent = Event.objects.filter(submissions__device=device.label)
        sent.update(standing=Standing.SET_ASIDE, set_aside_reason="lost", question="")
        return revoke(device, now=now)

    put(devices, "revoke", revoke_all)


BUGS = (
    take_files_with_the_first_part_only,
    take_one_file_of_each_part,
    tie_a_form_to_its_phone,
    let_a_revoked_phone_in,
    let_in_who_has_left,
    set_aside_what_a_revoked_phone_sent,
)
