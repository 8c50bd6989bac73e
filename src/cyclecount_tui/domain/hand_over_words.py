"""Who counted which lines, in a few words, from the entries themselves."""

from collections.abc import Iterable

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.stopped_at import stopped_at


def who_counted(count: Count) -> str:
    """`lines 1–14 Ann, from 15 Ben`, for the present attempt; empty while one person alone has counted it.

    `from` where the one who counts now began behind everybody else's lines; otherwise each has a list of their lines.
    """
    lines = _lines_by_counter(count)
    now = _counts_now(count) if count.phase.entering else ""
    others = {name: numbers for name, numbers in lines.items() if name != now}
    if not others or (len(lines) == 1 and not now):
        return ""
    said = [f"{_ranges(numbers)} {name}" for name, numbers in others.items()]
    if now:
        said.append(_present(count, now, lines.get(now, []), max(max(numbers) for numbers in others.values())))
    one_line = len(next(iter(others.values()))) == 1
    return f"{'line' if one_line else 'lines'} {', '.join(said)}"


def _lines_by_counter(count: Count) -> dict[str, list[int]]:
    """The lines whose standing entry somebody made, by name; in the order in which they first counted."""
    found: dict[str, list[int]] = {}
    for entry in count.entries:
        found.setdefault(entry.by, [])
    for number, entry in sorted(count.standing.items()):
        found[entry.by].append(number)
    return {name: numbers for name, numbers in found.items() if numbers}


def _counts_now(count: Count) -> str:
    """Whoever the count was given to last, unless somebody entered something after that."""
    entry = count.entries[-1] if count.entries else None
    change = count.handovers[-1] if count.handovers else None
    if change is not None and (entry is None or change.at >= entry.at):
        return change.by
    return entry.by if entry is not None else count.opened_by


def _present(count: Count, name: str, numbers: list[int], last_of_others: int) -> str:
    first = min(numbers) if numbers else stopped_at(count) or 0
    if first > last_of_others:
        return f"from {first} {name}"
    return f"{_ranges(numbers)} {name}" if numbers else f"now {name}"


def _ranges(numbers: Iterable[int]) -> str:
    """`1–3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
