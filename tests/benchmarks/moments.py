"""The moment at which the benchmarks happen."""

from datetime import UTC, datetime

NOW = datetime(2026, 10, 8, 3, 0, tzinfo=UTC)
