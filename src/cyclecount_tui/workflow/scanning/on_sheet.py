"""What a scan means by the sheet alone, without a connection: its labels, serials, lots, parts and places."""

from collections.abc import Iterable
from dataclasses import replace

from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.inventory import Part, Place
from cyclecount_tui.domain.lines import Line, LineKey
from cyclecount_tui.domain.scans.code_fields import CodeFields
from cyclecount_tui.domain.scans.line_codes import line_code, line_number
from cyclecount_tui.domain.scans.sheet_codes import (
    CodeKind,
    CodeMatch,
    matches,
    of_item,
    of_part,
    of_revision,
    plainly,
    with_label,
)
from cyclecount_tui.domain.subject import location_subject
from cyclecount_tui.workflow.scanning.reading import Reading, meant
from cyclecount_tui.workflow.scanning.results import (
    Ambiguous,
    AnotherPart,
    BadgeScanned,
    CommandScanned,
    NotOnSheet,
    Result,
    ThisLocation,
    Why,
)
from cyclecount_tui.workflow.scanning.sheet_lines import about_lines


def by_sheet(count: Count, reading: Reading, at_line: int | None) -> Result | None:
    """What the scan is, or None where only ION can tell."""
    if reading.card is not None:
        return by_card(reading)
    if reading.label is not None:
        lines = with_label(reading.label.uid, count.lines)
        if lines:
            return about_lines(count, lines, CodeKind.LABEL, at_line)
    return (
        _by_printed_code(count, reading.text)
        or _by_text(count, reading.text, at_line)
        or _by_fields(count, reading.fields, at_line)
        or _by_what_was_meant(count, reading.text, at_line)
    )


def by_card(reading: Reading) -> Result | None:
    """A command or a badge; None for any other code."""
    card = reading.card
    if card is None:
        return None
    return CommandScanned(command=card.command) if card.command else BadgeScanned(name=card.badge)


def about_place(count: Count, place: Place, at_line: int | None) -> Result | None:
    """What a location that belongs to the count means; None for another one."""
    if place == count.subject.place:
        return ThisLocation(subject=count.subject)
    lines = [line for line in count.lines if line.key.place == place]
    return about_lines(count, lines, CodeKind.LOCATION, at_line) if lines else None


def proposal(count: Count, key: LineKey, why: Why, part: Part | None, at_line: int | None) -> Result:
    """A found item, placed where the counter stands; while one part is counted, none of another part."""
    if not count.subject.is_part:
        return NotOnSheet(key=key, why=why, part=part)
    if key.part_number != count.subject.name:
        return AnotherPart(key=key)
    up = count.line(at_line) if at_line is not None else None
    return NotOnSheet(key=key.at(up.key.place if up else None), why=why, part=part)


def _by_printed_code(count: Count, text: str) -> Result | None:
    """The code beside a line of a printed sheet leads to the line; it does not say that anything is there."""
    number = line_number(text)
    line = count.line(number) if number is not None else None
    if number is None or line is None:
        return None
    return replace(about_lines(count, [line], CodeKind.LINE, None), mangled=text != line_code(number))


def _by_text(count: Count, text: str, at_line: int | None) -> Result | None:
    """The whole text as a code of the sheet."""
    found, places = _asked_rather(count, matches(text, count.lines)), _places_called(count, text)
    lines = _distinct(found)
    if found and not places and all(set(match.lines) == set(lines) for match in found):
        return about_lines(count, lines, _telling(found), at_line)
    if len(places) == 1 and not found:
        return about_place(count, places[0], at_line)
    if not found and not places:
        return None
    return Ambiguous(lines=lines, subjects=tuple(map(location_subject, places)))


def _asked_rather(count: Count, found: tuple[CodeMatch, ...]) -> tuple[CodeMatch, ...]:
    """In a recount, the codes of the lines that are counted again, if there are any."""
    asked = {line.number for line in count.to_count}
    narrowed = (replace(match, lines=tuple(line for line in match.lines if line.number in asked)) for match in found)
    return tuple(match for match in narrowed if match.lines) or found


def _telling(found: Iterable[CodeMatch]) -> CodeKind:
    """The kind that says most, where a line has the same code twice over."""
    order = (CodeKind.LABEL, CodeKind.SERIAL, CodeKind.LOT, CodeKind.PART)
    return min((match.kind for match in found), key=order.index)


def _by_fields(count: Count, fields: CodeFields | None, at_line: int | None) -> Result | None:
    if fields is None:
        return None
    if fields.location and not fields.names_an_item:
        return _by_text(count, fields.location, at_line)
    lines = of_item(fields, count.lines)
    if lines:
        return about_lines(count, lines, _kind_of(fields), at_line)
    return _of_a_part_here(count, fields, at_line)


def _kind_of(fields: CodeFields) -> CodeKind:
    if fields.serial_number:
        return CodeKind.SERIAL
    return CodeKind.LOT if fields.lot_number else CodeKind.PART


def _of_a_part_here(count: Count, fields: CodeFields, at_line: int | None) -> Result | None:
    """A serial, lot or revision that is not on the sheet, of a part that is."""
    named = of_part(fields, count.lines)
    if len({line.key.part_number for line in named}) != 1:
        return None
    revisions = {line.key.revision for line in of_revision(fields, named)}
    revision = next(iter(revisions)) if len(revisions) == 1 else fields.revision
    key = LineKey(named[0].key.part_number, revision, fields.lot_number, fields.serial_number)
    if not revisions:
        return proposal(count, key, Why.OTHER_REVISION, None, at_line)
    return proposal(count, key, Why.OTHER_SERIAL if fields.serial_number else Why.OTHER_LOT, None, at_line)


def _by_what_was_meant(count: Count, text: str, at_line: int | None) -> Result | None:
    """A code of the sheet that a keyboard layout mangled: only where it left marks, and only what fits exactly."""
    for version in meant(text):
        found = [match for match in matches(version, count.lines) if match.code == version]
        if found and len({match.lines for match in found}) == 1:
            return replace(about_lines(count, found[0].lines, _telling(found), at_line), mangled=True)
    return None


def _places_called(count: Count, text: str) -> tuple[Place, ...]:
    """The locations of the count with this name, spelt exactly, else plainly."""
    exact = tuple(place for place in count.places if place.name == text)
    wanted = plainly(text)
    return exact or tuple(place for place in count.places if wanted and plainly(place.name) == wanted)


def _distinct(found: Iterable[CodeMatch]) -> tuple[Line, ...]:
    lines = {line.number: line for match in found for line in match.lines}
    return tuple(lines[number] for number in sorted(lines))
