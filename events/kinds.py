"""Adding and renaming a kind of event; its name is kept once, on its channel."""

from django.db import transaction

from campaigns.models import Channel
from events.models import EventKind


def is_free_slug(slug: str) -> bool:
    """Tell whether a new kind may be called this."""
    return not Channel.objects.filter(slug=slug).exists()


def add_kind(kind: EventKind, *, slug: str, name_en: str, name_bn: str) -> EventKind:
    """Store a new kind together with the channel of its figures."""
    with transaction.atomic():
        kind.channel = Channel.objects.create(
            slug=slug,
            group=Channel.Group.FIELD,
            event_kind=True,
            label_en=name_en,
            label_bn=name_bn,
        )
        kind.save(force_insert=True)
    return kind


def change_kind(kind: EventKind, *, name_en: str, name_bn: str) -> EventKind:
    """Store the changes to a kind, its names included; its slug stays for ever."""
    with transaction.atomic():
        kind.channel.label_en = name_en
        kind.channel.label_bn = name_bn
        kind.channel.save(update_fields=["label_en", "label_bn"])
        kind.save()
    return kind
