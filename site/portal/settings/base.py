"""What every deployment shares, in Django's own order.

``dev`` (one machine, nothing to configure), ``test`` and ``production`` start
from here. ``site/docs/settings.md`` explains each environment variable.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.settings.broker import (
    TASK_SECONDS,
    broker_options,
    checked_broker_url,
    checked_lease,
)
from portal.settings.environment import (
    count_setting,
    database_setting,
    email_setting,
    fernet_keys,
    flag_setting,
    graph_version_setting,
    kept_secret,
    level_setting,
    list_setting,
    make_fernet_key,
    make_secret_key,
    make_signing_key,
    seconds_setting,
    seconds_up_to,
    signing_keys,
    text_setting,
    url_setting,
)
from portal.settings.schedule import CELERY_BEAT_SCHEDULE  # noqa: F401 - Celery reads it from here
from portal.settings.sign_in import *  # noqa: F403

PORTAL_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(text_setting("STATE_DIR", str(PORTAL_DIR.parent.parent / ".state"))).resolve()

DEBUG = False
DEFAULT_EXCEPTION_REPORTER_FILTER = "portal.error_reports.WithoutValues"
SECRET_KEY = kept_secret("SECRET_KEY", STATE_DIR, make_secret_key)
ALLOWED_HOSTS = list_setting("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = list_setting("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "portal.pages",
    "portal.dashboards",
    "portal.directory",
    "portal.facts",
    "portal.hotline_calls",
    "portal.issues",
    "portal.open_data",
    "portal.people",
    "portal.page_views",
    "portal.asking",
    "portal",
    "events",
    "media_ingest",
    "crm_videos",
    "campaigns",
    "foundation",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.people.apps.UsersConfig",  # wagtail.users, with forms that demand no address
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.page_views.noting.NotePageViews",
    "portal.page_cache.keeping.KeepPublishedPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "crm_videos.field_stories.never_kept.NeverKept",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.people.language.SignInLanguageMiddleware",
    "portal.people.guarding.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.pages.refused.RefusedMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PORTAL_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# How long a worker may hold one poll; it stands here because the database listens to it too.
POLL_LEASE_SECONDS = seconds_setting("POLL_LEASE_SECONDS", 300)
IDLE_IN_TRANSACTION_SECONDS = min(POLL_LEASE_SECONDS, 60)

# --- Database -----------------------------------------------------------------
DATABASES = {"default": database_setting("DATABASE_URL", STATE_DIR / "nirapad.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    if DATABASES["default"]["NAME"] != ":memory:":
        Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            # Writers queue from their first statement on, so none is refused half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            # recursive_triggers: without it INSERT OR REPLACE overwrites a ledger
            # entry past its triggers.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA recursive_triggers=ON; PRAGMA foreign_keys=ON; "
                # What is deleted is overwritten in the file, not only marked as free.
                "PRAGMA secure_delete=ON;"
            ),
        }
    )
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A process put to sleep in the middle of a transaction would keep everybody waiting.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", f"-c idle_in_transaction_session_timeout={IDLE_IN_TRANSACTION_SECONDS}s"
    )
# A connection serves many requests: opening one costs a tenth of a page.
DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Passwords, language, time -------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("bn", _("Bangla")), ("en", _("English"))]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [PORTAL_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
# The programme's days and months; a platform's days keep the platform's zone.
TIME_ZONE = "Asia/Dhaka"

# --- Files ----------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = STATE_DIR / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = STATE_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Never under MEDIA_ROOT: no address leads to it.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": STATE_DIR / "private",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# A line for each page that somebody opened, until it is counted. Behind a cache in front of the
# site they come from its access log: ``manage.py count_page_views``.
PAGE_VIEWS_ROOT = STATE_DIR / "page-views"
PAGE_VIEWS_FROM_SITE = flag_setting("PAGE_VIEWS_FROM_SITE", default=True)

# Public pages are kept ready-made for so many seconds, at most 60: a change is seen by then,
# whoever made it. 0 keeps none.
KEPT_PAGES_ROOT = STATE_DIR / "kept-pages"
KEEP_PAGES_SECONDS = seconds_up_to("KEEP_PAGES_SECONDS", 45, most=60)

# ODK Collect sends up to 100 files and the form itself at once; Django would stop at 100.
DATA_UPLOAD_MAX_NUMBER_FILES = 150
# The photos of events: private too, but written piece by piece, so no storage of Django's.
EVENT_PHOTOS_ROOT = Path(
    text_setting("EVENT_PHOTOS_ROOT", str(STATE_DIR / "private" / "event-photos"))
).resolve()
# Photos can wait on the phones; the next event's figures need the rest of the disk.
EVENT_PHOTOS_LEAVE_FREE_MB = 256
# What belongs to a testimony, encrypted file by file. Each has a key of its own, which the first
# of these seals: a key of the platforms' tokens that leaks opens none of them.
PRIVATE_FILES_ROOT = Path(
    text_setting("PRIVATE_FILES_ROOT", str(STATE_DIR / "private" / "testimonies"))
).resolve()
PRIVATE_FILES_LEAVE_FREE_MB = 256
PRIVATE_FILE_KEYS = fernet_keys(
    "PRIVATE_FILE_KEYS", kept_secret("PRIVATE_FILE_KEYS", STATE_DIR, make_fernet_key)
)
# Recordings on their way from phones: how long one that nobody goes on with is kept, and how
# much of them may be under way at once.
UPLOADS_KEPT_DAYS = count_setting("UPLOADS_KEPT_DAYS", 7)
UPLOADS_GB_OF_A_PERSON = count_setting("UPLOADS_GB_OF_A_PERSON", 12)
UPLOADS_GB_OF_A_TESTIMONY = count_setting("UPLOADS_GB_OF_A_TESTIMONY", 12)
# The four words of a code card are kept as a digest made with the first of these; all are tried.
CODE_CARD_KEYS = fernet_keys(
    "CODE_CARD_KEYS", kept_secret("CODE_CARD_KEYS", STATE_DIR, make_fernet_key)
)
# They sign the list of withdrawn stories, which phones follow, and the certificates.
WITHDRAWAL_KEYS = signing_keys(
    "WITHDRAWAL_KEYS", kept_secret("WITHDRAWAL_KEYS", STATE_DIR, make_signing_key)
)
# Who was erased, by ids alone, kept where no backup of the database overwrites it.
TOMBSTONES_FILE = Path(text_setting("TOMBSTONES_FILE", str(STATE_DIR / "tombstones"))).resolve()
# The words of an outcome claim are about somebody: they stay this long after the decision.
OUTCOME_WORDS_KEPT_DAYS = count_setting("OUTCOME_WORDS_KEPT_DAYS", 90)

# --- Wagtail ---------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Nirapad"
WAGTAILADMIN_BASE_URL = url_setting("WAGTAILADMIN_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("bn", "বাংলা")]
# Bangla vowel signs do not survive Python's \w, so a Bangla slug is a broken slug.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# The default would publish untranslated text under the other language's address.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Images are drawn anew and documents emptied of what they tell beside themselves.
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.stock_files.images.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.stock_files.documents.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- Celery: the broker only wakes workers; what is to be done stands in the database ---
CELERY_BROKER_URL = checked_broker_url(text_setting("CELERY_BROKER_URL", "files://"))
CELERY_BROKER_TRANSPORT_OPTIONS = broker_options(CELERY_BROKER_URL, STATE_DIR)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = TASK_SECONDS
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(STATE_DIR / "beat-schedule")

# --- The platforms -----------------------------------------------------------------
TOKEN_KEYS = fernet_keys("TOKEN_KEYS", kept_secret("TOKEN_KEYS", STATE_DIR, make_fernet_key))
FACEBOOK_GRAPH_URL = url_setting("FACEBOOK_GRAPH_URL", "https://graph.facebook.com/")
FACEBOOK_VIDEO_URL = url_setting("FACEBOOK_VIDEO_URL", "https://graph-video.facebook.com/")
FACEBOOK_API_VERSION = graph_version_setting("FACEBOOK_API_VERSION", "v26.0")
YOUTUBE_API_ROOT = url_setting("YOUTUBE_API_ROOT", "https://youtube.googleapis.com/")
YOUTUBE_ANALYTICS_ROOT = url_setting(
    "YOUTUBE_ANALYTICS_ROOT", "https://youtubeanalytics.googleapis.com/"
)
GOOGLE_TOKEN_URI = url_setting("GOOGLE_TOKEN_URI", "https://oauth2.googleapis.com/token").rstrip(
    "/"
)
GOOGLE_AUTH_URI = url_setting(
    "GOOGLE_AUTH_URI", "https://accounts.google.com/o/oauth2/v2/auth"
).rstrip("/")
GOOGLE_REVOKE_URI = url_setting("GOOGLE_REVOKE_URI", "https://oauth2.googleapis.com/revoke").rstrip(
    "/"
)
# The site's own OAuth client at Google, for channels that are connected in the admin.
YOUTUBE_CLIENT_ID = text_setting("YOUTUBE_CLIENT_ID", "")
YOUTUBE_CLIENT_SECRET = text_setting("YOUTUBE_CLIENT_SECRET", "")
# Whether open data passes on what YouTube tells us; its terms are the owner's to weigh.
OPEN_DATA_YOUTUBE = flag_setting("OPEN_DATA_YOUTUBE", default=False)
PLATFORM_TIMEOUT_SECONDS = seconds_setting("PLATFORM_TIMEOUT_SECONDS", 30)
# How often an account is polled.
POLL_EVERY_SECONDS = seconds_setting("POLL_EVERY_SECONDS", 3600)
checked_lease(POLL_LEASE_SECONDS, CELERY_BROKER_TRANSPORT_OPTIONS)

# How long after its time a poll may end before it counts as missed.
POLL_GRACE_SECONDS = seconds_setting("POLL_GRACE_SECONDS", 7200)

# --- Mail: who is told when a person is needed ---------------------------------------
vars().update(email_setting("EMAIL_URL", "smtp://localhost:25"))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text_setting("DEFAULT_FROM_EMAIL", "nirapad@localhost")
# Whom the letters with the month report are from.
MONTH_REPORT_FROM = text_setting("MONTH_REPORT_FROM", DEFAULT_FROM_EMAIL)
ALERT_EMAILS = list_setting("ALERT_EMAILS", [])

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_addresses": {"()": "portal.logs_without_addresses.WithoutAddresses"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_addresses"],
        }
    },
    # Each page saved would be five lines on the terminal.
    "loggers": {"django_tasks": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": level_setting("LOG_LEVEL", "INFO")},
}
