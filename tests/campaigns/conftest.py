"""What the ledger's tests share."""

import pytest

from campaigns.models import Place


@pytest.fixture
def places(db) -> list[str]:
    """Codes of one union each in three districts."""
    return [
        Place.objects.filter(level="union", code__startswith=district).order_by("code")[0].code
        for district in ("BD3093", "BD6091", "BD4047")
    ]
