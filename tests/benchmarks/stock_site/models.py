"""One type of page: an introduction and a text, as every tutorial has it."""

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class ArticlePage(Page):
    template = "article.html"

    intro = models.TextField(blank=True)
    style = models.TextField(blank=True)
    body = StreamField([("heading", blocks.CharBlock()), ("paragraph", blocks.RichTextBlock())])

    class Meta:
        app_label = "stock_site"

    def get_context(self, request, *args, **kwargs):
        """Add the menu."""
        menu = Page.objects.live().in_menu().filter(depth=3)
        return {**super().get_context(request, *args, **kwargs), "menu": menu}
