"""The certificate of a count as a document and as rows, and from which counts there is one."""

from datetime import datetime

from cyclecount_tui.domain.certificate import CertificateLine, Outcome, certificate
from cyclecount_tui.domain.certificate_words import history
from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.workflow.documents import Document
from cyclecount_tui.workflow.errors import Refusal

HEADER = (
    "line", "location", "part_number", "revision", "lot_number", "serial_number", "uom", "digital_before", "floor",
    "digital_after", "outcome", "reason", "counted_by", "counted_at", "cause", "fix", "chosen_by", "chosen_at",
    "posted_by", "posted_at",
)  # fmt: skip


def certified(count: Count) -> tuple[CertificateLine, ...]:
    """The lines of the certificate of a compared count.

    Raises:
        Refusal: it is counted blind still, waits for its comparison, or was given up: there is nothing to certify.
    """
    if count.phase not in {Phase.RECONCILING, Phase.CLOSED} or count.evidence is None:
        raise Refusal(
            f"The count of {count.subject.name} is {count.phase.words}: there is a certificate once it is compared."
        )
    return certificate(count)


def certificate_rows(count: Count) -> list[tuple[str, ...]]:
    """A row for each line, as in `HEADER`; times are ISO 8601, what is not known is empty."""
    return [_row(count, line) for line in certified(count)]


def certificate_document(count: Count) -> Document:
    """The same as a JSON document, in a shape that stays."""
    lines, read = certified(count), count.digital_after
    return {
        str(count.subject.kind): {"id": count.subject.id, "name": count.subject.name},
        "count": count.id,
        "mode": count.mode.words,
        "closed": count.phase is Phase.CLOSED,
        "closed_by": count.reopened.by if count.reopened else None,
        "closed_at": _iso(count.reopened.at) if count.reopened else None,
        "posted": bool(count.steps),
        "digital_read_again_at": _iso(read.at) if read and not read.failure else None,
        "digital_not_read_again": read.failure or None if read else None,
        "history": list(history(count)),
        "not_shown": count.hidden.words or None,
        "lines_total": len(lines),
        "lines_equal": sum(line.outcome is Outcome.EQUAL for line in lines),
        "lines": [_line(count, line) for line in lines],
    }


def _line(count: Count, line: CertificateLine) -> Document:
    cells = {name: value or None for name, value in zip(HEADER, _row(count, line), strict=True)}
    return {**cells, "line": line.line.number, "description": line.line.description}


def _row(count: Count, line: CertificateLine) -> tuple[str, ...]:
    key, entry, choice, posted = line.line.key, line.entry, line.choice, line.posted
    amounts = ("" if amount is None else plain(amount) for amount in (line.before, line.floor, line.after))
    return (
        str(line.line.number),
        count.place_of(key).name,
        *(key.part_number, key.revision, key.lot_number, key.serial_number, line.line.uom),
        *amounts,
        line.outcome.value,
        line.reason,
        *((entry.by, _iso(entry.at)) if entry else ("", "")),
        *((choice.cause.words, choice.fix.words, choice.by, _iso(choice.at)) if choice else ("", "", "", "")),
        *((posted.by, _iso(posted.ended_at)) if posted and posted.ended_at else ("", "")),
    )


def _iso(at: datetime) -> str:
    return at.isoformat()
