"""What runs when: the whole beat schedule on one screen.

Each entry only asks "is anything due?"; what is due stands in the database,
so a tick that is lost waits for the next one and a doubled tick finds
nothing left to do. ``expires`` keeps ticks from piling up without a worker.
"""

from portal.settings.environment import seconds_setting

TICK_SECONDS = seconds_setting("TICK_SECONDS", 15)

CELERY_BEAT_SCHEDULE = {
    "poll-due-accounts": {
        "task": "media_ingest.tasks.poll_due_accounts",
        "schedule": TICK_SECONDS,
        "options": {"expires": TICK_SECONDS},
    },
    "mail-alerts": {
        "task": "media_ingest.tasks.mail_alerts",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "probe-due-metrics": {
        "task": "media_ingest.tasks.probe_due_metrics",
        "schedule": 600,
        "options": {"expires": 600},
    },
    "find-same-events": {
        "task": "events.tasks.look_for_same_events",
        "schedule": 60,
        "options": {"expires": 60},
    },
    # Several times a day, so that a machine which sleeps at night keeps the terms too.
    "keep-to-the-terms": {
        "task": "media_ingest.tasks.keep_to_the_terms",
        "schedule": 6 * 3600,
        "options": {"expires": 3600},
    },
    "sweep-photos": {
        "task": "events.tasks.sweep_photos",
        "schedule": 6 * 3600,
        "options": {"expires": 3600},
    },
    "sweep-private-files": {
        "task": "crm_videos.tasks.sweep_private_files",
        "schedule": 6 * 3600,
        "options": {"expires": 3600},
    },
    # Whoever sent a recording waits for what the check says of it.
    "settle-uploads": {
        "task": "crm_videos.tasks.settle_uploads",
        "schedule": 10,
        "options": {"expires": 10},
    },
    # What a person took back has to be gone within a minute.
    "see-to-withdrawals": {
        "task": "crm_videos.tasks.see_to_withdrawals",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "make-videos": {
        "task": "crm_videos.tasks.make_videos",
        "schedule": TICK_SECONDS,
        "options": {"expires": TICK_SECONDS},
    },
    "bring-videos-to-platforms": {
        "task": "crm_videos.tasks.bring_videos_to_platforms",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "erase-people": {
        "task": "crm_videos.tasks.erase_people",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "erase-words-of-outcomes": {
        "task": "events.tasks.erase_words_of_outcomes",
        "schedule": 6 * 3600,
        "options": {"expires": 3600},
    },
    "count-page-views": {
        "task": "portal.tasks.count_page_views",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "state-hotline-calls": {
        "task": "portal.tasks.state_hotline_calls",
        "schedule": 600,
        "options": {"expires": 600},
    },
    # Several times an hour: nothing may tell for long how much came from where.
    "forget-what-is-past": {
        "task": "portal.tasks.forget_what_is_past",
        "schedule": 600,
        "options": {"expires": 600},
    },
    # Facts, menus and lists change what a page weighs without publishing it.
    "weigh-pages": {
        "task": "portal.tasks.weigh_pages",
        "schedule": 6 * 3600,
        "options": {"expires": 3600},
    },
    "publish-what-is-scheduled": {
        "task": "portal.tasks.publish_scheduled_pages",
        "schedule": 60,
        "options": {"expires": 60},
    },
}
