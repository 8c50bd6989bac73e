"""What the proposals of a build look like: class and cadence from what to what, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cyclecount_tui.domain.lines import natural
from cyclecount_tui.domain.subject_words import called
from cyclecount_tui.tui.screens.row_order import Sorting
from cyclecount_tui.tui.widgets.column_layout import Column
from cyclecount_tui.workflow.proposing import Proposal

NARROW = 60

COLUMNS = (
    Column("location", "Location", 22, names=True),
    Column("class", "Class", 7),
    Column("cadence", "Every", 13),
    Column("state", "State", 7),
    Column("lines", "Lines", 5, align="right", drop_order=2),
    Column("why", "Why", 18, flexible=True, drop_order=1),
)
NARROW_COLUMNS = (
    Column("location", "Location", 14, flexible=True, names=True),
    Column("class", "Class", 5),
    Column("cadence", "Every", 10),
)
AS_PROPOSED: Sorting[Proposal] = Sorting("proposed", "most worth counting first", lambda _each: 0)
BY_LOCATION: Sorting[Proposal] = Sorting("location", "location", lambda each: natural(each.subject.name))
CHANGES_FIRST: Sorting[Proposal] = Sorting(
    "state", "changes first", lambda each: ("new", "changed", "same").index(each.state)
)
SORTINGS = (AS_PROPOSED, CHANGES_FIRST, BY_LOCATION)


def cells(each: Proposal, *, taken: bool) -> tuple[str, ...]:
    """The strings for `COLUMNS`."""
    state = "taken" if taken else each.state
    return name(each), classes(each), cadences(each), state, str(each.lines), each.reason


def narrow_cells(each: Proposal) -> tuple[str, ...]:
    """The strings for `NARROW_COLUMNS`."""
    return name(each), classes(each, between="→"), cadences(each, between="→")


def name(each: Proposal) -> str:
    """The location, or `part FR-10034`."""
    return called(each.subject)


def classes(each: Proposal, between: str = " → ") -> str:
    """`B → A`; the class alone where it stays or is new."""
    before = "" if each.today is None else each.today.count_class
    return _from_to(before, each.count_class, between)


def cadences(each: Proposal, between: str = " → ") -> str:
    """`180 → 90 d`."""
    before = "" if each.today is None or each.today.cadence_days is None else str(each.today.cadence_days)
    after = "never" if each.cadence_days is None else str(each.cadence_days)
    said = _from_to(before, after, between)
    return said if each.cadence_days is None else f"{said} d"


def detail(each: Proposal, *, taken: bool) -> str:
    """All of a proposal in sentences, today's row in a line of its own."""
    today = each.today
    before = "not on the schedule"
    if today is not None and not each.is_new:
        every = "" if today.cadence_days is None else f", every {today.cadence_days} days"
        before = f"class {today.count_class or '-'}{every}"
    every = "" if each.cadence_days is None else f": every {each.cadence_days} days"
    lines = "1 line" if each.lines == 1 else f"{each.lines} lines"
    stored = "Taken" if taken else "Proposed"
    return f"{name(each)}, {lines} to count. Today: {before}.\n{stored}{every}. {each.reason}."


def tone(each: Proposal, *, taken: bool) -> str:
    """What is taken is done, what would change stands out, what stays steps back."""
    if taken:
        return "done"
    return "muted" if not each.changed else "warn"


def title_text(rows: Sequence[Proposal], taken: int) -> str:
    """`12 new, 3 changed, 1 taken`."""
    states = Counter(each.state for each in rows)
    said = [f"{states[state]} {state}" for state in ("new", "changed") if states[state]]
    said += [f"{taken} taken"] if taken else []
    return ", ".join(said) or "nothing would change"


def searched_text(each: Proposal) -> str:
    """What the filter looks into."""
    return f"{name(each)}\n{each.state}\nclass {each.count_class}\n{each.reason}"


def _from_to(before: str, after: str, between: str) -> str:
    return f"{before}{between}{after}" if before and before != after else after
