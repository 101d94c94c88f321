"""What the columns of the files mean, in the reader's language. A column means one thing."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
TEXT, CODE, NUMBER, DAY, MONTH, YES_NO, CODES, ADDRESS = (
    "text", "code", "whole number", "date (2026-01-31)", "month (2026-01)", "true or false",
    "codes, separated by ;", "address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    unit: str
    meaning: Words


def _pair(name: str, meaning_en: Words, meaning_bn: Words) -> dict[str, Column]:
    return {f"{name}_en": Column(TEXT, meaning_en), f"{name}_bn": Column(TEXT, meaning_bn)}


COLUMNS: dict[str, Column] = {
    "month": Column(MONTH, _("The month, by Dhaka's calendar.")),
    "state": Column(CODE, _("Open or closed. A closed month never changes.")),
    "closed_on": Column(DAY, _("The day on which two people closed the month.")),
    "code": Column(CODE, _("The code of the row.")),
    "indicator": Column(CODE, _("What is measured: see the file of indicators.")),
    "definition": Column(
        CODE, _("What the words of the indicator meant: figures of two definitions never add up.")
    ),
    "channel": Column(CODE, _("Through what people were reached: see the file of channels.")),
    "kind": Column(
        CODE,
        _(
            "What is counted, such as persons or views, or what sort of thing it is. "
            "Kinds never add up."
        ),
    ),
    "unit": Column(TEXT, _("The unit of the values.")),
    "campaign": Column(
        "short name, all or other", _("One campaign, all together, or those that are not listed.")
    ),
    "area": Column(
        "code of a district, all or elsewhere",
        _("One district, the whole country, or what is in no district."),
    ),
    "sex": Column("all, female, male or not-recorded", _("Of which sex.")),
    "age": Column("all, adult, child or not-recorded", _("Grown-ups or children.")),
    "value": Column(
        NUMBER, _("The value, in units of its kind. Blank is no value: see its state.")
    ),
    "status": Column(
        "known, in-part, unknown, hidden, withheld or not-asked", _("State of the value.")
    ),
    "reason": Column(CODE, _("Why there is no value, or only a part.")),
    "confidence": Column("sure, likely or unsure", _("How sure a stated figure is.")),
    "late": Column(NUMBER, _("How much of the value came after its own month had closed.")),
    "opening": Column(NUMBER, _("An opening balance that was booked in the month.")),
    "cumulative": Column(NUMBER, _("Everything up to the end of the month.")),
    "cumulative_status": Column(CODE, _("State of the cumulative figure.")),
    "parts_hidden": Column(
        YES_NO, _("True where no part of the row is shown, since the whole is too small.")
    ),
    **_pair("label", _("The name in English."), _("The name in Bangla.")),
    **_pair("name", _("The name in English."), _("The name in Bangla.")),
    **_pair("title", _("The title in English."), _("The title in Bangla.")),
    **_pair("text", _("What it means, in English."), _("What it means, in Bangla.")),
    **_pair("division", _("The division in English."), _("The division in Bangla.")),
    **_pair("activity", _("The channel in English."), _("The channel in Bangla.")),
    **_pair("indicator", _("The indicator in English."), _("The indicator in Bangla.")),
    **_pair("adm1", _("The division in English."), _("The division in Bangla.")),
    **_pair("adm2", _("The district in English."), _("The district in Bangla.")),
    **_pair("block", _("The heading in English."), _("The heading in Bangla.")),
    **_pair("meaning", _("The meaning in English."), _("The meaning in Bangla.")),
    **_pair("erratum", _("What changed, in English."), _("What changed, in Bangla.")),
    **_pair(
        "verified_by",
        _("How anybody can check it, in English."),
        _("How anybody can check it, in Bangla."),
    ),
    "adds_over_months": Column(YES_NO, _("Whether its values may be added over months.")),
    "adds_over_channels": Column(YES_NO, _("Whether its values may be added over channels.")),
    "adds_over_areas": Column(YES_NO, _("Whether its values may be added over districts.")),
    "adds_over_sexes": Column(YES_NO, _("Whether its values may be added over sexes and ages.")),
    "source": Column(CODE, _("Who counts: a platform, the field, a register, print.")),
    "metric": Column(CODE, _("The platform's own name of what it counts.")),
    "valid_from": Column(DAY, _("The first day on which this was the meaning.")),
    "valid_to": Column(DAY, _("The last day on which this was the meaning.")),
    "group": Column("digital, field, register, site or import", _("To which group it belongs.")),
    "event_kind": Column(YES_NO, _("Whether it is a kind of event.")),
    "active_from": Column(DAY, _("Nothing is asked of the channel before this day.")),
    "active_to": Column(DAY, _("Nothing is asked of the channel after this day.")),
    "pcode": Column(CODE, _("The place code of the United Nations.")),
    "division": Column(CODE, _("The code of the division.")),
    "starts_on": Column(DAY, _("The first day.")),
    "ends_on": Column(DAY, _("The last day.")),
    "audiences": Column(CODES, _("Whom it speaks to.")),
    "districts": Column(CODES, _("Districts; blank is the whole country.")),
    "indicators": Column(CODES, _("Indicators by which it is judged.")),
    "rule": Column(CODE, _("Digital or field reach: two figures, never one sum.")),
    "rule_version": Column(NUMBER, _("The version of the rule.")),
    "basis": Column(CODE, _("What the value is: of the month, cumulative, or how it was found.")),
    "known": Column(NUMBER, _("The sum of the parts that are known and told.")),
    "low": Column(NUMBER, _("The lower end of the range: the largest part that counts people.")),
    "high": Column(NUMBER, _("The upper end of the range.")),
    "missing": Column(CODES, _("Channels without a figure.")),
    "period_start": Column(DAY, _("The first day that the figure covers.")),
    "period_end": Column(DAY, _("The last day that the figure covers.")),
    "from_month": Column(MONTH, _("The first month of the target.")),
    "to_month": Column(MONTH, _("The last month of the target.")),
    "as_of": Column(MONTH, _("The result holds everything up to the end of this month.")),
    "baseline_value": Column(NUMBER, _("Where it began. Blank is not measured; 0 was measured.")),
    "baseline_on": Column(DAY, _("The day of the baseline.")),
    "baseline_source": Column(TEXT, _("The document that the baseline is from.")),
    "target_value": Column(NUMBER, _("What is to be reached.")),
    "at": Column(
        MONTH, _("The month or quarter that the value is of, where months do not add up.")
    ),
    "share": Column("%", _("How much of the target is reached, never rounded up.")),
    "months_without_figure": Column(NUMBER, _("Months that are over and have no figure.")),
    "version": Column(NUMBER, _("The version of the factsheet.")),
    "issued_on": Column(DAY, _("The day on which it went out.")),
    "sha256": Column(CODE, _("By which it is seen that nothing was changed.")),
    "cells": Column(ADDRESS, _("The numbers of this version.")),
    "period": Column(TEXT, _("A month, or everything to the end of a month.")),
    "receipt": Column(CODE, _("The code by which the number can be opened on this site.")),
    "developed_on": Column(DAY, _("The day on which it was finished.")),
    "languages": Column(CODES, _("In which languages.")),
    "print_run": Column(NUMBER, _("Copies that were printed; blank where none, or not known.")),
    "not_used_after": Column(DAY, _("It is not to be used after this day.")),
    "file": Column(ADDRESS, _("Where the file is.")),
    "bytes": Column(NUMBER, _("The size of the file in bytes.")),
    "published_on": Column(DAY, _("The day on which it was published.")),
    "outlet": Column(TEXT, _("The newspaper, the broadcaster or the site.")),
    "medium": Column("print, online, tv or radio", _("In which medium.")),
    "headline": Column(TEXT, _("The headline as it was printed.")),
    "language": Column("bn, en or xx (another)", _("In which language.")),
    "link": Column(ADDRESS, _("Where it can be read.")),
    "step_free": Column(CODE, _("Whether one gets in with a wheelchair; blank is not known.")),
    "organisation": Column(TEXT, _("Who reports.")),
    "implementing_partner": Column(TEXT, _("Who carries it out.")),
    "programme": Column(TEXT, _("The programme.")),
    "adm0": Column(CODE, _("The country.")),
    "adm1": Column(CODE, _("The code of the division.")),
    "adm2": Column(CODE, _("The code of the district.")),
    "adm3": Column(CODE, _("Upazila: blank, since figures are told by district only.")),
    "table": Column(CODE, _("The name of the file.")),
    "column": Column(CODE, _("The name of the column.")),
}
