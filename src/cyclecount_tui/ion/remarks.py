"""Comments on inventory records and issues about them: left once, and looked for before one is left again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from cyclecount_tui.ion.asking import Asking
from cyclecount_tui.ion.errors import SchemaMismatch, Unclear
from cyclecount_tui.ion.paging import FLAT_ROWS, Listing
from cyclecount_tui.ion.reply_shape import ReplyShape, field_of
from cyclecount_tui.ion.wire_shapes import Identified, Page, Text, what_is_there


@dataclass(frozen=True, slots=True)
class Commented:
    """A record's entity number, which a comment is about, and the comments there are: id and text."""

    record_id: int
    entity_id: int
    comments: tuple[tuple[int, str], ...] = ()


class _CommentNode(Identified):
    content: Text


class _RecordNode(Identified):
    entity: int
    comments: Annotated[list[_CommentNode], BeforeValidator(what_is_there)]


class _Left(TypedDict):
    comment: Identified


class _Raised(TypedDict):
    issue: Identified


Made = TypeVar("Made")

_COMMENTED = Listing("RecordComments", "partInventories", ReplyShape(Page[_RecordNode]))
_ISSUES = Listing("IssuesTitled", "issues", ReplyShape(Page[Identified]), FLAT_ROWS)
_LEFT = ReplyShape(_Left)
_RAISED = ReplyShape(_Raised)


class Remarks(Asking):
    """Both are sent once; after Unclear, look for them before anything else."""

    def record_comments(self, record_ids: Iterable[int]) -> dict[int, Commented]:
        """By record id; a record that ION no longer has is missing."""
        rows = self._read_for(_COMMENTED, "ids", record_ids)
        return {
            row["id"]: Commented(
                row["id"], row["entity"], tuple((each["id"], each["content"]) for each in row["comments"])
            )
            for row in rows
        }

    def leave_comment(self, entity_id: int, text: str) -> int:
        """Comment on a record by its entity number; the answer is the comment's id."""
        data = self._graphql.tell("LeaveComment", {"entity": entity_id, "content": text})
        return _made(_LEFT, "LeaveComment", "createComment", data)["comment"]["id"]

    def issues_titled(self, title: str) -> list[int]:
        """The ids of the issues with exactly this title."""
        return [row["id"] for row in self._pages.read(_ISSUES, {"title": title})]

    def raise_issue(self, title: str, record_ids: Iterable[int], found: str, expected: str) -> int:
        """Open an issue about records: what was found, and what was expected; the answer is the issue's id."""
        new = {
            "title": title,
            "records": list(record_ids),
            "found": _paragraph(found),
            "expected": _paragraph(expected),
        }
        data = self._graphql.tell("RaiseIssue", new)
        return _made(_RAISED, "RaiseIssue", "createIssue", data)["issue"]["id"]

    def lacks(self, feature: str, reason: str) -> None:
        """From now on a feature counts as missing."""
        self._graphql.offered.learn(feature, reason)


def _paragraph(text: str) -> list[dict[str, Any]]:
    """One paragraph in ION's rich text, in the form of First Resonance's own examples."""
    return [{"children": [{"type": "p", "children": [{"text": text}]}]}]


def _made(shape: ReplyShape[Made], operation: str, field: str, data: dict[str, Any]) -> Made:
    try:
        return field_of(shape, operation, field, data)
    except SchemaMismatch as error:
        raise Unclear(
            "ION accepted it and answered in a shape this version does not know.", trace_id=error.trace_id
        ) from error
