"""A shelf that several people count one after the other, and what its journal tells of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from cyclecount_tui.domain import counting_events
from cyclecount_tui.domain import events as said
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import Evidence
from cyclecount_tui.domain.fixes import Cause, Fix
from cyclecount_tui.domain.folding import after
from cyclecount_tui.domain.inventory import InventoryRecord
from cyclecount_tui.domain.plan import Plan, Step, WriteKind
from cyclecount_tui.domain.planning import make_plan
from cyclecount_tui.domain.recount_events import LinesSentBack, RecountAsked
from cyclecount_tui.domain.recount_rules import RecountRules
from cyclecount_tui.domain.recounting import Judgement, judged
from cyclecount_tui.domain.sealing import seal
from tests.domain.building import AT, counting

RULES = RecountRules(required=True)


@dataclass
class Shelf:
    """A count under way; `records` is what ION has at this moment, `events` what was stored."""

    records: list[InventoryRecord]
    rules: RecountRules = RULES
    events: list[said.Event] = field(default_factory=list)
    count: Count = field(init=False)

    def __post_init__(self) -> None:
        self.count = counting(*self.records)

    def take(self, event: said.Event) -> None:
        self.count = after(self.count, event)
        self.events.append(event)

    def counted(self, by: str, floors: Mapping[int, Decimal | int | str | None]) -> Judgement:
        """Somebody counts these lines (None leaves one) and submits; what follows is stored."""
        for line, floor in floors.items():
            if floor is None:
                self.take(counting_events.LineLeft(at=AT, by=by, line=line, reason="too high"))
            elif Decimal(floor):
                self.take(
                    counting_events.Counted(at=AT, by=by, line=line, expression=str(floor), quantity=Decimal(floor))
                )
            else:
                self.take(counting_events.NoneConfirmed(at=AT, by=by, line=line))
        self.take(counting_events.Submitted(at=AT, by=by, counted_on=date(2026, 3, 2)))
        return self.followed_by(by)

    def followed_by(self, by: str = "Ann") -> Judgement:
        """What follows from a submission, stored."""
        judgement = judged(self.count, self.records, self.rules, "A")
        if judgement.again:
            salt = f"salt-{self.count.attempt}"
            seals = tuple((line, seal(salt, line, judgement.digital[line])) for line in judgement.again)
            settled = tuple(judgement.settled.items())
            self.take(RecountAsked(at=AT, by=by, lines=judgement.again, salt=salt, seals=seals, settled=settled))
        else:
            self.take(
                said.Compared(
                    at=AT,
                    by=by,
                    evidence=Evidence(tuple(self.records)),
                    settled=tuple(judgement.settled.items()),
                    disputed=tuple(judgement.disputed),
                    stale=tuple(judgement.stale),
                )
            )
        return judgement

    def sent_back(self, *lines: int, by: str = "Bo", reason: str = "") -> None:
        """Somebody sends exactly these lines of the compared count back to be counted again."""
        salt = f"back-{self.count.attempt}"
        self.take(LinesSentBack(at=AT, by=by, lines=lines, salt=salt, reason=reason))

    def chosen(self, line: int, fix: Fix, by: str = "Bo") -> None:
        """Somebody chooses a fix by hand."""
        self.take(said.FixChosen(at=AT, by=by, line=line, fix=fix, cause=Cause.CHOSEN))

    def planned(self, by: str = "Bo") -> Plan:
        """The plan for what ION has at this moment, stored."""
        now = {record.id: record for record in self.records}
        self.take(said.Planned(at=AT, by=by, plan=make_plan(self.count, now)))
        assert self.count.plan is not None
        return self.count.plan

    def posted(self, by: str = "Bo") -> None:
        """All writes of a new plan, in ION and in the journal; they set quantities."""
        for write in self.planned(by).writes:
            assert write.kind is WriteKind.SET_QUANTITY
            self.take(said.WriteStarted(at=AT, by=by, write=write.number, step=Step.SET))
            etag = f"w{write.number}"
            self.records = [
                replace(record, quantity=write.quantity, etag=etag) if record.id == write.record_id else record
                for record in self.records
            ]
            self.take(
                said.WriteDone(
                    at=AT, by=by, write=write.number, step=Step.SET, record_id=write.record_id or 0, etag=etag,
                    quantity=write.quantity,
                )
            )  # fmt: skip

    def moves(self, by_record: Mapping[int, Decimal | int]) -> None:
        """Stock comes or goes, in truth and in ION alike."""
        self.records = [
            replace(
                record,
                quantity=record.quantity + Decimal(by_record.get(record.id, 0)),
                etag=f"{record.etag}+" if by_record.get(record.id) else record.etag,
            )
            for record in self.records
        ]

    def digital(self, line: int) -> Decimal:
        """What ION has of a line now."""
        ids = self.count.lines[line - 1].record_ids
        return sum((record.quantity for record in self.records if record.id in ids), Decimal(0))

    def row(self, line: int) -> Row:
        """The row of a compared line."""
        return self.count.rows_by_line[line]


def asked_but(judgement: Judgement, lines: Iterable[int]) -> set[int]:
    """The lines asked besides these."""
    return set(judgement.again) - set(lines)
