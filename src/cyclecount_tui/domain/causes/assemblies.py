"""Parts went into an assembly and nobody recorded it.

Source: the SOP's table, "parts not consumed onto aBOMs"; fix "confirm higher-level assemblies are consumed".
"""

from collections.abc import Iterator
from decimal import Decimal

from cyclecount_tui.domain.causes.case import Case
from cyclecount_tui.domain.evidence import Requirement
from cyclecount_tui.domain.fixes import Awaited, AwaitedKind, Cause, Confidence, Fix, FixKind, Suggestion
from cyclecount_tui.domain.quantities import ZERO, plain

MOST_RUNS = 3
"""More runs than this that call for it are no lead, they are a list."""


def not_consumed(case: Case) -> Iterator[Suggestion]:
    """Digital > floor: assemblies in progress call for this part and have not recorded installing it."""
    part = case.part
    if not case.missing or part is None:
        return
    open_ones = [item for item in case.evidence.requirements if item.part_id == part.id and item.missing > 0]
    exact = [item for item in open_ones if item.missing == case.missing]
    if exact:
        for item in exact[:MOST_RUNS]:
            yield _suggestion(Confidence.LIKELY, [item])
    elif open_ones and sum((item.missing for item in open_ones), ZERO) == case.missing:
        yield _suggestion(Confidence.LIKELY, open_ones)
    else:
        larger = [item for item in open_ones if item.missing > case.missing]
        for item in larger[:MOST_RUNS]:
            yield _suggestion(Confidence.POSSIBLE, [item], case.missing)


def _suggestion(confidence: Confidence, items: list[Requirement], some: Decimal | None = None) -> Suggestion:
    """`some`: how many of what they call for are missing here; all of it where there is none."""
    evidence = tuple(_sentence(item) for item in items)
    where = " and ".join(_where(item) for item in items)
    awaited = tuple(
        Awaited(AwaitedKind.ASSEMBLY, item.assembly_id, item.part_id, item.missing if some is None else some)
        for item in items
    )
    fix = Fix(FixKind.HOLD, note=f"confirm that {where} consumed them, install them in ION", awaited=awaited)
    weakness = f"no run wants just the {plain(some)} that are missing" if some is not None else ""
    return Suggestion(Cause.NOT_CONSUMED, confidence, evidence, fix, weakness)


def _sentence(item: Requirement) -> str:
    installed = "none" if item.installed == 0 else plain(item.installed)
    said = f"{_where(item)} needs {plain(item.quantity)} for {item.assembly} and has installed {installed}."
    return said[0].upper() + said[1:]


def _where(item: Requirement) -> str:
    return f"run {item.run_ids[0]}" if item.run_ids else f"assembly record {item.assembly_id}"
