"""Django's entry; the app has no models, only what several apps need."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "foundation"
