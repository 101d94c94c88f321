"""What the database refuses the ledger: changed entries, moved closed months, reopened books.

How it is made to refuse is :mod:`foundation.triggers`.
"""

from foundation.triggers import Guard, append_only, no_truncate

APPEND_ONLY = "the ledger is append-only: post a new version instead"
FROZEN = "this indicator is used by the ledger: its kind and additivity cannot change"
CLOSED_ROLL = "this month is closed: its figures never move"
CLOSED_MONTH = "a closed month stays closed"

_IS_CLOSED = (
    "(SELECT COUNT(*) FROM campaigns_month WHERE state = 'closed' AND start >= {row}.month) > 0"
)
# An update must neither reach into a closed month nor carry a row out of one.
_CLOSED_ROWS = {
    "INSERT": _IS_CLOSED.format(row="NEW"),
    "UPDATE": f"{_IS_CLOSED.format(row='NEW')} OR {_IS_CLOSED.format(row='OLD')}",
    "DELETE": _IS_CLOSED.format(row="OLD"),
}
_CHANGED = " OR ".join(
    f"NEW.{column} <> OLD.{column}"
    for column in (
        "kind",
        "nature",
        "adds_over_months",
        "adds_over_channels",
        "adds_over_areas",
        "adds_over_sexes",
    )
)

_NEVER_EMPTIED = ("campaigns_roll", "campaigns_arearoll", "campaigns_month")

GUARDS = [
    *append_only("campaigns_entry", APPEND_ONLY, name="entry"),
    *append_only("campaigns_key", APPEND_ONLY, name="key"),
    Guard(
        "indicator_frozen",
        "campaigns_indicator",
        "UPDATE",
        f"({_CHANGED}) AND (SELECT COUNT(*) FROM campaigns_key WHERE indicator_id = OLD.code) > 0",  # noqa: S608 - our own columns
        FROZEN,
    ),
    *(
        Guard(
            f"{roll}_closed_no_{occasion.lower()}",
            f"campaigns_{roll}",
            occasion,
            condition,
            CLOSED_ROLL,
        )
        for roll in ("roll", "arearoll")
        for occasion, condition in _CLOSED_ROWS.items()
    ),
    *(
        Guard(
            f"month_closed_no_{occasion.lower()}",
            "campaigns_month",
            occasion,
            "OLD.state = 'closed'",
            CLOSED_MONTH,
        )
        for occasion in ("UPDATE", "DELETE")
    ),
    *(no_truncate(table, APPEND_ONLY) for table in _NEVER_EMPTIED),
]
