"""A real deployment: secrets and hosts come from the environment or nothing starts."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES, env
from portal.settings.environment import demanded_secret

SECRET_KEY = demanded_secret("SECRET_KEY")
TOKEN_KEYS = [key.strip() for key in demanded_secret("TOKEN_KEYS").split(",") if key.strip()]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SERVE_MEDIA = False

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
