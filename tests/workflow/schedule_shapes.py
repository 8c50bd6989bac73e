"""Schedules as CSV in the shapes in which people have them: what must come of each, rows or sentences."""

from dataclasses import dataclass
from datetime import date

A1, A2, A3, B1, B2 = (
    "RACK-A / SHELF-01", "RACK-A / SHELF-02", "RACK-A / SHELF-03", "RACK-B / SHELF-01", "RACK-B / SHELF-02",
)  # fmt: skip
JAN_31, FEB_20 = date(2026, 1, 31), date(2026, 2, 20)

Row = dict[str, object]
"""Fields of a schedule row; those that are missing are as in a new row, the reason is not looked at."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is taken: its rows by name of location or part, and pieces of what is said beside them."""

    what: str
    raw: bytes
    rows: dict[str, Row]
    remarks: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of which nothing is taken: the row and a piece of the sentence of every problem, or of the refusal."""

    what: str
    raw: bytes
    problems: tuple[tuple[int, str], ...] = ()
    sentence: str = ""
    form: str = ""


def row(cadence: int | None = None, last: date | None = None, **more: object) -> Row:
    """The fields that most files have."""
    return {"cadence_days": cadence, "last_counted": last, **more}


def both(cadence_1: int | None, cadence_2: int | None, last: date | None = JAN_31) -> dict[str, Row]:
    """Two shelves, counted on the same day."""
    return {A1: row(cadence_1, last), A2: row(cadence_2, last)}


TAKEN = [
    Taken("our own names", f"location,cadence_days,last_counted\n{A1},30,2026-01-31\n".encode(), {A1: row(30, JAN_31)}),
    Taken(
        "another order, other names, one of them in capitals",
        f"OWNER,Most Recent Count,Frequency,ABC,Location Name\nBo,2026-01-31,Monthly,A,{A1}\n".encode(),
        {A1: row(30, JAN_31, assigned_to="Bo", count_class="A")},
    ),
    Taken(
        "semicolons, carriage returns, dates as in Germany",
        f"Location;Interval (days);Last Count\r\n{A1};30;31.01.2026\r\n{A2};90;31.01.2026\r\n".encode(),
        both(30, 90),
    ),
    Taken("tabs", f"bin\tevery\tlast count\n{A1}\t2 weeks\tJan 31, 2026\n".encode(), {A1: row(14, JAN_31)}),
    Taken("bars", f"bin|cadence|last count\n{A1}|weekly|31 Jan 2026\n".encode(), {A1: row(7, JAN_31)}),
    Taken(
        "a line that names the delimiter, commas in the notes",
        f"sep=;\nlocation;cadence;notes\n{A1};30;left, then right, then up\n{A2};60;a, b, c\n".encode(),
        {A1: row(30, notes="left, then right, then up"), A2: row(60, notes="a, b, c")},
    ),
    Taken("UTF-8 with its mark", f"\ufefflocation,cadence\n{A1},30\n".encode(), {A1: row(30)}),
    Taken(
        "UTF-16 as a spreadsheet saves Unicode text",
        f"Location\tCadence\tAssigned To\r\n{A1}\t30\tJürgen\r\n".encode("utf-16"),
        {A1: row(30, assigned_to="Jürgen")},
    ),
    Taken("UTF-16 without its mark", f"Location\tCadence\r\n{A1}\t30\r\n".encode("utf-16-be"), {A1: row(30)}),
    Taken(
        "a Western code page",
        f"Location,Owner\n{A1},Jürgen\n".encode("latin-1"),
        {A1: row(assigned_to="Jürgen")},
        ("not UTF-8",),
    ),
    Taken(
        "a title, an empty row and a date of printing above the header",
        (
            f"Cycle count schedule,,\nPrinted 3/4/2026,,\n,,\nLocation,Frequency,Last Count\n{A1},Quarterly,1/31/2026\n"
        ).encode(),
        {A1: row(91, JAN_31)},
        ("header was found in row 4",),
    ),
    Taken(
        "empty rows and columns at the end",
        f"location,cadence,,,\n{A1},30,,,\n{A2},60\n,,,,\n\n,,,,\n".encode(),
        {A1: row(30), A2: row(60)},
    ),
    Taken(
        "line breaks, delimiters and quotes in quotes",
        f'"Location","Days","Notes"\n"{A1}","30","beside the door,\nask for ""Bo"""\n{A2},60,"x"\n'.encode(),
        {A1: row(30, notes='beside the door, ask for "Bo"'), A2: row(60, notes="x")},
    ),
    Taken("old line ends", f"location,cadence\r{A1},30\r{A2},60\r".encode(), {A1: row(30), A2: row(60)}),
    Taken(
        "spaces after the commas, also before quotes",
        f'location, cadence, notes\n"{A1}", 30, "a, b"\n'.encode(),
        {A1: row(30, notes="a, b")},
    ),
    Taken(
        "date-times as spreadsheets write them",
        (
            f"location,cadence,last counted\n{A1},30,2026-01-31 00:00:00\n{A2},30,1/31/2026 0:00\n"
            f'{A3},30,"January 31, 2026, 12:00:00 AM"\n{B1},30,2026-01-31T08:15:00Z\n'
        ).encode(),
        {name: row(30, JAN_31) for name in (A1, A2, A3, B1)},
    ),
    Taken(
        "every kind of date that has one reading",
        (
            f"location,last counted\n{A1},1/31/2026\n{A2},31/1/2026\n{A3},31-Jan-26\n{B1},20260131\n"
            f'{B2},"Saturday, January 31, 2026"\n'
        ).encode(),
        {name: row(None, JAN_31) for name in (A1, A2, A3, B1, B2)},
    ),
    Taken(
        "dates with two readings, settled as in the United States",
        f"location,last counted\n{A1},01/02/2026\n".encode(),
        {A1: row(None, date(2026, 1, 2))},
        form="us",
    ),
    Taken(
        "dates with two readings, settled as in Europe",
        f"location,last counted\n{A1},01/02/2026\n".encode(),
        {A1: row(None, date(2026, 2, 1))},
        form="eu",
    ),
    Taken(
        "dates by a pattern",
        f"location,last counted\n{A1},26.01.31\n".encode(),
        {A1: row(None, JAN_31)},
        form="YY.MM.DD",
    ),
    Taken(
        "cadences in words",
        (
            f"location,cadence\n{A1},semi-annual\n{A2},Bi-Weekly\n{A3},twice a year\n{B1},every 30 days\n"
            f"{B2},annually\n"
        ).encode(),
        {A1: row(182), A2: row(14), A3: row(182), B1: row(30), B2: row(365)},
    ),
    Taken("cadences in weeks", f"location,Frequency (weeks)\n{A1},4\n{A2},1\n".encode(), {A1: row(28), A2: row(7)}),
    Taken("counts per year", f"location,Counts per year\n{A1},4\n{A2},12\n".encode(), {A1: row(91), A2: row(30)}),
    Taken(
        "numbers with the zeros of a spreadsheet, and cells that say nothing",
        b"location id,cadence,last count\n103.0,30.0,n/a\n104,-,never\n",
        {A1: row(30), A2: row()},
    ),
    Taken(
        "names that are spelt alike",
        "location,cadence\nrack a/shelf 01,30\nRACK–A \\ Shelf_02,60\n".encode(),
        {A1: row(30), A2: row(60)},
        (f"Row 2: 'rack a/shelf 01' is taken for {A1}.", f"Row 3: 'RACK–A \\ Shelf_02' is taken for {A2}."),
    ),
    Taken("ids in the column of names", b"location,cadence\n103,30\n104,60\n", {A1: row(30), A2: row(60)}),
    Taken(
        "the next date beside the cadence",
        f"location,cadence,last count,next count\n{A1},30,2026-01-31,2026-05-01\n{A2},,,2026-05-01\n".encode(),
        {A1: row(30, JAN_31), A2: row(first_due=date(2026, 5, 1))},
        (
            f"Row 2: the file says next 2026-05-01 for {A1}, cadence and last count come to 2026-03-02, which",
            f"Row 3: the file says next 2026-05-01 for {A2}, but it has no cadence: it has no next date.",
        ),
    ),
    Taken(
        "parts among locations",
        f"location,part number,cadence\n{A1},,30\n,FR-10048,60\n,fr-10021,90\n".encode(),
        {A1: row(30), "FR-10048": row(60), "FR-10021": row(90)},
        ("Row 4: 'fr-10021' is taken for FR-10021.",),
    ),
    Taken(
        "columns that nobody knows",
        f"location,area,cadence,# of bins\n{A1},north,30,4\n".encode(),
        {A1: row(30)},
        ("Columns that are not used: 'area', '# of bins'.",),
    ),
    Taken("a lone column", f"Location\n{A1}\n{A2}\n".encode(), {A1: row(), A2: row()}),
    Taken(
        "cells kept from being worked out",
        f'location,notes,assigned to\n{A1},\'=1+1,"=""007"""\n'.encode(),
        {A1: row(notes="=1+1", assigned_to="007")},
    ),
    Taken(
        "a formula that failed, where text may stand",
        f"location,class,owner\n{A1},#N/A,-\n".encode(),
        {A1: row(count_class="#N/A", assigned_to="-")},
        ("Row 2: class says '#N/A', a formula that failed; taken as text.",),
    ),
    Taken(
        "a header on two lines, a name that was changed in ION",
        b'"Location\nID",Location,"Last\nCount"\n103,The old shelf,2026-01-31\n',
        {A1: row(None, JAN_31)},
        (f"Row 2: 'The old shelf' has the id of {A1} and is taken for it.",),
    ),
]

REFUSED = [
    Refused("nothing", b"", sentence="The file is empty"),
    Refused("blank rows alone", b"\n,,\n\n,,,\n", sentence="The file is empty"),
    Refused("a header alone", b"location,cadence\n", sentence="no rows under it"),
    Refused(
        "no column for the location",
        b"cadence,notes\n30,x\n",
        sentence="The file has no column 'location' (row 1 has 'cadence', 'notes')",
    ),
    Refused(
        "two columns for one thing",
        f"location,cadence,frequency\n{A1},30,60\n".encode(),
        sentence="The columns 'cadence' and 'frequency' both say the cadence days",
    ),
    Refused("a quote that never closes", f'location,notes\n{A1},"x\n{A2},y\n'.encode(), sentence="no CSV table"),
    Refused("a workbook", b"PK\x03\x04" + b"\0" * 30, sentence="a workbook, not CSV"),
    Refused("no text", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", sentence="The file is no text"),
    Refused("half of UTF-16", "location".encode("utf-16")[:-1], sentence="The file is no text"),
    Refused(
        "more cells than columns",
        f"location,cadence\n{A1},30\n{A2},60,,extra\n".encode(),
        ((3, "more cells than the header"),),
    ),
    Refused(
        "dates with two readings",
        f"location,last count,next count\n{A1},01/02/2026,2026-05-01\n{A2},1/31/2026,03.04.2026\n".encode(),
        (
            (2, "'01/02/2026' is 2 January 2026 or 1 February 2026."),
            (3, "'03.04.2026' is 4 March 2026 or 3 April 2026."),
        ),
        "--date-format us (month first) or eu (day first)",
    ),
    Refused(
        "dates in another form than was said",
        f"location,last count\n{A1},31/01/2026\n".encode(),
        ((2, "'31/01/2026' does not fit --date-format us"),),
        form="us",
    ),
    Refused(
        "everything wrong at once",
        (
            f"location,cadence,last count\nRACK-Z,30,2026-01-31\n{A1},sometimes,soon\n,30,\n{A2},0,2026-02-30\n"
            f"{A2},30,\n{A3},#N/A,46053\n{B1},30,2027-01-01\n{B2},bimonthly,########\n"
        ).encode(),
        (
            (2, "ION has no location 'RACK-Z'. Nearest: "),
            (3, "'sometimes' is no cadence"),
            (3, "'soon' is no date"),
            (4, "names no location and no part"),
            (5, "'0' is no cadence"),
            (5, "'2026-02-30' is no date"),
            (6, f"{A2} stands in row 5 already"),
            (7, "'#N/A' is a spreadsheet's word"),
            (7, "'46053' is a date as a spreadsheet counts it"),
            (8, "2027-01-01 is in the future"),
            (9, "'########' is a spreadsheet's word"),
            (9, "every 2 months to some and twice a month to others"),
        ),
    ),
    Refused(
        "names and ids that ION does not have",
        f"id,location,cadence\n999,,30\n103,{A2},30\n,RACK-A / SHELF-1,30\n,qqqq,30\n".encode(),
        (
            (2, "ION has no location with id '999': check the name"),
            (3, f"id 103 is {A1} in ION, and '{A2}' is 104 ({A2})"),
            (4, f"ION has no location 'RACK-A / SHELF-1'. Nearest: 103 ({A1})"),
            (5, "ION has no location 'qqqq': check the name, or use its id."),
        ),
    ),
    Refused(
        "parts that ION does not have",
        f"location,part,cadence\n,FR-1002,30\n{A1},FR-10021,30\n".encode(),
        ((2, "ION has no part 'FR-1002'. Nearest: "), (3, f"it names the location '{A1}' and the part 'FR-10021'")),
    ),
    Refused(
        "a standing there is not, lines that are none, a date far away",
        f"location,standing,lines,planned for\n{A1},sleeping,-3,1900-01-01\n".encode(),
        ((2, "'-3' is no number of lines"), (2, "1900-01-01 is before 1980"), (2, "'sleeping' is no standing")),
    ),
]
