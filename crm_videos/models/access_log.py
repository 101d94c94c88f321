"""The access log: every request for a private file, in a chain of hashes.

Rows are added and never changed; the database refuses the rest
(:mod:`crm_videos.private.guards`), except that somebody's own words may be emptied. No
foreign key leads out of it: what happens to a person, a file or a testimony later changes
nothing here.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm_videos.models.private_files import PrivateFile
from crm_videos.models.testimonies import Testimony


class Reason(models.TextChoices):
    """Why somebody looks at a private file."""

    CHECK_CONSENT = "check-consent", _("I check a consent")
    PREPARE_STORY = "prepare-story", _("I prepare the story or check it before it is published")
    ASKED_BY_PERSON = "asked-by-person", _("The person in it has asked for it")
    INCIDENT = "incident", _("A complaint or an incident is looked into")
    OTHER = "other", _("Something else, which I write below")


class Outcome(models.TextChoices):
    """What came of a request."""

    OPENED = "opened", _("Reason given, opened for five minutes")
    SENT = "sent", _("Sent")
    ASKED_WHY = "asked-why", _("Asked for the reason first")
    NOT_THEIRS = "not-theirs", _("Refused: not theirs to see, or no such file")
    TOO_MANY = "too-many", _("Refused: too many in one hour")
    ERASED = "erased", _("Refused: the file was erased")


class AccessEntry(models.Model):
    """One request of a signed-in person, as it was answered."""

    wagtail_reference_index_ignore = True

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("person"),
    )
    # As they were at that moment.
    username = models.CharField(_("user name"), max_length=150)
    role = models.CharField(_("role"), max_length=200)
    # What was asked for, whether or not there is such a file.
    file = models.ForeignKey(
        PrivateFile,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("private file"),
    )
    testimony = models.ForeignKey(
        Testimony,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("testimony"),
    )
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    # May name somebody against all asking. So the chain of hashes holds their digest, and
    # they and the salt are emptied when the person in the testimony is erased.
    words = models.CharField(_("in their words"), max_length=300, blank=True)
    words_salt = models.CharField(max_length=32, blank=True, default="")
    words_digest = models.CharField(max_length=64, blank=True, default="")
    view = models.CharField(_("asked through"), max_length=60)
    # The bytes that were asked for, as the request said it; empty is all of them.
    asked_range = models.CharField(_("bytes asked for"), max_length=80, blank=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        default_permissions = ("view",)
        ordering = ["-number"]
        verbose_name = _("access to a private file")
        verbose_name_plural = _("accesses to private files")
        indexes = [
            models.Index(name="access_of_person", fields=["person", "outcome", "-at"]),
        ]

    def __str__(self) -> str:
        return gettext("Access %(number)s") % {"number": self.number}


class AccessHead(models.Model):
    """The newest entry's number and hash, locked by whoever adds the next: one row.

    Without it nobody could tell that the last entries were cut off.
    """

    wagtail_reference_index_ignore = True

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"
