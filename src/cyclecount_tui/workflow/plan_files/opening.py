"""A plan file held against the journal: it must be of this count, and say what the journal has as that plan."""

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.exported_plan import ExportedPlan
from cyclecount_tui.domain.folding import folded
from cyclecount_tui.domain.plan import Plan
from cyclecount_tui.store.plan_file import read_plan
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.workplace import Workplace

_EXPORT = "export the plan again with cyclecount plan -o."


def opened_plan(workplace: Workplace, count: Count, name: str, data: bytes) -> ExportedPlan:
    """The plan in a file called `name`, which is this count's, word for word as the journal has it.

    Raises:
        PlanFileRefused: the file is damaged, foreign, of another version, or was edited. Refusal: it is another
            count's, or says another thing than the journal.
    """
    found = read_plan(name, data)
    if found.count_id != count.id:
        raise Refusal(_of_another(count, found))
    then = _plan_then(workplace, count, found.version)
    if then is None:
        raise Refusal(f"{name} does not fit the journal of {count.subject.name} (version {found.version}): {_EXPORT}")
    for in_file, in_journal in zip(found.writes, then.writes, strict=False):
        if in_file != in_journal:
            raise Refusal(
                f"{name} says “{in_file.words}” as write {in_file.number}, and the journal has “{in_journal.words}” "
                f"there: nothing of it is posted; {_EXPORT}"
            )
    if len(found.writes) != len(then.writes):
        raise Refusal(
            f"{name} has {len(found.writes)} writes, and the plan in the journal has {len(then.writes)}: {_EXPORT}"
        )
    return found


def _plan_then(workplace: Workplace, count: Count, version: int) -> Plan | None:
    """The plan of the count as of one of its versions; None where there was none."""
    events = workplace.store.journal.events(count.id)[:version]
    return folded(count.id, events).plan if len(events) == version and events else None


def _of_another(count: Count, found: ExportedPlan) -> str:
    name = count.subject.name
    if found.subject_name == name:
        return f"{found.name} is of another count of {name} than the one that is open: {_EXPORT}"
    return f"{found.name} is of a count of {found.subject_name}, not of {name}: name that one, or another file."
