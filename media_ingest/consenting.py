"""Connecting a YouTube channel by its owner's consent, from the admin to Google and back.

What must be remembered meanwhile lies in the person's session: a state that is
taken once and runs out, and the secret half of PKCE. No token is ever put
there. A grant for several channels waits, sealed, in :class:`PendingGrant`.
"""

import hmac
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from foundation.errors import TryLater
from media_ingest.allowances import youtube_gate
from media_ingest.catalogue import Asked, note_metrics
from media_ingest.connecting import ConnectRefused, connect_account
from media_ingest.models import Account, Metric, PendingGrant
from media_ingest.platforms import PLATFORMS
from media_ingest.youtube.consent import (
    Granted,
    OAuthClient,
    channels_of,
    exchange,
    offer,
    probe,
)

SESSION_KEY = "youtube_consent"
VALID_FOR = timedelta(minutes=10)
YOUTUBE = Account.Platform.YOUTUBE


class ConsentRefused(ValueError):
    """The consent leads to no connection; the message says why, in plain words."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What was remembered of a consent that somebody went to Google for."""

    slug: str
    verifier: str
    redirect_uri: str


def is_set_up() -> bool:
    """Whether the site has an OAuth client of its own at Google."""
    return bool(settings.YOUTUBE_CLIENT_ID and settings.YOUTUBE_CLIENT_SECRET)


def begin(session: MutableMapping[str, Any], *, slug: str, redirect_uri: str, now: datetime) -> str:
    """Remember who goes, and give the address of Google's consent page."""
    made = offer(_client(redirect_uri))
    session[SESSION_KEY] = {
        "slug": slug,
        "state": made.state,
        "verifier": made.verifier,
        "redirect_uri": redirect_uri,
        "until": (now + VALID_FOR).isoformat(),
    }
    return made.address


def take(session: MutableMapping[str, Any], *, state: str, now: datetime) -> Begun:
    """Take back what :func:`begin` remembered; it is gone then, whatever comes of it."""
    kept = session.pop(SESSION_KEY, None)
    if not kept or not hmac.compare_digest(str(kept["state"]).encode(), state.encode()):
        message = "this answer belongs to no connecting that was begun here; begin again"
        raise ConsentRefused(message)
    if now > datetime.fromisoformat(kept["until"]):
        message = "that took more than ten minutes; begin again"
        raise ConsentRefused(message)
    return Begun(kept["slug"], kept["verifier"], kept["redirect_uri"])


def finish(begun: Begun, *, code: str, user: Any, now: datetime) -> Account | PendingGrant:
    """Exchange the code and connect the owner's channel, or leave open which of several it is.

    Raises :class:`ConsentRefused`, ConnectRefused and the errors of
    :mod:`foundation.errors`; nothing is stored then.
    """
    granted = exchange(_client(begun.redirect_uri), code=code, verifier=begun.verifier)
    channels = channels_of(
        granted,
        api_root=settings.YOUTUBE_API_ROOT,
        timeout=settings.PLATFORM_TIMEOUT_SECONDS,
        gate=youtube_gate(settings.YOUTUBE_CLIENT_ID),
        now=now,
    )
    if not channels:
        message = "this Google account has no YouTube channel; choose another one at Google"
        raise ConsentRefused(message)
    if len(channels) == 1:
        return _connect(begun.slug, channels[0], granted, now=now)
    return PendingGrant.objects.create(
        user=user,
        channel_slug=begun.slug,
        channels=channels,
        credentials={
            "refresh_token": granted.refresh_token, "access_token": granted.access_token,
        },
        expires_at=now + VALID_FOR,
    )  # fmt: skip


def pending(key: str, *, user: Any, now: datetime) -> PendingGrant:
    """Find the grant that waits for this person's choice; raises ConsentRefused without one."""
    found = PendingGrant.objects.filter(pk=key, user=user, expires_at__gt=now).first()
    if found is None:
        message = "that took more than ten minutes; begin again"
        raise ConsentRefused(message)
    return found


def choose(grant: PendingGrant, channel_id: str, *, now: datetime) -> Account:
    """Connect the one of several channels that was chosen; the waiting grant is taken once."""
    titles: dict[str, str] = dict(grant.channels)
    if channel_id not in titles:
        message = "that is none of the owner's channels"
        raise ConsentRefused(message)
    opened = grant.credentials.open()
    granted = Granted(refresh_token=opened["refresh_token"], access_token=opened["access_token"])
    if not PendingGrant.objects.filter(pk=grant.pk).delete()[0]:
        message = "this grant was used already; begin again"
        raise ConsentRefused(message)
    return _connect(grant.channel_slug, (channel_id, titles[channel_id]), granted, now=now)


def _connect(slug: str, channel: tuple[str, str], granted: Granted, *, now: datetime) -> Account:
    channel_id, title = channel
    _refuse_another_channel(slug, channel_id)
    asked = _asked(channel_id, granted, now=now)
    with transaction.atomic():
        account = connect_account(
            platform=YOUTUBE,
            channel_slug=slug,
            external_id=channel_id,
            client_id=settings.YOUTUBE_CLIENT_ID,
            secrets={
                "client_secret": settings.YOUTUBE_CLIENT_SECRET,
                "refresh_token": granted.refresh_token,
            },
            now=now,
        )
        account.title, account.grant_checked_at = title[:200], now
        account.save(update_fields=["title", "grant_checked_at"])
        note_metrics(account, asked, now=now)
    return account


def _refuse_another_channel(slug: str, channel_id: str) -> None:
    """Refuse to put another page under an account that is polled: that is rarely meant."""
    known = Account.objects.filter(channel=slug, platform=YOUTUBE).first()
    if known and known.external_id != channel_id and known.readings.exists():
        message = (
            f"channel {slug} is connected to {known.external_id}; "
            "choose that one at Google, or another channel here"
        )
        raise ConnectRefused(message)


def _asked(channel_id: str, granted: Granted, *, now: datetime) -> list[Asked]:
    """Find out which metrics answer; while Analytics is out of order the first poll finds out."""
    metrics = [series.metric for series in PLATFORMS[YOUTUBE].series]
    try:
        found = probe(
            granted,
            channel_id,
            metrics,
            analytics_root=settings.YOUTUBE_ANALYTICS_ROOT,
            timeout=settings.PLATFORM_TIMEOUT_SECONDS,
            gate=youtube_gate(settings.YOUTUBE_CLIENT_ID),
            now=now,
        )
    except TryLater:
        return []
    asked = []
    for metric, reason in found.items():
        about = Asked(subject=Metric.Subject.ACCOUNT, name=metric, period="day")
        asked.append(about.found_dead(reason) if reason else about)
    return asked


def _client(redirect_uri: str) -> OAuthClient:
    if not is_set_up():
        message = "this site has no OAuth client: YOUTUBE_CLIENT_ID and YOUTUBE_CLIENT_SECRET"
        raise ConsentRefused(message)
    return OAuthClient(
        id=settings.YOUTUBE_CLIENT_ID,
        secret=settings.YOUTUBE_CLIENT_SECRET,
        auth_uri=settings.GOOGLE_AUTH_URI,
        token_uri=settings.GOOGLE_TOKEN_URI,
        redirect_uri=redirect_uri,
        timeout=settings.PLATFORM_TIMEOUT_SECONDS,
    )
