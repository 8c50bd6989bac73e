"""The sign to hang up at a location that is counted: what is on it, as text with a QR code, or as a PDF."""

import os
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Place
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.domain.visible_text import visible
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.paper.qr import qr_text
from cyclecount_tui.workflow.workplace import Workplace

HEADLINE = "CYCLE COUNT IN PROGRESS"
DO_NOT_MOVE = "DO NOT MOVE ANYTHING"

_TEXT_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Sign:
    """What is on one sign. `scanned` is what its QR code gives when it is scanned."""

    location: str
    since: datetime
    counter: str
    contact: str
    scanned: str
    part: str = ""
    """The part number that is counted, where not the whole location is."""

    @property
    def do_not_move(self) -> str:
        """What not to do."""
        return f"DO NOT MOVE PART {self.part}" if self.part else DO_NOT_MOVE

    @property
    def details(self) -> tuple[str, ...]:
        """When, who, and whom to ask."""
        since = self.since.astimezone()
        said = [f"Since {since:%H:%M} on {since:%A}, {since.day} {since:%B %Y}", f"Counted by {self.counter}"]
        return (*said, f"Questions: {self.contact}") if self.contact else tuple(said)


def signs_for(
    workplace: Workplace, subject: Subject, count: Count | None, places: Sequence[Place], label: str = ""
) -> tuple[Sign, ...]:
    """A sign for each place. The QR code holds `label`, as a scan of ION's own label gives it, else the place's name.

    ION has no question for the label of a location, so only a scan can tell it.

    Raises:
        Refusal: there is no place to hang one up.
    """
    if not places:
        raise Refusal(f"ION has {subject.name} nowhere: there is no place for a sign.")
    recorded = count.close_off if count is not None and count.close_off and not count.close_off.skipped else None
    return tuple(
        Sign(
            location=visible(place.name),
            since=recorded.at if recorded else workplace.now(),
            counter=visible(recorded.by if recorded else workplace.counter),
            contact=visible(workplace.practice.closing_off.contact),
            scanned=label or place.name,
            part=visible(subject.name) if subject.is_part else "",
        )
        for place in places
    )


def write_signs(signs: Sequence[Sign], file: Path) -> None:
    """Writes the signs, a page each, as a PDF or as text, by the file's ending.

    Raises:
        Refusal: it is neither .pdf nor .txt, or the file cannot be written.
    """
    _write(signs, file, 0o666)


def keep_signs(signs: Sequence[Sign], file: Path) -> None:
    """As `write_signs`, for a file of the data folder: its folder is made where it is missing, both for nobody else.

    Raises:
        Refusal: it is neither .pdf nor .txt, or the file cannot be written.
    """
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _not_written(file, error) from error
    _write(signs, file, 0o600)


def _write(signs: Sequence[Sign], file: Path, mode: int) -> None:
    ending = file.suffix.casefold()
    if ending == ".pdf":
        from cyclecount_tui.workflow.sign_pdf import as_pdf

        data = as_pdf(signs)
    elif ending == ".txt":
        data = as_text(signs).encode()
    else:
        raise Refusal(f"{file.name} is no sign: give a name that ends with .pdf or .txt.")
    try:
        _replace(file, data, mode)
    except OSError as error:
        raise _not_written(file, error) from error


def _not_written(file: Path, error: OSError) -> Refusal:
    reason = (error.strerror or "no reason given").lower()
    return Refusal(f"The sign cannot be written to {file} ({reason}): give another name.")


def sign_file(workplace: Workplace, subject: Subject, ending: str = ".pdf") -> Path:
    """Where a sign goes that was given no name: `signs/` in the data folder, by location and date."""
    name = re.sub(r"[^\w]+", "-", subject.name).strip("-")[:80] or str(subject.id)
    folder = workplace.store.database.path.parent / "signs"
    return folder / f"{name}-{workplace.today():%Y-%m-%d}{ending}"


def as_text(signs: Sequence[Sign]) -> str:
    """The signs as text to print, a form feed between two."""
    return "\f".join("\n".join(_text_lines(sign)) + "\n" for sign in signs)


def _text_lines(sign: Sign) -> Iterator[str]:
    rule = "=" * _TEXT_WIDTH
    yield from (rule, "", _centred(HEADLINE), _centred(sign.do_not_move), "", rule, "")
    yield from (_centred(line) for line in (sign.location, "", *sign.details, ""))
    yield from (_centred(line) for line in qr_text(sign.scanned))
    yield from ("", rule)


def _centred(line: str) -> str:
    return line.center(_TEXT_WIDTH).rstrip()


def _replace(file: Path, data: bytes, mode: int) -> None:
    """Writes a file in one move; `mode` less what the umask takes away."""
    draft = file.with_name(f".{file.name[:40]}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
            out.write(data)
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
