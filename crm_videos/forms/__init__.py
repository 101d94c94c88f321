"""The forms of testimonies, consents and stories in the Wagtail admin."""
