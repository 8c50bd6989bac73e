"""Files of all shapes: taken as they are meant, or refused with everything that is wrong and nothing stored."""

from collections.abc import Iterator

import pytest

from cyclecount_tui.domain.dates_in_files import ANY_FORM, date_form
from cyclecount_tui.domain.schedule import ScheduleRow
from cyclecount_tui.workflow.errors import Refusal
from cyclecount_tui.workflow.schedule_files import FileRefused, Preview, decoded, preview_of, take
from tests.factory import Factory, factory_at
from tests.workflow.schedule_shapes import REFUSED, TAKEN, Refused, Taken


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Factory]:
    """One factory for all shapes; its schedule is emptied before each."""
    with factory_at(tmp_path_factory.mktemp("plant")) as made:
        yield made


@pytest.fixture
def empty(plant: Factory) -> Factory:
    plant.workplace.store.database.write(lambda connection: connection.execute("DELETE FROM schedule"))
    return plant


def previewed(factory: Factory, raw: bytes, form: str) -> tuple[Preview, tuple[str, ...]]:
    file = decoded(raw)
    preview = preview_of(factory.workplace, file.text, "s.csv", date_form(form) if form else ANY_FORM)
    return preview, (file.remark, *preview.remarks)


def test_there_are_thirty_shapes_and_more() -> None:
    assert len(TAKEN) + len(REFUSED) >= 40
    assert len({shape.raw for shape in TAKEN}) >= 30


@pytest.mark.parametrize("shape", TAKEN, ids=lambda shape: shape.what)
def test_a_file_is_taken_as_it_is_meant(empty: Factory, shape: Taken) -> None:
    preview, said = previewed(empty, shape.raw, shape.form)
    assert empty.workplace.store.schedule.rows() == []
    take(empty.workplace, preview)
    rows = {row.subject.name: row for row in empty.workplace.store.schedule.rows()}
    assert rows.keys() == shape.rows.keys()
    for name, expected in shape.rows.items():
        whole = ScheduleRow(rows[name].subject)._asdict()
        found = rows[name]._asdict()
        assert {**found, "reason": ""} == {**whole, **expected}
    for remark in shape.remarks:
        assert any(remark in sentence for sentence in said), said
    assert len(shape.remarks) == len([sentence for sentence in said if sentence])
    again, _ = previewed(empty, shape.raw, shape.form)
    assert not again.changes


@pytest.mark.parametrize("shape", REFUSED, ids=lambda shape: shape.what)
def test_a_broken_file_is_refused_with_all_that_is_wrong(empty: Factory, shape: Refused) -> None:
    with pytest.raises(Refusal) as refused:
        previewed(empty, shape.raw, shape.form)
    assert shape.sentence in refused.value.sentence
    problems = refused.value.problems if isinstance(refused.value, FileRefused) else ()
    found = [(problem.row, problem.sentence) for problem in problems]
    assert [row for row, _ in found] == [row for row, _ in shape.problems], found
    for (_, sentence), (_, piece) in zip(sorted(found), sorted(shape.problems), strict=True):
        assert piece in sentence, found
    assert all(problem.words.startswith(f"Row {problem.row}") for problem in problems)
    assert empty.workplace.store.schedule.rows() == []
