"""The registers of products and news reports: each row is an item of its month in the ledger."""

import csv
import datetime as dt
import io

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model

from campaigns.books import last_day
from campaigns.ledger import Cell, Fact, LedgerRefused, Source, post_stated
from campaigns.models import Current, Entry, NewsReport, Product
from campaigns.models.register_rows import NO_DELETION
from campaigns.reach import reach_report
from campaigns.registers import RegisterRefused, show_on_site, take_out
from tests.campaigns.campaign_made import (
    NOW,
    browser_of,
    make_campaign,
    product_form,
    report_form,
    somebody,
)

pytestmark = pytest.mark.django_db

OCTOBER = dt.date(2026, 10, 1)


def month_of(name: str, month: dt.date = OCTOBER) -> int | None:
    return reach_report(month, now=NOW)[name]["month"]


def state(value: int, month: dt.date = OCTOBER, role: str = "month", indicator: str = "C1") -> None:
    source = Source(authority="person", ref="print", observed_at=NOW)
    names = {"C1": ("products-developed", "products"), "C2": ("news-reports", "news")}
    definition, channel = names[indicator]
    cell = Cell(
        indicator=indicator, definition=definition, channel=channel, period_start=month,
        period_end=last_day(month), zone="Asia/Dhaka", role=role,
    )  # fmt: skip
    post_stated([Fact(cell=cell, source=source, value=value)], now=NOW)


@pytest.fixture
def editor():
    return browser_of("Editors")


def write(browser, **over) -> Product:
    answer = browser.post(reverse("products:add"), product_form(**over))
    assert answer.status_code == 302, answer.context["form"].errors
    return Product.objects.latest("pk")


def errors_of(answer) -> str:
    form = answer.context["form"]
    return " ".join(str(problem) for some in form.errors.values() for problem in some)


def test_each_product_and_report_is_one_item_of_its_month_and_campaign(editor):
    make_campaign()
    write(editor, campaign="before-eid")
    write(editor, title_en="Another")
    assert editor.post(reverse("news_reports:add"), report_form()).status_code == 302
    assert (month_of("products"), month_of("news_reports")) == (2, 1)
    campaigns = Current.objects.filter(key__indicator="C1").values_list("key__campaign", flat=True)
    assert sorted(campaigns) == ["before-eid", "none"]


def test_a_correction_is_a_new_version_and_what_is_taken_out_is_void(editor):
    product = write(editor)
    edit = reverse("products:edit", args=[product.pk])
    assert editor.post(edit, product_form(developed_on="2026-09-30")).status_code == 302
    assert (month_of("products"), month_of("products", dt.date(2026, 9, 1))) == (None, 1)
    assert editor.post(edit, product_form(title_en="Renamed")).status_code == 302
    assert month_of("products") == 1
    manager = browser_of("Data managers")
    assert editor.post(reverse("products:delete", args=[product.pk])).status_code == 302
    assert Product.objects.exists(), "an editor took it out"
    manager.post(reverse("products:delete", args=[product.pk]))
    assert not Product.objects.exists()
    assert month_of("products") is None
    told = Entry.objects.filter(key__contributor=product.contributor)
    # October, moved to September, moved back, gone: nothing was ever changed or deleted.
    versions = dict.fromkeys((9, 10), "")
    for entry in told.select_related("key").order_by("pk"):
        versions[entry.key.month.month] += {"value": "1", "void": "-"}[entry.state]
    assert versions == {9: "1-", 10: "1-1-"}


def test_what_a_whole_month_was_stated_for_is_refused_and_can_be_kept_uncounted(editor):
    state(13)
    answer = editor.post(reverse("products:add"), product_form())
    assert "entered for the whole of this month" in errors_of(answer)
    assert not Product.objects.exists()
    write(editor, in_a_printed_figure="on")
    assert month_of("products") == 13


def test_what_lies_inside_an_opening_is_refused(editor):
    state(826, role="opening")
    answer = editor.post(reverse("products:add"), product_form())
    assert "already inside a balance" in errors_of(answer)


def test_a_whole_is_refused_beside_the_items_of_a_register(editor):
    write(editor)
    with pytest.raises(LedgerRefused, match="counted from its register"):
        state(13)
    state(13, month=dt.date(2026, 9, 1))
    assert month_of("products") == 1


def test_taking_the_last_item_out_lets_the_whole_be_stated(editor):
    take_out(write(editor), by=somebody("Data managers"), now=NOW)
    state(13)
    assert month_of("products") == 13


def test_rows_are_deleted_by_the_register_alone(editor):
    product = write(editor)
    for delete in (product.delete, Product.objects.all().delete):
        with pytest.raises(TypeError, match=NO_DELETION):
            delete()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"developed_on": "2999-01-01"}, "still to come"),
        ({"title_bn": "", "title_en": ""}, "Give it a title"),
        ({"in_bangla": ""}, "in which language"),
        ({"expires_on": "2026-10-04"}, "expire before it was made"),
        ({"visibility": "lacking"}, "Say what is lacking"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_cannot_be_is_said_in_a_sentence(editor, wrong, words):
    answer = editor.post(reverse("products:add"), product_form(**wrong))
    assert answer.status_code == 200
    assert words in errors_of(answer)
    assert not Product.objects.exists()


def test_more_copies_than_were_printed_cannot_have_gone_out(editor):
    rows = [{"district": "BD4047", "copies": "300"}, {"district": "BD3093", "copies": "201"}]
    answer = editor.post(reverse("products:add"), product_form(distributions=rows))
    assert "501 copies went to districts, and 500 were printed" in errors_of(answer)
    rows[1]["copies"] = "200"
    product = write(editor, distributions=rows)
    told = editor.get(reverse("products:inspect", args=[product.pk])).content.decode()
    assert "Khulna 300" in told


class TestOnTheSite:
    def test_it_takes_a_look_at_the_emblem_and_somebody_who_publishes(self, editor):
        product = write(editor, visibility="unchecked")
        approver, show = browser_of("Approvers"), reverse("products:show", args=[product.pk])
        assert "look at its emblem" in approver.post(show, follow=True).content.decode()
        edit = reverse("products:edit", args=[product.pk])
        editor.post(edit, product_form(visibility="right"))
        product.refresh_from_db()
        assert (product.visibility_by.username, product.on_site) == ("editors", False)
        assert product.visibility_at is not None
        editor.post(show)
        product.refresh_from_db()
        assert not product.on_site, "an editor published it"
        approver.post(show)
        product.refresh_from_db()
        assert product.on_site

    def test_what_an_editor_changes_leaves_the_site_until_it_is_shown_again(self, editor):
        product = write(editor)
        show_on_site(product, shown=True, by=somebody("Approvers"), now=NOW)
        edit = reverse("products:edit", args=[product.pk])
        editor.post(edit, product_form(print_run="900"))
        product.refresh_from_db()
        assert product.on_site, "what nobody reads there was changed"
        editor.post(edit, product_form(title_en="Other words"))
        product.refresh_from_db()
        assert not product.on_site
        show_on_site(product, shown=True, by=somebody("Approvers"), now=NOW)
        browser_of("Approvers").post(edit, product_form(title_en="Approved words"))
        product.refresh_from_db()
        assert product.on_site

    def test_another_file_has_to_be_looked_at_again(self, editor):
        product = write(editor)
        show_on_site(product, shown=True, by=somebody("Approvers"), now=NOW)
        file = ContentFile(b"a,b\n", name="other.csv")
        document = get_document_model().objects.create(title="Other", file=file)
        edit = reverse("products:edit", args=[product.pk])
        browser_of("Approvers").post(edit, product_form(document=document.pk))
        product.refresh_from_db()
        assert (product.visibility, product.visibility_by) == ("unchecked", None)
        assert not product.on_site
        document.file.delete(save=False)

    def test_a_report_that_uses_a_story_is_never_shown_nor_its_scan_kept(self, editor):
        editor.post(reverse("news_reports:add"), report_form())
        report = NewsReport.objects.get()
        show_on_site(report, shown=True, by=somebody("Approvers"), now=NOW)
        edit = reverse("news_reports:edit", args=[report.pk])
        browser_of("Approvers").post(edit, report_form(uses_story="on"))
        report.refresh_from_db()
        assert not report.on_site
        with pytest.raises(RegisterRefused, match="story of a returnee"):
            show_on_site(report, shown=True, by=somebody("Approvers"), now=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            NewsReport.objects.filter(pk=report.pk).update(on_site=True)


def rows_of(browser, name: str) -> list[dict[str, str]]:
    answer = browser.get(reverse(f"{name}:index") + "?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_of_a_register_runs_nothing_and_names_no_story(editor):
    write(editor, title_en="=cmd()")
    for over in ({"headline": "+1"}, {"headline": "Rupa of Tangail", "uses_story": "on"}):
        editor.post(reverse("news_reports:add"), report_form(**over))
    (product,) = rows_of(editor, "products")
    assert product["Title in English"] == "'=cmd()"
    reports = rows_of(editor, "news_reports")
    assert sorted(one["Headline"] for one in reports) == ["", "'+1"]
    answer = browser_of("RSC supervisors").get(reverse("products:index") + "?export=csv")
    assert answer.status_code == 302


def test_lists_are_narrowed_and_ask_as_much_for_many_as_for_one(editor):
    write(editor)
    url = reverse("products:index")
    editor.get(url)
    with CaptureQueriesContext(connection) as one:
        editor.get(url)
    for number in range(6):
        write(editor, title_en=f"More {number}", kind="video")
    with CaptureQueriesContext(connection) as many:
        html = editor.get(url).content.decode()
    assert all(f"More {number}" in html for number in range(6))
    assert len(many) <= len(one)
    assert "More " not in editor.get(url + "?kind=poster").content.decode()
