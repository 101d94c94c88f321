"""Pages of the Wagtail admin that are no list and no form of one model."""
