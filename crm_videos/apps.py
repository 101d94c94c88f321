"""Django's entry to the app."""

from django.apps import AppConfig


class CrmVideosConfig(AppConfig):
    name = "crm_videos"
    verbose_name = "CRM video stories"
