"""What to know of a plan before it is posted: what may go wrong with each write, and ION's own rules over all."""

from collections.abc import Iterator

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.ion_rules import events_of, places_of
from cyclecount_tui.domain.plan import IonRule, Write, WriteKind
from cyclecount_tui.domain.quantities import plain

MOST_NAMED = 5


def warnings_of(count: Count, write: Write) -> tuple[str, ...]:
    """Sentences about one write of a plan; none for one that is plain."""
    return tuple(_warnings(count, write))


def rules_words(count: Count) -> tuple[str, ...]:
    """Sentences about ION's own rules that are asked about every write of a kind, whatever its place."""
    plan = count.plan
    if plan is None:
        return ()
    general = [rule for rule in plan.rules if not rule.places]
    said = [_in_force(general)] if general else []
    return (*said, *([f"Whether ION has rules that refuse a write is not known. {plan.rules_unread}"]
                     if plan.rules_unread else []))  # fmt: skip


def _warnings(count: Count, write: Write) -> Iterator[str]:
    if write.warning:
        yield write.warning
    if write.held and _changes_quantity(write) and write.after < write.held:
        yield (
            f"Leaves {plain(write.after)}, below the {plain(write.held)} that are kitted, installed or scrapped of it: "
            "ION may refuse it."
        )
    places = {place.id: place for place in places_of(write)}
    for rule in count.plan.rules if count.plan else ():
        here = [places[place_id].name for place_id in rule.places if place_id in places]
        if here and (not rule.event or rule.event in events_of(write)):
            yield f"ION's rule “{rule.title}” names {', '.join(here)}: it may refuse this."
    yield from _about_its_target(count, write)


def _about_its_target(count: Count, write: Write) -> Iterator[str]:
    if write.to is None or not write.kind.moves:
        return
    evidence, choice = count.evidence, count.choices.get(write.line)
    if evidence is not None and any(place.id == write.to.id for place in evidence.mrb):
        yield f"{write.to.name} is a material review board location: what goes there waits for a decision."
    if choice is not None and choice.fix.kind is FixKind.PARK:
        yield f"Last resort: nothing explains the difference, and it is parked in {write.to.name}."


def _changes_quantity(write: Write) -> bool:
    return write.kind in {WriteKind.SET_QUANTITY, WriteKind.SPLIT_AND_MOVE}


def _in_force(rules: list[IonRule]) -> str:
    named = ", ".join(f"“{rule.title}”" for rule in rules[:MOST_NAMED])
    more = f" and {len(rules) - MOST_NAMED} more" if len(rules) > MOST_NAMED else ""
    which = "A rule of ION's own is" if len(rules) == 1 else f"{len(rules)} rules of ION's own are"
    return f"{which} in force on changes of inventory and may refuse a write: {named}{more}."
