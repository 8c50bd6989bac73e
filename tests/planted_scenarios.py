"""Counts of every scenario in the plant of causes, and what was suggested first for each of its lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.counting_events import Counted
from cyclecount_tui.domain.fixes import Confidence, Suggestion
from cyclecount_tui.domain.lines import LineKey
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.simulator import Planted, Simulator, plant_causes
from cyclecount_tui.simulator.server import serve
from cyclecount_tui.workflow.keeping import record
from cyclecount_tui.workflow.offering import offers
from cyclecount_tui.workflow.opening import open_count, read_sheet
from cyclecount_tui.workflow.recording import enter, found_item, none_here
from tests.factory import NOW, Factory, line_key

TABLE = "planted scenarios"
"""The name under which the table of scenarios is kept with a test's report."""

NONE_MORE: Mapping[LineKey, int] = MappingProxyType({})
LineAt = tuple[int, LineKey]
"""The id of a place, and the line there."""


@dataclass(frozen=True)
class Finding:
    """A planted line beside all that was suggested for it, surest first."""

    planted: Planted
    count: Count
    line: int
    offered: tuple[Suggestion, ...]

    @property
    def first(self) -> tuple[str, str]:
        """Cause and fix of the first suggestion."""
        return (self.offered[0].cause.value, self.offered[0].fix.kind.value) if self.offered else ("nothing", "")

    @property
    def expected(self) -> tuple[str | None, str | None]:
        """Cause and fix that are right."""
        return self.planted.expected_cause, self.planted.expected_fix

    @property
    def confidence(self) -> str:
        """How sure the first suggestion is."""
        return self.offered[0].confidence.value if self.offered else ""

    @property
    def wrongly_certain(self) -> tuple[Suggestion, ...]:
        """What is called certain, at whatever rank, and is not what is right; of two fixes one is wrong."""
        sure = tuple(each for each in self.offered if each.confidence is Confidence.CERTAIN)
        if len({each.fix for each in sure}) > 1:
            return sure
        return tuple(each for each in sure if (each.cause.value, each.fix.kind.value) != self.expected)

    @property
    def right(self) -> bool:
        """Whether the first suggestion is right and nothing is certain that is wrong."""
        return self.first == self.expected and not self.wrongly_certain


class Scenarios:
    """The plant of causes behind HTTP, with every shelf and part of it counted as it truly lies there."""

    def __init__(self, factory: Factory) -> None:
        self.factory = factory
        self.planted = tuple(factory.simulator.plant.discrepancies)
        self.counts: list[Count] = []

    def of_kind(self, kind: str) -> list[Planted]:
        """The lines of one scenario, far ends left out."""
        return [item for item in self.planted if item.kind == kind]

    def findings(self) -> Iterator[Finding]:
        """What was suggested for every line that differs, in the order of counting; each must have been planted."""
        by_line = {at(item): item for item in self.planted}
        for count in self.counts:
            offered = offers(self.factory.workplace, count)
            for row in count.rows:
                if row.differs or row.line.number in offered:
                    key = row.line.key
                    item = by_line[count.place_of(key).id, key.item]
                    yield Finding(item, count, row.line.number, offered.get(row.line.number, ()))


def at(item: Planted) -> LineAt:
    """Where a planted line is."""
    return item.location_id, line_key(*item.line)


@contextmanager
def scenarios_at(folder: Path, seed: int) -> Iterator[Scenarios]:
    """The plant of causes with its data in a folder; nothing is counted yet."""
    with serve(Simulator(plant_causes(seed, now=NOW))) as server:
        factory = Factory(server, folder)
        try:
            yield Scenarios(factory)
        finally:
            factory.workplace.close()


def counted(
    factory: Factory, location_id: int, noughts: Iterable[LineKey] = (), more: Mapping[LineKey, int] = NONE_MORE
) -> Count:
    """A count in which what truly lies there was entered; of `noughts` a 0 that nobody confirms, `more` is added."""
    place = factory.workplace
    count = read_sheet(place, open_count(place, factory.location(location_id)))
    floor = factory.truth(location_id)
    for line in count.lines:
        quantity = floor.pop(line.key, Decimal(0)) + more.get(line.key, 0)
        if line.key in noughts:
            count = record(place, count, _typed_nought(factory, line.number))
        elif quantity:
            count = enter(place, count, line.number, plain(quantity))
        else:
            count = none_here(place, count, line.number)
    for key, quantity in floor.items():
        count = found_item(place, count, key, plain(quantity))
    return count


def _typed_nought(factory: Factory, line: int) -> Counted:
    """A 0 as other programs' journals and lists bring it: a number, and no word that there is none."""
    return Counted(at=factory.now, by="Ann", line=line, expression="0", quantity=Decimal(0))


def table_of(findings: Sequence[Finding]) -> str:
    """The table of all scenarios, a row for each; where several lines of one have a right answer, all of theirs."""
    heads = ("detector", "scenario", "deceptive", "expected", "first suggestion", "confidence", "ok")
    of_scenario: dict[str, list[Finding]] = {}
    for each in findings:
        if each.planted.expected_cause:
            of_scenario.setdefault(each.planted.kind, []).append(each)
    rows = [heads, *sorted((_cells(lines) for lines in of_scenario.values()), key=lambda row: (row[0], row[2]))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    told = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([told[0], "-" * len(told[0]), *told[1:]])


def _cells(findings: Sequence[Finding]) -> tuple[str, ...]:
    item = findings[0].planted
    expected, first = (_each_once(map(_words, answers)) for answers in zip(*map(_answers, findings), strict=True))
    return (
        item.detector,
        item.kind,
        "yes" if item.deceptive else "",
        expected,
        "the same" if first == expected else first,
        _each_once(each.confidence for each in findings),
        "ok" if all(each.right for each in findings) else "WRONG",
    )


def _answers(finding: Finding) -> tuple[tuple[str | None, str | None], tuple[str, str]]:
    return finding.expected, finding.first


def _each_once(words: Iterable[str]) -> str:
    return " + ".join(dict.fromkeys(words))


def _words(answer: tuple[str | None, str | None]) -> str:
    return f"{answer[0]}: {answer[1]}"
