"""The tree of locations: who is above and below whom."""

from typing import TYPE_CHECKING

from cyclecount_tui.simulator.plant.rows import Place

if TYPE_CHECKING:
    from cyclecount_tui.simulator.plant.plant import Plant


def ancestors(plant: "Plant", place: Place | None) -> list[Place]:
    """The places above, nearest first; a loop in the tree ends the walk."""
    found: list[Place] = []
    seen: set[int] = set()
    parent = plant.places.get(place.parent_id) if place else None
    while parent is not None and parent.id not in seen:
        found.append(parent)
        seen.add(parent.id)
        parent = plant.places.get(parent.parent_id)
    return found


def descendants(plant: "Plant", place: Place) -> list[Place]:
    """The places below, nearest first."""
    found: list[Place] = []
    seen = {place.id}
    waiting = [place]
    while waiting:
        for child in plant.places.by("parent_id", waiting.pop(0).id):
            if child.id not in seen:
                seen.add(child.id)
                found.append(child)
                waiting.append(child)
    return found
