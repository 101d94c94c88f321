"""A real deployment: secrets and hosts come from the environment or nothing starts."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES
from portal.settings.environment import (
    demanded_list,
    demanded_secret,
    fernet_keys,
    flag_setting,
    signing_keys,
)

SECRET_KEY = demanded_secret("SECRET_KEY")
TOKEN_KEYS = fernet_keys("TOKEN_KEYS", demanded_secret("TOKEN_KEYS"))
PRIVATE_FILE_KEYS = fernet_keys("PRIVATE_FILE_KEYS", demanded_secret("PRIVATE_FILE_KEYS"))
CODE_CARD_KEYS = fernet_keys("CODE_CARD_KEYS", demanded_secret("CODE_CARD_KEYS"))
WITHDRAWAL_KEYS = signing_keys("WITHDRAWAL_KEYS", demanded_secret("WITHDRAWAL_KEYS"))
ALLOWED_HOSTS = demanded_list("ALLOWED_HOSTS")
SERVE_MEDIA = False

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = flag_setting("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
