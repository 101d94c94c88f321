"""The admin's own screens of the ledger: state one figure, import a sheet."""

from campaigns.views.entering import EnterFigureView
from campaigns.views.sheets import (
    ErrorsView,
    ImportSheetView,
    TemplateView,
)

__all__ = ["EnterFigureView", "ErrorsView", "ImportSheetView", "TemplateView"]
