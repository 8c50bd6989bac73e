"""The recount as a use case: what is said of it, going on without it, and choosing where no two counts agree."""

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.earlier_counters import by_whom, to_count_again
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.recount_events import AttemptChosen, RecountWaived
from cyclecount_tui.workflow.beside_blind import shown_with_line
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.handing_over import counter_name, hand_over
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.quoting import as_argument
from cyclecount_tui.workflow.second_counter import counted_before, may_not_count
from cyclecount_tui.workflow.submitting import compared
from cyclecount_tui.workflow.workplace import Workplace


def waive(workplace: Workplace, count: Count, reason: str) -> Count:
    """Goes on without the recount: what was not counted again keeps its count. The count is compared, as by `compared`.

    Lines that had gone back from the reconciliation have again what was chosen for them, where nothing of it changed.

    Raises:
        Refusal: no reason was given, or no recount is waited for. IonError, ComparisonWaits: as `compared`; the recount
            is waived all the same.
    """
    if not reason.strip():
        raise Refusal("Going on without a recount needs a reason: type one.")
    refuse_no_recount(count)
    event = RecountWaived(at=workplace.now(), by=workplace.counter, reason=reason.strip())
    return compared(workplace, record(workplace, count, event))


def hand_over_to_another(workplace: Workplace, count: Count, to: str) -> Count:
    """The recount, which `to` counts at this terminal from here on; see `hand_over`.

    Raises:
        CountedBefore: `to` counted before. Refusal: it is no name.
    """
    if may_not_count(workplace, count, counter_name(to, workplace.practice.scanning)):
        raise counted_before(count)
    return hand_over(workplace, count, to)


def choose_attempt(workplace: Workplace, count: Count, line: int, attempt: int, reason: str = "") -> Count:
    """Says which count of a line is right, where no two agree.

    Raises:
        DomainError: there is nothing to choose for the line, or stock moved after that attempt. Refusal: the line is
            being counted blind by another count.
    """
    shown_with_line(workplace, count, line)
    event = AttemptChosen(at=workplace.now(), by=workplace.counter, line=line, attempt=attempt, reason=reason.strip())
    return record(workplace, count, event)


def refuse_no_recount(count: Count) -> None:
    """Raises Refusal when no line waits to be counted again."""
    if count.phase is not Phase.RECOUNTING:
        chosen = any(choice.fix.kind is FixKind.RECOUNT for choice in count.choices.values())
        ask = f" Those that are chosen are asked for with cyclecount recount {as_argument(count.subject)} --chosen."
        raise Refusal(
            f"The count of {count.subject.name} is {count.phase.words}: no line of it waits for a recount."
            f"{ask if chosen else ''}"
        )


def refuse_other_sheet(count: Count, *, of_recount: bool) -> None:
    """Raises Refusal for a sheet of all lines while some are counted again, and the other way round."""
    recounting = count.phase is Phase.RECOUNTING
    if recounting and not of_recount:
        raise Refusal(
            f"{count.subject.name} is being counted again: load the sheet of its recount with cyclecount count load "
            "--recount."
        )
    if of_recount and not recounting:
        raise Refusal(
            f"The count of {count.subject.name} is {count.phase.words}, nothing of it is counted again: load its sheet "
            "without --recount."
        )


def refuse_recounting(workplace: Workplace, count: Count) -> None:
    """Raises Refusal while lines wait to be counted again: there is nothing to reconcile yet."""
    if count.phase is Phase.RECOUNTING:
        raise Refusal(f"{what_comes_next(workplace, count)}.")


def what_comes_next(workplace: Workplace, count: Count) -> str:
    """`7 lines of RACK-B are to be counted again by somebody other than Ann: cyclecount recount RACK-B -o FILE`."""
    name = as_argument(count.subject)
    if not count.open_lines:
        return f"All lines of {count.subject.name} were counted again: cyclecount count submit {name}"
    said = to_count_again(count, other_counter=workplace.practice.recount.other_counter)
    return f"{said}: cyclecount recount {name} -o FILE"


def not_by(workplace: Workplace, count: Count) -> str:
    """` by somebody other than Ann`; empty where anybody may count again."""
    return by_whom(count, other_counter=workplace.practice.recount.other_counter)
