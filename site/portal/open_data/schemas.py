"""The shapes of the open API's answers, and of what may be asked."""

import datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from portal.open_data.words import Status

MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
Month = Annotated[str, StringConstraints(pattern=MONTH)]
# Nothing else is in our codes, and no database is asked for anything else.
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,50}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,16}$")]
Version = Annotated[int, Field(ge=1, le=999)]
MOST_ROWS, MOST_OFFSET = 500, 1_000_000


class Page(Schema):
    """Which rows of a list."""

    limit: int = Field(100, ge=1, le=MOST_ROWS, description="How many rows at most.")
    offset: int = Field(0, ge=0, le=MOST_OFFSET, description="How many rows are left out first.")


class Stretch(Page):
    """Some months; without them the newest that is over and has figures."""

    first: Month | None = Field(None, description="The first month, as 2026-01.")
    last: Month | None = Field(None, description="The last month; 12 months at most.")


class OfFigures(Stretch):
    indicator: Name | None = None
    channel: Name | None = None
    campaign: Name | None = Field(None, description="`all`, a campaign, or `other`.")
    area: Name | None = Field(None, description="`all`, a district's code, or `elsewhere`.")
    sex: Literal["all", "female", "male", "not-recorded"] | None = None
    age: Literal["all", "adult", "child", "not-recorded"] | None = None


class OfTargets(Page):
    month: Month | None = Field(None, description="Results up to the end of this month.")


class Problem(Schema):
    error: str
    details: list[str]


class Rows(Schema):
    """Some rows of a list; ``next`` is the address of those that follow."""

    count: int
    next: str | None


class Endpoint(Schema):
    address: str
    about: str


class Root(Schema):
    programme_en: str
    programme_bn: str
    is_demo: bool
    version: str
    description: str
    endpoints: list[Endpoint]


class MonthOut(Schema):
    month: str
    state: Literal["open", "closing", "closed"]
    closed_on: datetime.date | None


class Months(Rows):
    items: list[MonthOut]


class DefinitionOut(Schema):
    definition: str
    source: str
    metric: str | None
    text_en: str
    text_bn: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None


class IndicatorOut(Schema):
    code: str
    kind: str
    unit: str
    label_en: str
    label_bn: str
    adds_over_months: bool
    adds_over_channels: bool
    adds_over_areas: bool
    adds_over_sexes: bool
    definitions: list[DefinitionOut]


class Indicators(Rows):
    items: list[IndicatorOut]


class ChannelOut(Schema):
    channel: str
    group: str
    label_en: str
    label_bn: str
    event_kind: bool
    active_from: datetime.date | None
    active_to: datetime.date | None


class Channels(Rows):
    items: list[ChannelOut]


class DistrictOut(Schema):
    code: str
    pcode: str | None
    name_en: str
    name_bn: str
    division: str | None
    division_en: str | None
    division_bn: str | None


class Districts(Rows):
    items: list[DistrictOut]


class CampaignOut(Schema):
    campaign: str
    name_en: str
    name_bn: str | None
    state: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    audiences: list[str]
    districts: list[str]
    indicators: list[str]


class Campaigns(Rows):
    items: list[CampaignOut]


class ProductOut(Schema):
    kind: str
    title_en: str | None
    title_bn: str | None
    developed_on: datetime.date
    languages: list[str]
    audiences: list[str]
    print_run: int | None
    not_used_after: datetime.date | None
    file: str | None
    bytes: int | None


class Products(Rows):
    items: list[ProductOut]


class NewsOut(Schema):
    published_on: datetime.date
    outlet: str
    medium: str
    headline: str
    language: str
    link: str | None


class News(Rows):
    items: list[NewsOut]


class RuleOut(Schema):
    slug: str
    version: int
    text_en: str
    text_bn: str


class ControlOut(Schema):
    document: str
    printed: int
    agrees: bool


class HeadlineOut(Schema):
    """A declared sum; ``known`` is what there is of it, ``low`` and ``high`` its range."""

    value: int | None
    status: Status
    reason: str | None
    known: int | None
    missing: list[str]
    low: int | None
    high: int | None
    confidence: str | None
    controls: list[ControlOut]


class PartOut(Schema):
    channel: str
    indicator: str
    kind: str
    definition: str | None
    value: int | None
    cumulative: int | None
    status: Status
    reason: str | None
    period_start: datetime.date | None
    period_end: datetime.date | None
    confidence: str | None


class OneReach(Schema):
    rule: RuleOut
    month: HeadlineOut
    cumulative: HeadlineOut
    parts: list[PartOut]


class ReachOut(Schema):
    """Digital and field reach are two figures, never one sum."""

    month: str
    state: Literal["open", "closing", "closed"]
    closed_on: datetime.date | None
    digital: OneReach
    field: OneReach


class Reach(Rows):
    items: list[ReachOut]


class FigureOut(Schema):
    month: str
    indicator: str
    kind: str
    definition: str
    channel: str
    campaign: str
    area: str
    sex: str
    age: str
    value: int | None
    status: Status
    reason: str | None
    confidence: str | None
    late: int | None
    opening: int | None
    cumulative: int | None
    cumulative_status: str | None
    parts_hidden: bool


class Figures(Rows):
    items: list[FigureOut]


class TargetPart(Schema):
    channel: str
    definition: str
    value: int | None


class TargetOut(Schema):
    indicator: str
    kind: str
    campaign: str
    sex: str
    from_month: str
    to_month: str
    baseline_value: int | None
    baseline_on: datetime.date | None
    baseline_source: str | None
    target_value: int
    as_of: str
    basis: str
    value: int | float | None
    high: int | None
    at: str | None
    share: int | None
    parts: list[TargetPart]
    months_without_figure: int
    status: Status
    reason: str | None
    verified_by_en: str | None
    verified_by_bn: str | None


class Targets(Rows):
    items: list[TargetOut]


class IssueFile(Schema):
    form: str
    language: str
    address: str


class IssueOut(Schema):
    month: str
    version: int
    issued_on: datetime.date
    sha256: str
    erratum_en: str | None
    erratum_bn: str | None
    cells: str
    files: list[IssueFile]


class Issues(Rows):
    items: list[IssueOut]


class IssueCell(Schema):
    month: str
    version: int
    block_en: str
    block_bn: str
    label_en: str
    label_bn: str
    indicator: str
    period: str
    sex: str
    value: int | None
    status: str
    confidence: str | None
    receipt: str | None


class IssueCells(Rows):
    items: list[IssueCell]


class Printing(Schema):
    month: str
    version: int


class ReceiptOut(Schema):
    code: str
    month: str
    label_en: str
    label_bn: str
    value: int | None
    status: str
    confidence: str | None
    first_printed_in: Printing
    page: str


class ColumnOut(Schema):
    table: str
    file: str
    column: str
    unit: str
    meaning_en: str
    meaning_bn: str


class Dictionary(Rows):
    items: list[ColumnOut]
