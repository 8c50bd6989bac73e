"""createComment: a remark on whatever has the given entity number."""

from collections.abc import Mapping
from typing import Any

from cyclecount_tui.simulator.mutations.refusal import Refused, not_found
from cyclecount_tui.simulator.mutations.writing import as_id
from cyclecount_tui.simulator.plant.rows import Comment
from cyclecount_tui.simulator.session import Session


def create_comment(session: Session, input: Mapping[str, Any]) -> dict[str, Any]:  # noqa: A002 - ION's argument
    """Add a comment to an entity that exists."""
    plant = session.plant
    entity_id = as_id(input["entityId"], "Entity")
    if plant.row_of_entity(entity_id) is None:
        raise not_found("Entity", entity_id)
    if not (input.get("content") or input.get("slateContent")):
        raise Refused("A comment needs content.")
    comment = Comment(
        id=plant.comments.next_id,
        about_entity_id=entity_id,
        content=input.get("content"),
        slate_content=input.get("slateContent"),
        parent_id=as_id(input["parentId"], "Comment") if input.get("parentId") else None,
    )
    plant.born(comment, session.user_id)
    return {"comment": plant.comments.add(comment)}
