"""Headers as people write them are known by their letters alone."""

import pytest

from cyclecount_tui.domain.column_names import Column, ColumnName, column_of


@pytest.mark.parametrize("column", Column)
def test_our_own_names_are_known(column: Column) -> None:
    assert column_of(column.value) == ColumnName(column)
    assert column_of(column.value.replace("_", " ").title()) == ColumnName(column)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Location Name", Column.LOCATION), ("# Location", Column.LOCATION), ("BIN", Column.LOCATION),
        ("LocationID", Column.LOCATION_ID), ("location-id", Column.LOCATION_ID), ("id", Column.LOCATION_ID),
        ("Part #", Column.PART_NUMBER), ("Part No.", Column.PART_NUMBER), ("Most Recent Count", Column.LAST_COUNTED),
        ("Last Count Date:", Column.LAST_COUNTED), ("last_counted_on", Column.LAST_COUNTED),
        ("Next Count Date", Column.NEXT_DUE), ("Due", Column.NEXT_DUE), ("next date", Column.NEXT_DUE),
        ("ABC", Column.CLASS), ("Owner", Column.ASSIGNED_TO), ("Assigned To", Column.ASSIGNED_TO),
        ("Comments", Column.NOTES), ("Frequency", Column.CADENCE), ("Interval", Column.CADENCE),
        ("Days", Column.CADENCE),
    ],
)  # fmt: skip
def test_synonyms(header: str, column: Column) -> None:
    assert column_of(header) == ColumnName(column)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Cadence (days)", "days"), ("cadence_days", "days"), ("Frequency (weeks)", "weeks"),
        ("Interval in months", "months"), ("Frequency per year", "per year"), ("Counts / year", None),
        ("Counts per year", "per year"), ("Count frequency (per month)", "per month"),
    ],
)  # fmt: skip
def test_the_header_says_what_a_number_counts(header: str, unit: str | None) -> None:
    assert column_of(header) == (ColumnName(Column.CADENCE, unit) if unit else None)


@pytest.mark.parametrize("header", ["", "  ", "Area", "days overdue", "class size", "location type", "status", "---"])
def test_other_columns_are_not_taken_for_one_of_ours(header: str) -> None:
    assert column_of(header) is None
