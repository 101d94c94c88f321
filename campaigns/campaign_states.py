"""Opening and closing a campaign: the only writers of its state. Each holds the row."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.models import Campaign
from campaigns.models.campaigns import lacking_in_words

State = Campaign.State


class CampaignRefused(ValueError):
    """This cannot be done to the campaign; the message says why, in the reader's language."""


def open_campaign(campaign: Campaign, *, by: User, now: datetime.datetime) -> Campaign:
    """Open a draft. Raises :class:`CampaignRefused`, naming all that is missing at once."""
    with transaction.atomic():
        row = _hold(campaign)
        if row.is_none or row.state != State.DRAFT:
            raise CampaignRefused(_("Only a draft can be opened."))
        if missing := row.missing_to_open():
            raise CampaignRefused(lacking_in_words(missing))
        row.state, row.opened_at, row.opened_by = State.OPEN, now, by
        row.save()
        log(instance=row, action="campaigns.open", user=by)
    return row


def close_campaign(campaign: Campaign, *, by: User, now: datetime.datetime) -> Campaign:
    """Close an open one: it is no longer offered; what was counted for it stays.

    Raises :class:`CampaignRefused`.
    """
    with transaction.atomic():
        row = _hold(campaign)
        if row.state != State.OPEN:
            raise CampaignRefused(_("Only an open campaign can be closed."))
        row.state, row.closed_at, row.closed_by = State.CLOSED, now, by
        row.save()
        log(instance=row, action="campaigns.close", user=by)
    return row


def _hold(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update().get(pk=campaign.pk)
