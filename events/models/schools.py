"""The register of schools in which quizzes are held."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.models import Place


class School(models.Model):
    """A school or madrasa, and where it lies. Its pupils are nowhere named."""

    place = models.ForeignKey(
        Place,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=~Q(level=Place.Level.DIVISION),
        verbose_name=_("place"),
        help_text=_("The union if you know it; else the upazila, city corporation or district."),
    )
    name_en = models.CharField(_("English name"), max_length=120)
    name_bn = models.CharField(_("Bangla name"), max_length=120, blank=True)
    other_names = models.CharField(
        _("other names"), max_length=200, blank=True, help_text=_("Separated by semicolons.")
    )
    # What tells schools of one name apart in the country's own lists.
    eiin = models.CharField(
        "EIIN",
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{6}$", _("An EIIN has six digits."))],
        help_text=_("The six digits by which the Ministry of Education knows it, if known."),
    )
    active = models.BooleanField(
        _("offered"),
        default=True,
        help_text=_("Clear this to stop offering the school for new quizzes. Its quizzes stay."),
    )

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["name_en", "pk"]
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        constraints = [
            models.UniqueConstraint(
                name="school_one_of_a_name_in_a_place",
                fields=["place", "name_en"],
                violation_error_message=_("This place has a school of this name already."),
            ),
            models.UniqueConstraint(
                name="school_one_of_an_eiin",
                fields=["eiin"],
                condition=~Q(eiin=""),
                violation_error_message=_("Another school has this EIIN."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_bn if get_language() == "bn" and self.name_bn else self.name_en

    @property
    def names(self) -> list[str]:
        """Give every name under which a sheet may mean it."""
        others = [name.strip() for name in self.other_names.split(";")]
        return [name for name in (self.name_en, self.name_bn, *others) if name]
