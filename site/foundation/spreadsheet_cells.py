"""Texts that go into the cells of a sheet which somebody will open in a spreadsheet."""

# What a spreadsheet takes for the begin of a formula, and would run.
BEGINS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
# Without this mark at its begin Excel reads a CSV file's Bangla as another alphabet.
BYTE_ORDER_MARK = "\ufeff"


def harmless(text: str) -> str:
    """Keep a spreadsheet from running a text that begins like a formula."""
    return f"'{text}" if text.startswith(BEGINS_OF_FORMULAS) else text
