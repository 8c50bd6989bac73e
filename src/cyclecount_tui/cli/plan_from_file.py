"""`--plan FILE` of cyclecount post and approve: what the file says beside what is so now."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from cyclecount_tui.cli.exit_codes import Exit
    from cyclecount_tui.domain.count import Count
    from cyclecount_tui.workflow.plan_files.ground import Checked
    from cyclecount_tui.workflow.workplace import Workplace


def add_plan_file(verb: "argparse.ArgumentParser", what: str) -> None:
    """The file that `cyclecount plan -o` wrote."""
    verb.add_argument("--plan", metavar="FILE", help=what)


def checked_file(place: "Workplace", count: "Count", name: str) -> "Checked":
    """The file compared with ION and the journal; each row that does not stand firm is said.

    Raises:
        Refusal, StoreError: it cannot be read or used. IonError: ION cannot be read.
    """
    from cyclecount_tui.cli.files import read_bytes
    from cyclecount_tui.cli.printing import plural, say
    from cyclecount_tui.workflow.plan_files.ground import Ground, checked

    found = checked(place, count, _short(name), read_bytes(name))
    exported = found.file.exported_at.astimezone()
    say(f"{found.file.name}: exported by {found.file.exported_by} at {exported:%H:%M on %Y-%m-%d}.")
    for row in found.rows:
        if row.ground is not Ground.FIRM:
            write = row.write
            what = f"Write {write.number}, line {write.line}, {write.key.words}: {row.ground.value}."
            say(f"{what} {row.told}." if row.told else what)
            for sentence in row.sentences:
                say(f"  {sentence}")
    said = [f"{len(found.on(ground))} {ground.value}" for ground in Ground if found.on(ground)]
    say(f"Of {plural(len(found.rows), 'write')} of the file: {', '.join(said) or 'none'}.")
    return found


def shown_with(count: "Count", found: "Checked") -> "Count":
    """The count as it would be with the firm rows of the file as its plan; nothing of that is kept."""
    return replace(count, plan=found.plan)


def nothing_to_post(found: "Checked") -> bool:
    """Whether no row of the file stands firm."""
    from cyclecount_tui.workflow.plan_files.ground import Ground

    return not found.on(Ground.FIRM)


def exit_with(found: "Checked", code: "Exit") -> "Exit":
    """The exit code of the posting; that something changed meanwhile where rows of the file were left out."""
    from cyclecount_tui.cli.exit_codes import Exit
    from cyclecount_tui.workflow.plan_files.ground import Ground

    changed = bool(found.on(Ground.MOVED)) and code in {Exit.DONE, Exit.REFUSED}
    return Exit.CHANGED if changed else code


def refuse_other_plan(place: "Workplace", count: "Count", name: str) -> None:
    """Raises Refusal when the count's plan is another one than the file's: what is approved has to be in both."""
    from cyclecount_tui.cli.files import read_bytes
    from cyclecount_tui.workflow.plan_files.same_plan import refuse_other_than

    refuse_other_than(place, count, _short(name), read_bytes(name))


def _short(name: str) -> str:
    return "The plan on standard input" if name == "-" else Path(name).name
