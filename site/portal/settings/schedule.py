"""What runs when: the whole beat schedule on one screen.

Each entry only asks "is anything due?"; what is due stands in the database,
so a tick that is lost waits for the next one and a doubled tick finds
nothing left to do.
"""

from typing import Any

from portal.settings.environment import seconds_setting

TICK_SECONDS = seconds_setting("TICK_SECONDS", 15)

LONGEST_WAIT = 3600


def every(seconds: int, task: str) -> dict[str, Any]:
    """Give an entry of Celery's schedule; a tick expires so that none pile up without a worker."""
    return {
        "task": task,
        "schedule": seconds,
        "options": {"expires": min(seconds, LONGEST_WAIT)},
    }


CELERY_BEAT_SCHEDULE = {
    "poll-due-accounts": every(TICK_SECONDS, "media_ingest.tasks.poll_due_accounts"),
    "mail-alerts": every(60, "media_ingest.tasks.mail_alerts"),
    "probe-due-metrics": every(600, "media_ingest.tasks.probe_due_metrics"),
    "find-same-events": every(60, "events.tasks.look_for_same_events"),
    # Several times a day, so that a machine which sleeps at night keeps the terms too.
    "keep-to-the-terms": every(6 * 3600, "media_ingest.tasks.keep_to_the_terms"),
    "sweep-photos": every(6 * 3600, "events.tasks.sweep_photos"),
    "sweep-private-files": every(6 * 3600, "crm_videos.tasks.sweep_private_files"),
    # Whoever sent a recording waits for what the check says of it.
    "settle-uploads": every(10, "crm_videos.tasks.settle_uploads"),
    # What a person took back has to be gone within a minute.
    "see-to-withdrawals": every(60, "crm_videos.tasks.see_to_withdrawals"),
    "make-videos": every(TICK_SECONDS, "crm_videos.tasks.make_videos"),
    "bring-videos-to-platforms": every(30, "crm_videos.tasks.bring_videos_to_platforms"),
    "erase-people": every(60, "crm_videos.tasks.erase_people"),
    "erase-words-of-outcomes": every(6 * 3600, "events.tasks.erase_words_of_outcomes"),
    "count-page-views": every(300, "portal.tasks.count_page_views"),
    "state-hotline-calls": every(600, "portal.tasks.state_hotline_calls"),
    # Several times an hour: nothing may tell for long how much came from where.
    "forget-what-is-past": every(600, "portal.tasks.forget_what_is_past"),
    # Facts, menus and lists change what a page weighs without publishing it.
    "weigh-pages": every(6 * 3600, "portal.tasks.weigh_pages"),
    "mail-month-reports": every(60, "portal.tasks.mail_month_reports"),
    "publish-what-is-scheduled": every(60, "portal.tasks.publish_scheduled_pages"),
}
