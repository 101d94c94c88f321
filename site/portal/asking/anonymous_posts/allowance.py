"""How much one address of a machine may send in an hour, counted once for all processes.

What is kept is no address: a short digest, keyed anew each day, of which about 4,000
addresses of the internet share each value, so that nobody can read one back, not even with
our keys. It goes when its hour is over. A village, and half of a mobile network, can have
one address together: the allowances are wide, and who meets one is told whom to call.
"""

import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.db.models import F
from django.utils.crypto import salted_hmac

from portal.asking.models import Allowance

SALT = "portal.asking.allowance"
# Five letters of a digest: a million values for four thousand million addresses.
LETTERS = 5
# Whoever has one address of the newer kind has all of its network.
OWN_NETWORK = 64
HOUR = datetime.timedelta(hours=1)


def take(name: str, address: str, most: int, *, now: datetime.datetime) -> bool:
    """Take one of what an address may send under a name in this hour; False when all is taken."""
    forget(now)
    begins = now.replace(minute=0, second=0, microsecond=0)
    key = _key(name, address, begins)
    Allowance.objects.get_or_create(key=key, defaults={"until": begins + HOUR})
    left = Allowance.objects.filter(key=key, used__lt=most)
    return bool(left.update(used=F("used") + 1))


def forget(now: datetime.datetime) -> None:
    """Delete what was counted in hours that are over."""
    Allowance.objects.filter(until__lte=now).delete()


def _key(name: str, address: str, begins: datetime.datetime) -> str:
    hour = begins.astimezone(datetime.UTC)
    text = f"{name}\n{hour:%Y-%m-%d}\n{_network(address)}"
    digest = salted_hmac(SALT, text, algorithm="sha256").hexdigest()
    return f"{name}:{hour:%H}:{digest[:LETTERS]}"


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, OWN_NETWORK), strict=False))
