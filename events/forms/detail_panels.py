"""The parts of the form that ask about a quiz, a fair, and the overlap poll of any event."""

from typing import Any

from wagtail.admin.panels import Panel

from campaigns.overlap_poll import ANSWERS as OF_THE_POLL
from events.details.fair import MOST_PROVIDERS
from events.details.quiz import HANDS, MOST_QUESTIONS
from events.models import DetailQuestions, EventKind


class PollPanel(Panel):
    """The hands of the overlap poll, which any event may hold."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/poll_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Give the fields in the order in which one asks."""
            return {
                **super().get_context_data(parent_context),
                "fields": [self.form[name] for name in OF_THE_POLL],
            }


class DetailsPanel(Panel):
    """One set of questions. A script hides it while another kind is chosen; all works without."""

    def __init__(self, asks: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.asks = asks

    def clone_kwargs(self) -> dict[str, Any]:
        """Name what a bound copy is made of."""
        return {**super().clone_kwargs(), "asks": self.asks}

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/details_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Give the fields in their lines, and for which kinds they are asked."""
            return {
                **super().get_context_data(parent_context),
                "asks": self.panel.asks,
                "form": self.form,
                "kinds": " ".join(
                    EventKind.objects.filter(details=self.panel.asks).values_list("pk", flat=True)
                ),
                "hands": self._lines(("question", *HANDS), MOST_QUESTIONS),
                "providers": self._lines(("provider", "service"), MOST_PROVIDERS),
                "is_quiz": self.panel.asks == DetailQuestions.QUIZ,
            }

        def _lines(self, parts: tuple[str, ...], most: int) -> list[tuple[int, list[Any]]]:
            return [
                (number, [self.form[f"{part}_{number}"] for part in parts])
                for number in range(1, most + 1)
            ]
