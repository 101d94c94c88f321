"""Where Celery's wake-ups travel, and what each kind of broker has to be told.

Nothing is kept in a broker: it may be emptied at any time.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import seconds_setting

SCHEMES = ("files", "redis", "rediss", "amqp", "amqps")

# A task that runs longer is ended; its claim in the database runs out by itself.
# Below RabbitMQ's 30 minutes, after which that closes the channel of a late ack.
TASK_SECONDS = 20 * 60


def checked_broker_url(url: str) -> str:
    """Return ``url`` when it names a broker that is known to work here."""
    if urlsplit(url).scheme not in SCHEMES:
        # The URL is not repeated: it may hold a password.
        message = f"CELERY_BROKER_URL must begin with one of {', '.join(SCHEMES)}, then ://"
        raise ImproperlyConfigured(message)
    return url


def broker_options(url: str, state_dir: Path) -> dict[str, Any]:
    """Give the transport options that fit the broker of ``url``."""
    scheme = urlsplit(url).scheme
    if scheme == "files":
        return {"folder": str(state_dir / "broker")}
    if scheme in {"redis", "rediss"}:
        # All three belong together: at Celery's defaults a message of a killed
        # worker comes back after an hour, looked for every hundred seconds.
        return {
            "visibility_timeout": seconds_setting("REDIS_VISIBILITY_SECONDS", TASK_SECONDS + 60),
            "unacked_restore_interval": seconds_setting("REDIS_SWEEP_SECONDS", 10),
            "unacked_restore_throttle": 1,
        }
    return {}


def checked_lease(seconds: int, options: dict[str, Any]) -> int:
    """Return how long a worker holds a poll, when that ends before the broker wakes another."""
    if seconds >= options.get("visibility_timeout", TASK_SECONDS):
        message = (
            "POLL_LEASE_SECONDS must be less than REDIS_VISIBILITY_SECONDS, "
            f"and less than {TASK_SECONDS} with other brokers"
        )
        raise ImproperlyConfigured(message)
    return seconds
