"""The checks of an issue before it goes out: each reads the issue's data and recomputes it.

A check takes what the issue says as it stands, also of a copy that somebody spoilt; it never
trusts that what made the issue computed rightly.
"""
