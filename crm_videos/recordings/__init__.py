"""The chapters of a testimony: arriving, looked at, taken."""
