"""Google's buckets: what a project may ask of YouTube in a day, and in which unit.

Since 1 June 2026 the Data API has four (youtube.md §1). The limits are the
defaults; a project that idled for 90 days may have less, and then says so by
refusing. Analytics counts by itself, and its limit is published nowhere.
"""

# Lists of channels, playlist items and videos; every page costs one unit.
GENERAL = "general"
ANALYTICS = "analytics"
UPLOAD = "upload"
# What changes something costs more than what reads.
UPDATE_UNITS, LIST_CAPTIONS_UNITS, INSERT_CAPTIONS_UNITS = 50, 50, 400

# Name: how much a day (None: nobody told us) and what is counted.
BUCKETS: dict[str, tuple[int | None, str]] = {
    GENERAL: (10_000, "units"),
    "search": (100, "calls"),
    UPLOAD: (100, "calls"),
    "batchGetStats": (10_000, "calls"),
    ANALYTICS: (None, "calls"),
}
