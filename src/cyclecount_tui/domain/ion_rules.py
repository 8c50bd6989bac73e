"""ION's own rules (Actions) that may refuse a write: what they say, and which places of a plan they name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.plan import IonRule, Step, Write

_CREATING = frozenset({Step.CREATE, Step.SPLIT})
"""The steps after which ION has a record that it did not have."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule that is in force on inventory, as ION has it; `event` is ION's CREATE or UPDATE, `code` its program."""

    title: str
    event: str = ""
    code: str = ""

    @property
    def name(self) -> str:
        """Its title, where it has one."""
        return self.title or "a rule without a title"


def rules_over(writes: Iterable[Write], texts: Iterable[RuleText]) -> tuple[IonRule, ...]:
    """Of the rules those that are asked when one of the writes is sent, each with the places among theirs it names."""
    writes = tuple(writes)
    found = {place.id: place for write in writes for place in places_of(write)}
    events = {event for write in writes for event in events_of(write)}
    return tuple(
        IonRule(text.name, text.event, tuple(sorted(place.id for place in found.values() if _names(text, place))))
        for text in texts
        if not text.event or text.event in events
    )


def places_of(write: Write) -> tuple[Place, ...]:
    """The places that a write touches."""
    return tuple(place for place in (write.at, write.to) if place is not None)


def events_of(write: Write) -> frozenset[str]:
    """What happens to records in ION, in its rules' words."""
    created = {"CREATE" for step in write.steps if step in _CREATING}
    return frozenset(created | {"UPDATE" for step in write.steps if step is not Step.CREATE})


def _names(text: RuleText, place: Place) -> bool:
    """Whether a rule speaks of a location: by its name, or by its id as a number of its own."""
    said = f"{text.title}\n{text.code}"
    by_name = bool(place.name) and place.name.casefold() in said.casefold()
    return by_name or re.search(rf"(?<![\w.]){place.id}(?![\w.])", said) is not None
