"""The codes beside printed numbers, as people type them from paper."""

from campaigns.factsheet.formulas import CODE_LENGTH

# Crockford: what looks like a digit is one.
_READ_AS = str.maketrans("ILO", "110")


def read_code(typed: str) -> str:
    """Give the code that somebody meant: capitals, 1 for I and L, 0 for O; "" for no code."""
    code = typed.strip().upper().translate(_READ_AS).replace("-", "")
    return code if len(code) == CODE_LENGTH else ""
