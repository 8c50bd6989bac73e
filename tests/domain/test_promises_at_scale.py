"""The work grows with the lines and the evidence, and not with their pairs, groups or fights over one record."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from cyclecount_tui.domain.causes.groups import groups_of_lots
from cyclecount_tui.domain.causes.promises import shared_out
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.evidence import KitItem, Requirement
from cyclecount_tui.domain.fixes import FixKind
from cyclecount_tui.domain.inventory import Part, Place
from tests.counted_work import calls
from tests.domain.building import BOLT, rec, reconciling
from tests.domain.test_groups import row
from tests.domain.test_promises import all_first, promised_by

FEW, MANY = 50, 200
TIMES_AS_MANY = MANY // FEW


def all_calls(work: Callable[[], object]) -> int:
    return calls(work, built_in=True)


def off_by(line: int) -> int:
    return (1 + line % 4) * (-1 if line % 2 else 1)


def many_parts(lines: int) -> Count:
    """Every line differs; twenty records elsewhere, half a kit and half an assembly for each."""
    parts = [Part(1000 + at, f"FR-{at:05}", "A", "Bolt", uom="EA", cost=Decimal(2)) for at in range(lines)]
    here = [rec(at + 1, 10, part=parts[at]) for at in range(lines)]
    away = tuple(
        rec(100_000 + at, 1 + at % 9, part=parts[at % lines], at=Place(50 + at % 40, f"RACK-{at % 40}"))
        for at in range(20 * lines)
    )
    kits = tuple(
        KitItem(30 + at, "REQUESTED", parts[at].id, Decimal(1 + at % 5), Decimal(0)) for at in range(lines // 2)
    )
    runs = tuple(
        Requirement(parts[at].id, Decimal(1 + at % 5), Decimal(0), 900 + at, "A", (at,)) for at in range(lines // 2)
    )
    floors: dict[int, str | int] = {at + 1: 10 + off_by(at) for at in range(lines)}
    return reconciling(here, floors, elsewhere=away, kit_items=kits, requirements=runs)


def one_part(lines: int) -> Count:
    """Lots of one part that all fight for the same four kits."""
    here = [rec(at + 1, 10, lot=f"L{at:04}") for at in range(lines)]
    kits = tuple(KitItem(30 + at, "REQUESTED", BOLT.id, Decimal(1 + at), Decimal(0)) for at in range(4))
    return reconciling(here, {at + 1: 10 + off_by(at) for at in range(lines)}, kit_items=kits)


@pytest.mark.parametrize("made", [many_parts, one_part])
def test_the_work_grows_with_the_lines(made: Callable[[int], Count]) -> None:
    few, many = made(FEW), made(MANY)
    assert len(few.rows) == FEW
    assert all_calls(lambda: suggestions(many)) < 1.3 * TIMES_AS_MANY * all_calls(lambda: suggestions(few))


def test_so_it_does_beside_what_another_count_has_chosen() -> None:
    few, many = many_parts(FEW // 2), many_parts(MANY // 2)
    beside = {count.id + str(len(count.rows)): promised_by(all_first(count)) for count in (few, many)}
    assert all(promised.promises for promised in beside.values())
    (of_few, of_many) = beside.values()
    work = all_calls(lambda: suggestions(many, of_many))
    assert work < 1.3 * TIMES_AS_MANY * all_calls(lambda: suggestions(few, of_few))


def test_lines_that_all_want_the_same_are_settled_one_by_one() -> None:
    count = one_part(600)
    wanting = {
        line: [each for each in offers if each.fix.awaited or each.fix.kind is FixKind.SET_QUANTITY]
        for line, offers in suggestions(count).items()
    }
    few = {line: wanting[line] for line in list(wanting)[:150]}
    assert all_calls(lambda: shared_out(count, wanting)) < 5 * all_calls(lambda: shared_out(count, few))


def test_groups_are_not_looked_for_among_too_many() -> None:
    few, many = (
        [row(at, (-1) ** at * (1 + at % 97), lot=f"L{at}") for at in range(1, lines + 1)] for lines in (250, 1000)
    )
    assert all_calls(lambda: groups_of_lots(many)) < 5 * all_calls(lambda: groups_of_lots(few))
