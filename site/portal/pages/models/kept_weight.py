"""What public pages weighed when they were last published or weighed: for lists, in one query."""

from django.db import models
from wagtail.models import Page


class KeptWeight(models.Model):
    """The bytes of a first view of one public page. A page without a row was never weighed."""

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="kept_weight"
    )
    text = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()
    weighed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.whole}"
