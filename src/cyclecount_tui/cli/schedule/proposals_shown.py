"""Proposals beside today's schedule, as a table or as one JSON document; shares and classes, never a quantity."""

from collections.abc import Sequence

from cyclecount_tui.cli.printing import print_document, print_table, say
from cyclecount_tui.domain.classifying import CLASSES
from cyclecount_tui.workflow.proposing import Proposal, Proposals


def show(shown: Sequence[Proposal], built: Proposals, form: str) -> None:
    """Prints them; what the build went by is said beside the output."""
    if form == "json":
        gone = [{"id": each.id, "name": each.name} for each in built.gone]
        proposals = [_document(row) for row in shown]
        print_document({"proposals": proposals, "no_longer_in_ion": gone, "remarks": list(built.remarks)})
        return
    header = ("Part" if shown and shown[0].subject.is_part else "Location", "Today", "Proposed", "", "Lines", "Why")
    print_table(header, [_cells(row) for row in shown], right=frozenset({4}))
    classes = [row.count_class for row in shown]
    say(", ".join(f"{classes.count(each)} of class {each}" for each in CLASSES) + ".")
    for remark in built.remarks:
        say(remark)


def _cells(row: Proposal) -> tuple[str, ...]:
    return (
        row.subject.name,
        _words(row.today.count_class, row.today.cadence_days) if row.today else "",
        _words(row.count_class, row.cadence_days),
        row.state,
        str(row.lines),
        row.reason,
    )


def _words(count_class: str, cadence_days: int | None) -> str:
    """`A, 90 days`."""
    days = "" if cadence_days is None else f"{cadence_days} days"
    return ", ".join(word for word in (count_class, days) if word)


def _document(row: Proposal) -> dict[str, object]:
    return {
        "kind": str(row.subject.kind),
        "id": row.subject.id,
        "name": row.subject.name,
        "today": {"class": row.today.count_class, "cadence_days": row.today.cadence_days} if row.today else None,
        "class": row.count_class,
        "cadence_days": row.cadence_days,
        "state": row.state,
        "lines": row.lines,
        "first_due": str(row.first_due) if row.first_due else None,
        "reason": row.reason,
    }
