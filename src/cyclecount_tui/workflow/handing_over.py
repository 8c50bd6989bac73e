"""Who counts at this terminal from now on: another name, and a line in the journal of the count that is under way."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import HandedOver
from cyclecount_tui.domain.scans.command_card import card_scan
from cyclecount_tui.domain.scans.scan_rules import ScanRules
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.quoting import quoted
from cyclecount_tui.workflow.workplace import Workplace

PLAIN = ScanRules()
LONGEST_NAME = 60
"""Characters; anything longer was scanned or pasted into the wrong place."""


def hand_over(workplace: Workplace, count: Count, to: str) -> Count:
    """The count, which `to` counts from here on; whoever counted before is kept with it.

    Nothing is stored where `to` counts already. A count that is submitted stays as it is; only the name changes.

    Raises:
        Refusal: it is no name. StoreError, HeldElsewhere: it could not be stored, and the counter stays.
    """
    name, previous = counter_name(to, workplace.practice.scanning), workplace.counter
    if name != previous and count.phase.blind:
        count = record(workplace, count, HandedOver(at=workplace.now(), by=name, previous=previous))
        workplace.store.leases.give(count.id, workplace.terminal.session, name)
    workplace.counter = name
    return count


def counts_now(workplace: Workplace, name: str) -> str:
    """Somebody else is at this terminal, and no count is under way; gives the name as it goes into the journal.

    Raises:
        Refusal: it is no name.
    """
    workplace.counter = counter_name(name, workplace.practice.scanning)
    return workplace.counter


def counter_name(text: str, rules: ScanRules = PLAIN) -> str:
    """The name of a counter as it goes into the journal: without outer spaces, and one space between words.

    Of what is on a badge, by the `rules` of this factory's, it is the name.

    Raises:
        Refusal: it is empty, longer than a name can be, or has signs in it that cannot be read.
    """
    badge = card_scan(text.strip(), rules)
    name = " ".join((badge.badge if badge is not None and badge.badge else text).split())
    if not name:
        raise Refusal("No name was given: type it, or scan a badge.")
    if len(name) > LONGEST_NAME:
        raise Refusal(
            f"A name has at most {LONGEST_NAME} characters, this one has {len(name)}: check what was scanned."
        )
    if not name.isprintable():
        raise Refusal(f"{quoted(name)} is no name: it has signs in it that cannot be read.")
    return name
