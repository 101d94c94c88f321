"""Public pages kept ready-made for some seconds: ``site/docs/caching.md`` has the rules."""
