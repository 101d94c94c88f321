"""The figures of a month's factsheet: which there are, what each is, and the code that opens it.

Knows the ledger and no words of staff, no stories and no paper: those are the site's issue.
"""
