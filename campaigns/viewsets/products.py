"""The register of communications products in the Wagtail admin."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column, StatusTagColumn, TitleColumn

from campaigns.forms.registers import ProductForm
from campaigns.models import Product
from campaigns.models.products import MAY_BE_SHOWN
from campaigns.viewsets.registers import (
    RegisterIndexView,
    RegisterInspectView,
    RegisterViewSet,
)
from foundation import bangla
from foundation.moments import dhaka_day
from foundation.shown_moments import show_moment

HEADINGS = {
    "uid": _("Number"),
    "kind": _("Kind"),
    "title_bn": _("Title in Bangla"),
    "title_en": _("Title in English"),
    "developed_on": _("Finished on"),
    "languages": _("Languages"),
    "audiences": _("Audience"),
    "balance": _("Speaks of"),
    "print_run": _("Print run"),
    "given": _("Copies given to districts"),
    "campaign": _("Campaign"),
    "visibility": _("Emblem and funding line"),
    "visibility_by": _("Looked at by"),
    "visibility_at": _("Looked at on"),
    "expires_on": _("Not to be used after"),
    "on_site": _("On the site"),
    "counted": _("Counted by itself"),
}

CHOSEN_BY = (
    *("kind", "campaign", "visibility", "audiences", "on_site"),
    *("in_bangla", "in_english"),
)


def _named(things: Any) -> str:
    return ", ".join(map(str, things)) or bangla.UNKNOWN


def _day(day: Any) -> str:
    return show_moment(day) if day else bangla.UNKNOWN


def _given(product: Product) -> int:
    return sum(row.copies for row in product.distributions.all())


def looked_at(product: Product) -> str:
    """Say what was found of emblem and funding line, by whom and when."""
    told = str(product.get_visibility_display())
    if product.visibility_words:
        told += f": {product.visibility_words}"
    if product.visibility_at:
        told += (
            f" ({product.visibility_by or bangla.UNKNOWN}, {show_moment(product.visibility_at)})"
        )
    return told


def facts_about(product: Product) -> list[tuple[Any, Any]]:
    """Give what is known of a product, each with its label."""
    language, today = get_language() or "en", dhaka_day(timezone.now())
    rows = product.distributions.select_related("district")
    went = [f"{row.district.name} {bangla.figure(row.copies, language)}" for row in rows]
    until = _day(product.expires_on)
    return [
        (_("Kind"), product.get_kind_display()),
        (_("Finished on"), _day(product.developed_on)),
        (_("Languages"), _named(product.languages)),
        (_("Audience"), _named(product.audiences.all())),
        (_("Speaks of"), _named(product.balance)),
        (_("Campaign"), product.campaign),
        (_("Print run"), bangla.figure(product.print_run, language)),
        (_("Copies given to districts"), ", ".join(went) or bangla.UNKNOWN),
        (_("Emblem and funding line"), looked_at(product)),
        (
            _("Not to be used after"),
            f"{until} ({_('over')})" if product.has_expired(today) else until,
        ),
        (_("File"), product.document or bangla.UNKNOWN),
    ]


class ProductIndexView(RegisterIndexView):
    add_item_label = _("Write down a product")
    export_permission = "campaigns.export_product"

    def get_base_queryset(self) -> Any:
        """Read what the columns and the file show with the products."""
        rows = Product.objects.select_related("campaign", "visibility_by")
        return rows.prefetch_related("audiences", "distributions")

    @cached_property
    def columns(self) -> list[Column]:
        """Lead with the title, which opens the product."""
        return [
            TitleColumn(
                "title", label=_("Product"), accessor=str, get_url=self.get_inspect_url,
                sort_key="title_en",
            ),
            Column(
                "kind", label=HEADINGS["kind"], accessor="get_kind_display", sort_key="kind",
                classname="campaign-wide",
            ),
            Column(
                "developed_on", label=HEADINGS["developed_on"], sort_key="developed_on",
                accessor=lambda one: _day(one.developed_on),
            ),
            Column(
                "balance", label=HEADINGS["balance"], accessor=lambda one: _named(one.balance)
            ),
            Column("campaign", label=HEADINGS["campaign"], sort_key="campaign"),
            StatusTagColumn(
                "visibility", label=HEADINGS["visibility"], accessor="get_visibility_display",
                primary=lambda one: one.visibility in MAY_BE_SHOWN,
            ),
            BooleanColumn("on_site", label=HEADINGS["on_site"], sort_key="on_site"),
        ]  # fmt: skip

    def to_row_dict(self, product: Product) -> dict[str, Any]:
        plain = {
            name: getattr(product, name)
            for name in ("uid", "title_bn", "title_en", "developed_on", "print_run", "expires_on")
        }
        return {
            **plain,
            "uid": str(product.uid),
            "kind": str(product.get_kind_display()),
            "languages": _named(product.languages),
            "audiences": _named(product.audiences.all()),
            "balance": _named(product.balance),
            "given": _given(product),
            "campaign": product.campaign_id,
            "visibility": str(product.get_visibility_display()),
            "visibility_by": str(product.visibility_by or ""),
            "visibility_at": product.visibility_at,
            "on_site": product.on_site,
            "counted": not product.in_a_printed_figure,
        }


class ProductInspectView(RegisterInspectView):
    template_name = "campaigns/register_row.html"
    page_title = _("Product")
    facts_of = staticmethod(facts_about)


class ProductViewSet(RegisterViewSet):
    model = Product
    name = "products"
    icon = "folder-open-inverse"
    menu_label = _("Products")
    menu_name = "product-register"
    index_view_class = ProductIndexView
    inspect_view_class = ProductInspectView
    inspect_template_name = ProductInspectView.template_name
    list_filter = {
        **{name: ["exact"] for name in CHOSEN_BY},
        "developed_on": ["gte", "lte"],
        "expires_on": ["lte"],
    }
    ordering = ["-developed_on"]
    search_fields = ["title_bn", "title_en"]
    list_export = list(HEADINGS)
    export_headings = HEADINGS
    export_filename = "products"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("title_bn"), FieldPanel("title_en")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("developed_on")]),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("in_bangla"),
                            FieldPanel("in_english"),
                            FieldPanel("other_language"),
                        ]
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("tells_risks"),
                            FieldPanel("tells_alternatives"),
                            FieldPanel("tells_services"),
                        ]
                    ),
                    FieldPanel("audiences"),
                ],
                heading=_("To whom it speaks, and of what"),
            ),
            FieldPanel("campaign"),
            MultiFieldPanel(
                [FieldPanel("visibility"), FieldPanel("visibility_words")],
                heading=_("Visibility of the donor"),
                help_text=_("Who looked and when is noted when you say what you found."),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("print_run"),
                    InlinePanel(
                        "distributions",
                        label=_("District"),
                        heading=_("Where copies went"),
                        panels=[
                            FieldRowPanel(
                                [
                                    FieldPanel("district"),
                                    FieldPanel("copies"),
                                    FieldPanel("given_on"),
                                ]
                            )
                        ],
                    ),
                ],
                heading=_("On paper"),
            ),
            FieldPanel("document"),
            FieldPanel("expires_on"),
            FieldPanel("in_a_printed_figure"),
        ],
        base_form_class=ProductForm,
    )
