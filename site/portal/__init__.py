"""The site: settings, addresses, Celery app, every page type, looks."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
