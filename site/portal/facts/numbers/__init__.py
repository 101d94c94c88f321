"""Fees, telephone numbers, days and percentages as a text tells them, in either language."""
