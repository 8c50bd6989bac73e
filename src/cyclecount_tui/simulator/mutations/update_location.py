"""updateLocation: name, availability and place in the tree."""

from collections.abc import Mapping
from typing import Any

from cyclecount_tui.simulator.mutations.refusal import Refused
from cyclecount_tui.simulator.mutations.writing import check_etag, existing
from cyclecount_tui.simulator.plant.places import descendants
from cyclecount_tui.simulator.plant.rows import Place
from cyclecount_tui.simulator.session import Session

COLUMNS = {
    "available": "available",
    "archived": "archived",
    "name": "name",
    "description": "description",
    "parentId": "parent_id",
    "type": "type",
    "supervisorId": "supervisor_id",
    "address": "address",
}
NEVER_EMPTY = frozenset({"available", "archived", "name"})
LONGEST_NAME = 128
LONGEST_DESCRIPTION = 512


def update_location(session: Session, input: Mapping[str, Any]) -> dict[str, Any]:  # noqa: A002 - ION's argument
    """Update one location; its availability changes the status of all that lies there."""
    plant = session.plant
    place = existing(plant.places, input["id"], "Location")
    check_etag(session, place, input["etag"])
    _check(session, place, input)
    plant.places.change(place, **{column: input[key] for key, column in COLUMNS.items() if key in input})
    plant.stamp(place, session.user_id)
    return {"location": place}


def _check(session: Session, place: Place, given: Mapping[str, Any]) -> None:
    for key in NEVER_EMPTY & given.keys():
        if given[key] is None or given[key] == "":
            raise Refused(f"{key} cannot be empty.")
    if len(given.get("name") or "") > LONGEST_NAME:
        raise Refused(f"A location name has at most {LONGEST_NAME} characters.")
    if len(given.get("description") or "") > LONGEST_DESCRIPTION:
        raise Refused(f"A location description has at most {LONGEST_DESCRIPTION} characters.")
    if given.get("parentId") is not None:
        _check_parent(session, place, existing(session.plant.places, given["parentId"], "Location"))


def _check_parent(session: Session, place: Place, parent: Place) -> None:
    below = {child.id for child in descendants(session.plant, place)}
    if parent.id == place.id or parent.id in below:
        raise Refused("A location cannot be inside itself.")
