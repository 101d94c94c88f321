"""The pieces an editor builds a page from; each has its template of the same name."""

from functools import partial
from typing import Any

from anyascii import anyascii
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from portal.facts.blocks import FactsBlock, FactTextBlock
from portal.pages.figures import headline_reach

PLAIN_FEATURES = ["bold", "italic", "link", "document-link"]


def _spoken(value: Any) -> Any:
    """Say the words of a sample in the language of this moment; blocks take no lazy ones."""
    if isinstance(value, dict):
        return {name: _spoken(one) for name, one in value.items()}
    return [_spoken(one) for one in value] if isinstance(value, list) else str(value)


class HeadingBlock(blocks.CharBlock):
    """A heading inside the page, with an address of its own (``#fees``)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        super().__init__(**kwargs)

    class Meta:
        icon = "title"
        label = _("Heading")
        preview_value = partial(_spoken, _("What does it cost?"))
        template = "portal/blocks/heading_block.html"

    def get_context(self, value: str, parent_context: Any = None) -> dict[str, Any]:
        """Add the anchor that a link can point to."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["anchor"] = slugify(anyascii(value)) or "section"
        return context


class ParagraphBlock(FactTextBlock):
    """Running text; headings, lists and images have blocks of their own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", PLAIN_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        preview_value = partial(
            _spoken, _("Ask what each thing costs before you pay for anything.")
        )
        template = "portal/blocks/paragraph_block.html"


class PictureBlock(blocks.StructBlock):
    """A picture that says who made it and what a reader who cannot see it should know."""

    image = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("In words"),
        max_length=200,
        help_text=_("What the picture shows, for those who cannot see it. Name nobody."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)
    credit = blocks.CharBlock(label=_("Credit"), max_length=120, help_text=_("Who made it."))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "portal/blocks/picture_block.html"

    def get_preview_value(self) -> Any:
        """Show the newest picture of the site; without any there is nothing to show."""
        newest = get_image_model().objects.order_by("-pk").first()
        return self.to_python(
            {"image": newest and newest.pk, "alt_text": str(_("A picture")), "credit": "…"}
        )


class ListBlock(blocks.StructBlock):
    """Points in no order, or steps that follow each other."""

    kind = blocks.ChoiceBlock(
        choices=[("points", _("Points")), ("steps", _("Steps, numbered"))],
        default="points",
        label=_("Kind"),
    )
    items = blocks.ListBlock(
        FactTextBlock(features=PLAIN_FEATURES, label=_("Item")), label=_("Items"), min_num=1
    )

    class Meta:
        icon = "list-ul"
        label = _("List or steps")
        preview_value = partial(
            _spoken,
            {
                "kind": "steps",
                "items": [_("Ask for a receipt."), _("Keep a copy of the contract at home.")],
            },
        )
        template = "portal/blocks/list_block.html"


class CalloutBlock(blocks.StructBlock):
    """Something that must not be overlooked."""

    kind = blocks.ChoiceBlock(
        choices=[
            ("warning", _("Warning")),
            ("good", _("Good to know")),
            ("todo", _("To be filled in")),
        ],
        default="warning",
        label=_("Kind"),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = FactTextBlock(label=_("Text"), features=PLAIN_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Call-out")
        preview_value = partial(
            _spoken,
            {
                "kind": "warning",
                "title": _("Give your passport to nobody"),
                "text": _("Whoever keeps it can keep you."),
            },
        )
        template = "portal/blocks/callout_block.html"


class HotlineBlock(blocks.StructBlock):
    """The hotline in the middle of a page, with a reason to call."""

    reason = blocks.CharBlock(
        label=_("Reason to call"),
        max_length=160,
        required=False,
        help_text=_("For example: Before you pay anybody, ask us."),
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Hotline")
        preview_value = partial(_spoken, {"reason": _("Before you pay anybody, ask us.")})
        template = "portal/blocks/hotline_block.html"


class ReachFigureBlock(blocks.StructBlock):
    """The cumulative number of persons reached, with its month and its rule in words."""

    lead = blocks.CharBlock(label=_("Sentence above the figure"), max_length=160, required=False)

    class Meta:
        icon = "group"
        label = _("Persons reached")
        preview_value = {"lead": ""}
        template = "portal/blocks/reach_figure_block.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the newest finished month's report."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["reach"] = headline_reach(now=timezone.now())
        return context


class BodyBlock(blocks.StreamBlock):
    """Everything a page's body can hold."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    picture = PictureBlock()
    list = ListBlock()
    callout = CalloutBlock()
    facts = FactsBlock()
    hotline = HotlineBlock()
    reach = ReachFigureBlock()
