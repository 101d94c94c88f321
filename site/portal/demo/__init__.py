"""The demo programme: Prottasha's printed figures, sample pages, invented events and people.

``manage.py demo`` loads it into an empty database only, because entries of
the ledger cannot be deleted: demo and real never share one.
"""

from portal.demo.people import lines

__all__ = ["lines"]
