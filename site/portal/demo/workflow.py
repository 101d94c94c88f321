"""How the demo's pages come about: blocks as Wagtail stores them, and the way to the public."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from wagtail.models import Page


def raw_block(kind: str, value: Any) -> dict[str, Any]:
    """Write a block as Wagtail stores it; without an id it is taken for an old form."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def raw_blocks(
    body: list[tuple[str, Any]], facts: Mapping[str, Any] | None = None
) -> Iterator[dict[str, Any]]:
    """Write the blocks of a body; facts are told by their keys."""
    for kind, value in body:
        block = value
        if kind == "list":
            block = value | {"items": [raw_block("item", item) for item in value["items"]]}
        if kind == "facts":
            chosen = [raw_block("item", (facts or {})[key].pk) for key in value["keys"]]
            block = {"title": value["title"], "facts": chosen}
        yield raw_block(kind, block)


def submit(page: Page, editor: User) -> Any:
    """Hand a page in, as its editor does."""
    page.save_revision(user=editor, log_action=True)
    return page.get_workflow().start(page, editor)


def approve(page: Page, people: dict[str, User]) -> None:
    """Have a page handed in and approved."""
    state = submit(page, people["editor"])
    state.current_task_state.approve(user=people["approver"])
    page.refresh_from_db()
