"""Connecting a page or channel of ours: who counts for which channel, and with which key."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from campaigns.models import Channel, Definition
from campaigns.terms import declare_term
from media_ingest.asking import first_day_read
from media_ingest.models import Account
from media_ingest.months import next_month
from media_ingest.platforms import PLATFORMS


class ConnectRefused(ValueError):
    """The account cannot be connected like this; the message says why, without secrets."""


@transaction.atomic
def connect_account(
    *,
    platform: str,
    channel_slug: str,
    external_id: str,
    secrets: Mapping[str, Any],
    now: datetime,
    client_id: str = "",
) -> Account:
    """Connect an account, or give a known one a new key and clear its trouble.

    A missing channel is created. Raises :class:`ConnectRefused` where two
    sources would state the same figures, or one page would count twice.
    """
    if not re.fullmatch(PLATFORMS[platform].id_pattern, external_id):
        message = f"“{external_id}” is not an id of {platform}"
        raise ConnectRefused(message)
    channel = _digital_channel(channel_slug)
    _refuse_a_page_of_another_channel(platform, external_id, channel)
    account = Account.objects.filter(channel=channel, platform=platform).first() or Account(
        channel=channel, platform=platform, external_id=external_id
    )
    if account.external_id != external_id and account.readings.exists():
        message = (
            f"channel {channel.slug} already has readings of {account.external_id}; "
            "connect another page to a channel of its own"
        )
        raise ConnectRefused(message)
    account.external_id = external_id
    account.credentials = secrets
    account.client_id = client_id
    account.connected_at = account.next_poll_at = now
    account.trouble = ""
    account.grant_lost_at = account.delete_by = None
    # What was known of the old key says nothing of the new one.
    account.grant_checked_at = account.grant_expires_at = None
    account.save()
    indicator = PLATFORMS[platform].headline
    declare_term(channel, indicator, _first_month_counted(platform, indicator, now))
    return account


def _first_month_counted(platform: str, indicator: str, now: datetime) -> date:
    """Give the first month that polls can know whole: an earlier one would be a gap for ever."""
    today = now.astimezone(ZoneInfo(PLATFORMS[platform].zone)).date()
    metrics = [series.metric for series in PLATFORMS[platform].series]
    begun: date | None = Definition.objects.filter(
        indicator=indicator, platform=platform, metric__in=metrics
    ).aggregate(begun=Max("valid_from"))["begun"]
    first = first_day_read(today)
    return max(first, next_month(begun - timedelta(days=1))) if begun else first


def _digital_channel(slug: str) -> Channel:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,49}", slug):
        message = f"“{slug}” is not a channel's short name: small letters, digits and dashes"
        raise ConnectRefused(message)
    label = slug.replace("-", " ").replace("_", " ").capitalize()
    channel, _ = Channel.objects.get_or_create(
        slug=slug,
        defaults={"group": Channel.Group.DIGITAL, "label_en": label, "label_bn": label},
    )
    if channel.group != Channel.Group.DIGITAL:
        message = f"channel {slug} is not one of digital media"
        raise ConnectRefused(message)
    return channel


def _refuse_a_page_of_another_channel(platform: str, external_id: str, channel: Channel) -> None:
    elsewhere = Account.objects.filter(platform=platform, external_id=external_id).exclude(
        channel=channel
    )
    for account in elsewhere:
        message = (
            f"{external_id} is connected to channel {account.channel_id}; "
            "it would count twice in every total"
        )
        raise ConnectRefused(message)
