"""Comments and issues that a posting leaves in ION: once each, whatever happens to the line, and never in its way."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cyclecount_tui.domain.count import Count, Phase
from cyclecount_tui.domain.plan import Progress, WriteKind
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.remark_words import remarks_told
from cyclecount_tui.simulator import SimulatorOptions
from cyclecount_tui.store.verifying import verify
from cyclecount_tui.workflow.approving import approve
from cyclecount_tui.workflow.posting import post
from cyclecount_tui.workflow.remarking import LONGEST_UNDER_WAY, remarked
from tests.approvals import approving
from tests.factory import Factory, factory_at
from tests.sweeps import some_by_default
from tests.workflow.test_posting import mutations, planned


def commenting(factory: Factory) -> Factory:
    """The factory, whose postings leave comments from now on."""
    factory.workplace.practice = factory.workplace.practice._replace(comments=True)
    return factory


def raising(factory: Factory) -> Factory:
    """The factory, where everything that differs is major and recorded as an issue."""
    place = approving(factory.workplace)
    place.practice = place.practice._replace(approval=place.practice.approval._replace(ion_issue=True))
    return factory


def texts(factory: Factory) -> list[str]:
    """What the comments in ION say."""
    return [comment.content or "" for comment in factory.simulator.plant.comments]


def closed_off(count: Count) -> Count:
    """As if its location were closed off, so that the count is not over when nothing is left to post."""
    from cyclecount_tui.domain.close_off import CloseOff

    return replace(count, close_off=CloseOff("Ann", count.opened_at))


@pytest.mark.parametrize("kind", some_by_default(WriteKind, WriteKind.SET_QUANTITY))
def test_each_write_gets_its_comment_on_the_record_it_left(factory: Factory, kind: WriteKind) -> None:
    count = planned(commenting(factory), kind)
    posting = post(factory.workplace, count)
    assert posting.count.phase is Phase.CLOSED
    (write,) = posting.count.written.values()
    (comment,) = factory.simulator.plant.comments
    record = factory.simulator.plant.inventory[posting.count.steps[write.number, write.steps[-1]].record_id or 0]
    assert comment.about_entity_id == record.entity_id
    said = comment.content or ""
    assert said.startswith(f"Cycle count of {count.subject.name}: ")
    assert f"cause: {count.choices[write.line].cause.words}" in said
    assert "counted by Ann, posted by Ann" in said
    if kind is WriteKind.SET_QUANTITY:
        assert f": {plain(write.before)} → {plain(write.quantity)} EA, " in said
    assert remarks_told(posting.count) == ("1 comment left in ION.",)
    assert factory.again(count) == posting.count
    assert verify(factory.workplace.store.database).unedited


@pytest.mark.slow
def test_without_the_setting_nothing_is_left_and_nothing_asked(factory: Factory) -> None:
    post(factory.workplace, planned(factory, WriteKind.SET_QUANTITY))
    assert not texts(factory)
    assert not any(request.operation_name == "RecordComments" for request in factory.simulator.requests)


FAULTS: dict[str, Callable[[Factory], object]] = {
    "answer lost after the commit": lambda factory: factory.simulator.faults.drop_after_commit(only="createComment"),
    "gateway page after the commit": lambda factory: factory.simulator.faults.http_status(
        502, html=True, only="createComment", after_commit=True
    ),
}


@pytest.mark.parametrize("fault", some_by_default(FAULTS, "answer lost after the commit"))
def test_a_lost_answer_is_looked_for_and_the_comment_never_left_twice(factory: Factory, fault: str) -> None:
    count = planned(commenting(factory), WriteKind.SET_QUANTITY)
    FAULTS[fault](factory)
    posting = post(factory.workplace, count)
    assert posting.count.phase is Phase.CLOSED
    assert len(texts(factory)) == 1
    (state,) = posting.count.remarks.values()
    assert (state.progress, state.ion_id) == (Progress.DONE, 1)
    assert mutations(factory).count("LeaveComment") == 1


@pytest.mark.parametrize("committed", [True, False], ids=["after the commit", "before the commit"])
def test_a_comment_of_which_nobody_knows_is_settled_by_the_next_posting(factory: Factory, committed: bool) -> None:
    count = planned(commenting(factory), WriteKind.SET_QUANTITY)
    factory.workplace.practice = factory.workplace.practice._replace(comments=False)
    done = post(factory.workplace, closed_off(count)).count
    commenting(factory)
    faults = factory.simulator.faults
    cut = faults.drop_after_commit if committed else faults.drop_before
    cut(only="createComment")

    class Killed(BaseException):
        pass

    def kill(_operation: str) -> None:
        raise Killed

    read = factory.workplace.ion.record_comments
    calls: list[object] = []

    def cut_off(record_ids: list[int]) -> object:
        calls.append(record_ids)
        if len(calls) > 1:  # the second is the look after the lost answer: the program dies there
            kill("RecordComments")
        return read(record_ids)

    factory.workplace.ion.record_comments = cut_off  # type: ignore[method-assign,assignment]  # a crash at this point
    with pytest.raises(Killed):
        remarked(factory.workplace, done)
    del factory.workplace.ion.record_comments
    faults.clear()
    again = remarked(factory.workplace, closed_off(factory.again(count)))
    if not committed:
        assert not texts(factory), "it may still arrive"
        assert "1 comment may be there or not. It was sent a moment ago" in remarks_told(again)[0]
        factory.now += LONGEST_UNDER_WAY
        again = remarked(factory.workplace, again)
    assert len(texts(factory)) == 1
    assert remarks_told(again) == ("1 comment left in ION.",)
    assert remarked(factory.workplace, again) == again
    assert mutations(factory).count("LeaveComment") == (1 if committed else 2)


def test_a_refused_comment_is_said_and_kept_and_the_posting_goes_on(factory: Factory) -> None:
    count = planned(commenting(factory), WriteKind.SET_QUANTITY)
    factory.simulator.faults.forbid("createComment")
    posting = post(factory.workplace, count)
    assert posting.count.phase is Phase.CLOSED
    assert posting.stopped_by is None
    (told,) = remarks_told(posting.count)
    assert told.startswith("1 comment was not left. ")
    assert "permission" in told
    assert not texts(factory)
    assert factory.again(count).remarks == posting.count.remarks


@pytest.mark.slow
def test_a_line_that_is_down_for_the_comment_does_not_keep_the_count_open(factory: Factory) -> None:
    count = planned(commenting(factory), WriteKind.SET_QUANTITY)
    factory.simulator.faults.drop_before(only="createComment")
    posting = post(factory.workplace, count)
    assert posting.count.phase is Phase.CLOSED
    assert remarks_told(posting.count)[0].startswith("1 comment may be there or not.")


@pytest.mark.parametrize("lacking", some_by_default(["createComment", "comments"], "createComment"))
def test_a_tenant_without_comments_has_them_off_and_it_is_said(tmp_path: Path, lacking: str) -> None:
    with factory_at(tmp_path / "data", options=SimulatorOptions(without=frozenset({lacking}))) as factory:
        posting = post(factory.workplace, planned(commenting(factory), WriteKind.SET_QUANTITY))
        assert posting.count.phase is Phase.CLOSED
        assert remarks_told(posting.count) == ("1 comment was not left. This ION does not offer comments on records.",)
        assert not factory.workplace.ion.features.has("comments")


@pytest.mark.slow
def test_a_record_that_is_gone_gets_none(factory: Factory) -> None:
    count = planned(factory, WriteKind.SET_QUANTITY)
    done = post(factory.workplace, closed_off(count)).count
    (write,) = done.written.values()
    plant = factory.simulator.plant
    plant.inventory.remove(plant.inventory[write.record_id or 0])
    told = remarks_told(remarked(commenting(factory).workplace, done))
    assert told == (f"1 comment was not left. Record {write.record_id} is no longer in ION: it was merged or deleted.",)


def test_a_major_discrepancy_becomes_an_issue_on_its_record_once(factory: Factory) -> None:
    count = planned(raising(factory), WriteKind.SET_QUANTITY)
    count = approve(factory.workplace, count, "went there and looked", "Cy")
    factory.simulator.faults.drop_after_commit(only="createIssue")
    before = {issue.id for issue in factory.simulator.plant.issues}
    posting = post(factory.workplace, count)
    assert posting.count.phase is Phase.CLOSED
    (issue,) = [issue for issue in factory.simulator.plant.issues if issue.id not in before]
    (write,) = posting.count.written.values()
    assert issue.part_inventory_ids == [write.record_id]
    assert issue.title.startswith(f"Cycle count of {count.subject.name}: ")
    assert "Approved by Cy: went there and looked." in str(issue.cause_condition)
    assert remarks_told(posting.count) == ("1 issue left in ION.",)
    assert mutations(factory).count("RaiseIssue") == 1


@pytest.mark.slow
def test_a_tenant_without_issues_says_so(tmp_path: Path) -> None:
    with factory_at(tmp_path / "data", options=SimulatorOptions(without=frozenset({"createIssue"}))) as factory:
        count = approve(factory.workplace, planned(raising(factory), WriteKind.SET_QUANTITY), "seen", "Cy")
        told = remarks_told(post(factory.workplace, count).count)
        assert told == ("1 issue was not left. This ION does not offer to raise issues about records.",)
