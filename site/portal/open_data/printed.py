"""The monthly issues as they went out, and the receipts of their numbers.

They are what the programme printed: nothing of them is hidden or withheld afterwards, since
everybody has it on paper. A story that was taken back is gone from them by their own rules.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import override

from foundation.moments import dhaka_day
from portal.issues.content import LANGUAGES, every_cell
from portal.issues.forms_of_issue import FORMATS
from portal.issues.models import IssueVersion, Receipt
from portal.open_data.registers import own_address

Row = dict[str, Any]
OF_A_CELL = ("indicator", "period", "sex", "value", "status", "confidence", "receipt")


def issue_rows() -> list[Row]:
    """List every version of every issue with the files in which it can be had."""
    versions = IssueVersion.objects.select_related("issue").defer("content", "findings")
    return [_issue(version) for version in versions.order_by("issue__month", "number")]


def _issue(version: IssueVersion) -> Row:
    month = f"{version.issue.month:%Y-%m}"
    return {
        "month": month,
        "version": version.number,
        "issued_on": dhaka_day(version.frozen_at),
        "sha256": version.sha256,
        "erratum_en": version.erratum_en or None,
        "erratum_bn": version.erratum_bn or None,
        "cells": own_address(
            reverse("open-data-api:issue_cells", kwargs={"month": month, "number": version.number})
        ),
        "files": [
            {"form": form, "language": language, "address": _file(version, form, language)}
            for language in LANGUAGES
            for form in FORMATS
        ],
    }


def _file(version: IssueVersion, form: str, language: str) -> str:
    with override(language):
        of_version = {"month": f"{version.issue.month:%Y-%m}", "number": version.number}
        return own_address(reverse("factsheet_file", kwargs={**of_version, "form": form}))


def cell_rows(version: IssueVersion) -> list[Row]:
    """List the cells of one version as they were printed; ``receipt`` opens a number."""
    return [
        {
            "month": f"{version.issue.month:%Y-%m}",
            "version": version.number,
            **{f"block_{one}": cell["block"][one] for one in ("en", "bn")},
            **{f"label_{one}": cell["label"][one] for one in ("en", "bn")},
            **{name: cell[name] or None if name == "receipt" else cell[name] for name in OF_A_CELL},
        }
        for cell in every_cell(version.content)
    ]


def every_cell_row() -> list[Row]:
    """List the cells of all versions of all issues."""
    versions = IssueVersion.objects.select_related("issue").order_by("issue__month", "number")
    return [row for version in versions for row in cell_rows(version)]


def receipt_row(receipt: Receipt) -> Row:
    """Say what a printed number is, and where its entries can be read."""
    with override("en"):
        page = reverse("receipt", kwargs={"code": receipt.code})
    return {
        "code": receipt.code,
        "month": f"{receipt.month:%Y-%m}",
        "label_en": receipt.label_en,
        "label_bn": receipt.label_bn,
        "value": receipt.value,
        "status": receipt.status,
        "confidence": receipt.confidence or None,
        "first_printed_in": {
            "month": f"{receipt.first_printed_in.issue.month:%Y-%m}",
            "version": receipt.first_printed_in.number,
        },
        "page": own_address(page),
    }
