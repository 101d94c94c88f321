"""The dictionary of the files: a row for each column, in both languages."""

from django.utils.translation import override

from portal.open_data.columns import COLUMNS
from portal.open_data.tables import TABLES


def dictionary_rows() -> list[dict[str, str]]:
    """Say of every column of every file what it means and in which unit it is."""
    meanings = {}
    for language in ("en", "bn"):
        with override(language):
            meanings[language] = {name: str(one.meaning) for name, one in COLUMNS.items()}
    return [
        {
            "table": table.slug,
            "file": table.file,
            "column": name,
            "unit": COLUMNS[name].unit,
            "meaning_en": meanings["en"][name],
            "meaning_bn": meanings["bn"][name],
        }
        for table in TABLES.values()
        for name in table.columns
    ]
