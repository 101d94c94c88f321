"""The monthly issue: the words that staff write around a month's figures, and its frozen versions.

No figure is in a word of theirs: a text names a figure as ``[[magistrates-trained]]``, and the
ledger says what it is. What is frozen never changes; the database refuses it.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from campaigns.books import next_month
from crm_videos.models import Copy, Story
from crm_videos.words import Language
from foundation.bangla import month_name
from portal.issues.figures_in_text import unreadable_names


def _words(label: Any, *, size: int = 200, blank: bool = True, help_text: Any = "") -> Any:
    return models.CharField(label, max_length=size, blank=blank, help_text=help_text)


class Issue(ClusterableModel):
    """One month's factsheet. A new one begins with the words of the one before."""

    month = models.DateField(
        _("month"), unique=True, help_text=_("Any day of the month; its first is kept.")
    )
    objective_bn = models.TextField(_("overall objective in Bangla"), blank=True)
    objective_en = models.TextField(_("overall objective in English"), blank=True)
    specific_bn = models.TextField(
        _("specific objectives in Bangla"), blank=True, help_text=_("One to a line.")
    )
    specific_en = models.TextField(
        _("specific objectives in English"), blank=True, help_text=_("One to a line.")
    )
    runs_from = models.DateField(_("project runs from"), null=True, blank=True)
    runs_to = models.DateField(_("project runs to"), null=True, blank=True)
    lead_bn = _words(_("lead ministries in Bangla"))
    lead_en = _words(_("lead ministries in English"))
    partner_bn = _words(_("implementing partner in Bangla"))
    partner_en = _words(_("implementing partner in English"))
    funding_bn = _words(
        _("funding line in Bangla"),
        help_text=_("As the donor prescribes it; it stands beside the emblem."),
    )
    funding_en = _words(_("funding line in English"))
    has_emblem = models.BooleanField(
        _("the donor's emblem is shown"),
        default=False,
        help_text=_("The emblem of the European Union is drawn beside the funding line."),
    )
    links = models.TextField(
        _("links to the content"), blank=True, help_text=_("Whole addresses, one to a line.")
    )

    # Its words stand in the story's own pages. Whether they may be quoted the gate says each time.
    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("impact story"),
        help_text=_(
            "Of the stories that are public: those whose people agreed to print, for reports and "
            "for informing people."
        ),
    )  # fmt: skip

    # Another person freezes what this one wrote.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False,
        related_name="+",
    )  # fmt: skip

    panels: ClassVar[list[Any]] = [
        FieldPanel("month"),
        InlinePanel("articles", heading=_("Articles"), label=_("Article")),
        MultiFieldPanel([FieldPanel("links")], heading=_("Communications and visibility")),
        FieldPanel("story"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("objective_bn"), FieldPanel("objective_en")]),
                FieldRowPanel([FieldPanel("specific_bn"), FieldPanel("specific_en")]),
                FieldRowPanel([FieldPanel("runs_from"), FieldPanel("runs_to")]),
                FieldRowPanel([FieldPanel("lead_bn"), FieldPanel("lead_en")]),
                FieldRowPanel([FieldPanel("partner_bn"), FieldPanel("partner_en")]),
            ],
            heading=_("The project"),
            help_text=_("What held in this month. Later issues may say something else."),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("funding_bn"), FieldPanel("funding_en")]),
             FieldPanel("has_emblem")],
            heading=_("Funding"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["-month"]
        verbose_name = _("monthly issue")
        verbose_name_plural = _("monthly issues")
        permissions = [("freeze_issue", "Can freeze an issue")]
        constraints = [
            models.CheckConstraint(name="issue_starts_on_a_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="issue_project_runs_in_order",
                condition=Q(runs_from=None)
                | Q(runs_to=None)
                | Q(runs_from__lte=models.F("runs_to")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    def title(self, language: str) -> str:
        """Name the issue by its month."""
        return month_name(self.month, language)

    def clean(self) -> None:
        """Keep the month's first day; two issues of one month there cannot be."""
        if self.month:
            self.month = self.month.replace(day=1)
            if Issue.objects.filter(month=self.month).exclude(pk=self.pk).exists():
                raise ValidationError({"month": _("There is an issue of this month already.")})
        if self.runs_from and self.runs_to and self.runs_to < self.runs_from:
            raise ValidationError({"runs_to": _("It ends before it begins.")})


class Article(Orderable):
    """One news item of an issue, with the month it speaks of."""

    class About(models.TextChoices):
        REINTEGRATION = "reintegration", _("Economic reintegration")
        GOVERNANCE = "governance", _("Migration governance")
        AWARENESS = "awareness", _("Awareness raising")

    issue = ParentalKey(Issue, on_delete=models.CASCADE, related_name="articles")
    about = models.CharField(_("about"), max_length=14, choices=About)
    happened_in = models.DateField(
        _("happened in"), help_text=_("Any day of the month that the article speaks of.")
    )
    headline_bn = models.CharField(_("headline in Bangla"), max_length=160)
    headline_en = models.CharField(_("headline in English"), max_length=160)
    text_bn = models.TextField(
        _("text in Bangla"),
        help_text=_(
            "An empty line begins a paragraph. Write no figure that the ledger holds: name it, as "
            "in [[magistrates-trained]], and it is filled in."
        ),
    )
    text_en = models.TextField(_("text in English"))

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("about"), FieldPanel("happened_in")]),
        FieldPanel("headline_bn"),
        FieldPanel("headline_en"),
        FieldPanel("text_bn"),
        FieldPanel("text_en"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.CheckConstraint(name="article_of_a_first_day", condition=Q(happened_in__day=1))
        ]

    def __str__(self) -> str:
        return self.headline_en

    def clean(self) -> None:
        """Refuse a figure that there is not; keep the month's first day."""
        if self.happened_in:
            self.happened_in = self.happened_in.replace(day=1)
        wrong = {
            field: _("There is no figure called %s.") % ", ".join(names)
            for field in ("headline_bn", "headline_en", "text_bn", "text_en")
            if (names := unreadable_names(getattr(self, field)))
        }
        if wrong:
            raise ValidationError(wrong)


class IssueVersion(models.Model):
    """An issue as it went out: all words and figures of both languages, as data."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    # Nobody, where the site itself took a story out.
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    # In how many languages it quotes a story: with fewer quotations than that it is shut.
    quoted_in = models.PositiveSmallIntegerField(default=0)
    # What the checks said of it (portal.issues.linting), and why it went out if they were red.
    # Both stay with us: they are no part of what is printed.
    findings = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)
    erratum_bn = models.TextField(blank=True)
    erratum_en = models.TextField(blank=True)

    class Meta:
        ordering = ["issue", "number"]
        verbose_name = _("version of an issue")
        verbose_name_plural = _("versions of issues")
        constraints = [
            models.UniqueConstraint(name="version_once_in_an_issue", fields=["issue", "number"]),
            models.CheckConstraint(name="versions_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="version_later_ones_say_what_changed",
                condition=Q(number=1) | (~Q(erratum_bn="") & ~Q(erratum_en="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue} v{self.number}"


class StoryQuote(models.Model):
    """What a version quotes of a story in one language: apart from its data, for it can be erased.

    A row goes when the story does; its version is shut from then on.
    """

    version = models.ForeignKey(IssueVersion, on_delete=models.PROTECT, related_name="quotes")
    language = models.CharField(max_length=2, choices=Language)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="+")
    copy = models.OneToOneField(Copy, on_delete=models.PROTECT, related_name="+")
    # Of the page whose words were approved, as the reviews name it.
    digest = models.CharField(max_length=64)
    title = models.TextField()
    warning = models.TextField(blank=True)
    intro = models.TextField(blank=True)
    experience = models.TextField(blank=True)
    support = models.TextField(blank=True)
    message = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    quote_note = models.TextField(blank=True)
    # Whether the name in it is the person's own.
    name_note = models.TextField(blank=True)

    objects: "models.Manager[StoryQuote]" = models.Manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["version", "language"]
        constraints = [
            models.UniqueConstraint(
                name="quote_once_in_a_language", fields=["version", "language"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.language}"


class Receipt(models.Model):
    """What a printed number is, under the code that is printed beside it."""

    code = models.CharField(max_length=8, primary_key=True)
    month = models.DateField()
    formula = models.JSONField()
    label_bn = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    value = models.BigIntegerField(null=True)
    status = models.CharField(max_length=8)
    confidence = models.CharField(max_length=8, blank=True)
    first_printed_in = models.ForeignKey(
        IssueVersion, on_delete=models.PROTECT, related_name="receipts"
    )

    class Meta:
        ordering = ["month", "code"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self) -> str:
        return self.code


# What a new issue takes over from the one before: all that is not of its month.
TAKEN_OVER = (
    "objective_bn", "objective_en", "specific_bn", "specific_en", "runs_from", "runs_to",
    "lead_bn", "lead_en", "partner_bn", "partner_en", "funding_bn", "funding_en", "has_emblem",
)  # fmt: skip


def begun_like_the_last() -> Issue:
    """Begin the issue of the month after the newest one, with the words that still hold."""
    newest = Issue.objects.order_by("-month").first()
    if newest is None:
        return Issue()
    words = {name: getattr(newest, name) for name in TAKEN_OVER}
    return Issue(month=next_month(newest.month), **words)


# Django looks for models here; what goes out by mail has a folder of its own.
from portal.issues.by_mail.models import Letter, Subscription  # noqa: E402, F401
