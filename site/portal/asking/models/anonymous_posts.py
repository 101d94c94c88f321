"""What keeps forms that anybody may send from counting twice, or without end; both short-lived."""

from django.db import models


class SpentToken(models.Model):
    """A form that has counted, until its token would be too old."""

    digest = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest


class Allowance(models.Model):
    """How many forms came in an hour from addresses with one short digest; see ``allowance``."""

    key = models.CharField(max_length=32, primary_key=True)
    until = models.DateTimeField(db_index=True)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key}: {self.used}"
