"""Approving major discrepancies: what needs it, who may, and the refusal to post without it."""

from collections.abc import Mapping, Sequence

from cyclecount_tui.domain.approval import Major, major_rows, unapproved
from cyclecount_tui.domain.approval_events import ApprovedRow, MajorApproved
from cyclecount_tui.domain.approval_words import needs_approval
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.folding_approval import refuse_involved
from cyclecount_tui.domain.plan import Write
from cyclecount_tui.domain.recount_rules import Tolerance
from cyclecount_tui.workflow.before_posting import refuse_unplanned
from cyclecount_tui.workflow.beside_blind import shown
from cyclecount_tui.workflow.errors import ApprovalMissing, Refusal
from cyclecount_tui.workflow.handing_over import counter_name
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.quoting import as_argument
from cyclecount_tui.workflow.workplace import Workplace


def limit_of(workplace: Workplace, count: Count) -> Tolerance:
    """Beyond which a discrepancy of this count is major, by the class that the schedule gives to what is counted."""
    row = workplace.store.schedule.row(count.subject)
    return workplace.practice.approval.limit(row.count_class if row else "")


def needed(workplace: Workplace, count: Count) -> tuple[Major, ...]:
    """The rows of the plan that wait for an approval; none where the settings require none."""
    if not workplace.practice.approval.required or count.plan is None:
        return ()
    return unapproved(count, limit_of(workplace, count))


def to_approve(workplace: Workplace, count: Count) -> tuple[Major, ...]:
    """The rows of the plan that somebody may approve, whether or not the settings require it.

    Nobody approves what is not shown: a row that touches what is being counted blind waits.

    Raises:
        Refusal: there is no plan.
    """
    refuse_unplanned(count, "approve")
    return unapproved(shown(workplace, count), limit_of(workplace, count))


def approve(
    workplace: Workplace, count: Count, reason: str, by: str = "", looked_at: Sequence[Major] | None = None
) -> Count:
    """The count in which `by`, by default the counter at this terminal, approved every major row of the plan.

    `looked_at`: the rows that were shown to whoever approves, and no others; None for all that may be approved.

    Raises:
        Refusal: no reason was given, `by` is no name, there is no plan or nothing in it to approve, or what was looked
            at is not what may be approved by now.
        HadAHandInIt: `by` counted, chose a fix or made the plan.
        DomainError, CountMoved: the plan is another one by now.
    """
    majors = to_approve(workplace, count)
    if majors and looked_at is not None and _writes_of(looked_at) != _writes_of(majors):
        raise Refusal(f"What may be approved of {count.subject.name} is not what was shown by now: look at it again.")
    if not reason.strip():
        raise Refusal("An approval needs a reason: say why this may be posted.")
    if not majors:
        raise Refusal(nothing_to_approve(workplace, count))
    name = counter_name(by, workplace.practice.scanning) if by else workplace.counter
    return record(workplace, count, _approved(workplace, majors, name, reason.strip()))


def nothing_to_approve(workplace: Workplace, count: Count) -> str:
    """The sentence where no row waits: because all are approved, are being counted blind, or are within the limits."""
    waiting = _not_shown(workplace, count, unapproved(count, limit_of(workplace, count)))
    if waiting:
        return _how_it_waits(workplace, count, waiting)
    if major_rows(count, limit_of(workplace, count)):
        return f"Everything major in the plan of {count.subject.name} is approved already."
    return f"Nothing in the plan of {count.subject.name} is beyond the limits: it needs no approval."


def approver_name(workplace: Workplace, count: Count, by: str) -> str:
    """The name as it goes into the journal.

    Raises:
        Refusal: it is no name. HadAHandInIt: it is that of somebody who counted, chose or planned.
    """
    name = counter_name(by, workplace.practice.scanning)
    refuse_involved(count, name)
    return name


def refuse_unapproved(workplace: Workplace, count: Count) -> None:
    """Raises ApprovalMissing while a row of the plan waits for an approval."""
    majors = needed(workplace, count)
    waiting = _not_shown(workplace, count, majors) if majors else ()
    if waiting:
        raise ApprovalMissing(f"{_how_it_waits(workplace, count, waiting)} Nothing was posted.")
    if majors:
        raise ApprovalMissing(f"{how_to_approve(count, majors)}; nothing was posted.")


def how_to_approve(count: Count, majors: Sequence[Major]) -> str:
    """`Line 3 (FR-1) needs approval by somebody other than Ann: cyclecount approve RACK-B --reason TEXT`."""
    return f"{needs_approval(count, majors)}: cyclecount approve {as_argument(count.subject)} --reason TEXT"


def _writes_of(majors: Sequence[Major]) -> Mapping[int, tuple[Write, ...]]:
    """By line number."""
    return {major.row.line.number: major.writes for major in majors}


def _not_shown(workplace: Workplace, count: Count, majors: Sequence[Major]) -> tuple[Major, ...]:
    """Those of the rows that nobody may approve now, since they or their writes touch what is being counted blind."""
    hidden = shown(workplace, count).hidden
    return tuple(major for major in majors if major.row.line.number in hidden.lines | hidden.fixes)


def _how_it_waits(workplace: Workplace, count: Count, waiting: Sequence[Major]) -> str:
    """`Line 3 (FR-1) needs approval by somebody other than Ann, and waits: RACK-B is being counted blind.`."""
    why = shown(workplace, count).hidden.why
    wait = "waits" if len(waiting) == 1 else "wait"
    return (
        f"{needs_approval(count, waiting)}, and {wait}: {why}. Approve once that is submitted, or given up; a new plan "
        "leaves it out until then."
    )


def _approved(workplace: Workplace, majors: Sequence[Major], by: str, reason: str) -> MajorApproved:
    rows = tuple(
        ApprovedRow(major.row.line.number, major.row.difference, major.value, major.sentence) for major in majors
    )
    writes = {write.number: write for major in majors for write in major.writes}
    return MajorApproved(
        at=workplace.now(),
        by=by,
        rows=rows,
        writes=tuple(write for _, write in sorted(writes.items())),
        reason=reason,
    )
