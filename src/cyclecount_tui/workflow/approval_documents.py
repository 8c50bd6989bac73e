"""What the reports tell of major discrepancies: which there are, which wait for an approval, who approved what."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cyclecount_tui.domain.approval import beyond, involved, unapproved, value_of
from cyclecount_tui.domain.approval_events import MajorApproved
from cyclecount_tui.domain.approval_words import approved_words
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.workflow.approving import how_to_approve, limit_of, needed
from cyclecount_tui.workflow.workplace import Workplace


@dataclass(frozen=True)
class ApprovalTold:
    """All that is told of the approvals of one count.

    `major` says by line number how far each major discrepancy is off, whatever becomes of it; `waiting` are the lines
    whose writes wait for an approval, which `required` says whether it is waited for.
    """

    count: Count
    required: bool
    major: Mapping[int, str]
    waiting: frozenset[int]
    next_step: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """For the person at the terminal: what is major, what was approved, what is to be done."""
        words = {row.line.number: row.line.key.words for row in self.count.rows}
        far = [f"Major: line {line}, {words[line]}: {sentence}." for line, sentence in self.major.items()]
        given = [approved_words(approval) for approval in self.count.approvals.given]
        return (*far, *given, *([f"{self.next_step}."] if self.next_step else []))

    @property
    def cells(self) -> Mapping[int, tuple[str, str]]:
        """By line number, for a spreadsheet: how far it is off, and who approved it."""
        approved = self._approved
        return {
            line: (sentence, approved[line].by if line in approved and line not in self.waiting else "")
            for line, sentence in self.major.items()
        }

    @property
    def document(self) -> dict[str, Any]:
        """For a JSON document: `approval` and `major`."""
        return {
            "approval": {
                "required": self.required,
                "not_by": list(involved(self.count)),
                "given": [_given(approval, self.count.hidden.lines) for approval in self.count.approvals.given],
            },
            "major": [self._major(line, sentence) for line, sentence in self.major.items()],
        }

    @property
    def _approved(self) -> dict[int, MajorApproved]:
        return {row.line: approval for approval in self.count.approvals.given for row in approval.rows}

    def _major(self, line: int, sentence: str) -> dict[str, Any]:
        row, approval = self.count.rows_by_line[line], self._approved.get(line)
        return {
            "line": line,
            "sentence": sentence,
            "difference": plain(row.difference),
            "value": _number(value_of(self.count, row)),
            "needs_approval": self.required and line in self.waiting,
            "approved_by": approval.by if approval is not None and line not in self.waiting else None,
        }


def approval_told(workplace: Workplace, count: Count) -> ApprovalTold:
    """What is told of a compared count. Reads the schedule for the class of what is counted."""
    limit = limit_of(workplace, count)
    waiting = needed(workplace, count)
    return ApprovalTold(
        count,
        workplace.practice.approval.required,
        beyond(count, limit),
        frozenset(major.row.line.number for major in unapproved(count, limit)),
        how_to_approve(count, waiting) if waiting else "",
    )


def _given(approval: MajorApproved, hidden: frozenset[int]) -> dict[str, Any]:
    return {
        "by": approval.by,
        "at": approval.at.isoformat(),
        "reason": approval.reason,
        "rows": [
            {
                "line": row.line,
                "sentence": row.sentence,
                "difference": plain(row.difference),
                "value": _number(row.value),
            }
            for row in approval.rows
            if row.line not in hidden
        ],
        "writes": [write.number for write in approval.writes],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
