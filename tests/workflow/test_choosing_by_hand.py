"""A fix made by hand as a use case: typed, checked, kept with what was suggested first, planned and posted as said."""

from decimal import Decimal

import pytest

from cyclecount_tui.domain.approval_rules import ApprovalRules
from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.domain.certificate import Outcome, certificate
from cyclecount_tui.domain.comparing import Row
from cyclecount_tui.domain.count import Count
from cyclecount_tui.domain.errors import DomainError
from cyclecount_tui.domain.fixes import Cause, FixKind
from cyclecount_tui.domain.fixes_by_hand import About, NotPossible
from cyclecount_tui.domain.quantities import plain
from cyclecount_tui.domain.subject import Subject
from cyclecount_tui.workflow.choosing import Asked, choose_by_hand
from cyclecount_tui.workflow.errors import Unreachable
from cyclecount_tui.workflow.places_meant import places_known, places_like
from cyclecount_tui.workflow.planning import plan
from cyclecount_tui.workflow.posting import post
from tests.factory import Factory, line_key
from tests.workflow.scanned import label_of_place, label_of_record


def planted_row(factory: Factory, kind: str) -> tuple[Count, Row]:
    """A compared count with a planted discrepancy, and its row."""
    planted = factory.planted(kind)
    count = factory.compared(planted.location_id)
    return count, next(row for row in count.rows if row.line.key == line_key(*planted.line))


def another(factory: Factory, count: Count) -> Subject:
    """A location that is not counted."""
    places = factory.simulator.plant.places
    return factory.location(next(place.id for place in places if place.id != count.subject.id and not place.archived))


def test_missing_parts_go_where_a_person_says(factory: Factory) -> None:
    count, row = planted_row(factory, "unexplained_shortage")
    other = another(factory, count)
    first = suggestions(count)[row.line.number][0]
    asked = Asked(FixKind.MOVE, "1+1", other.name.lower(), " carried over ")
    count = choose_by_hand(factory.workplace, count, row.line.number, asked)
    choice = factory.again(count).choices[row.line.number]
    assert (choice.fix.quantity, choice.fix.to, choice.fix.note) == (Decimal(2), choice.fix.to, "carried over")
    assert choice.fix.to is not None
    assert choice.fix.to.name == other.name
    assert (choice.cause, choice.confidence, choice.suggested) == (Cause.CHOSEN, None, None)
    assert (choice.first_cause, choice.first_confidence) == (first.cause, first.confidence)
    made = plan(factory.workplace, count).plan
    assert made is not None
    assert [(write.quantity, write.to) for write in made.writes] == [(Decimal(2), choice.fix.to)]


def test_what_a_fix_leaves_over_stands_on_the_certificate_with_its_reason(factory: Factory) -> None:
    count, row = planted_row(factory, "unexplained_shortage")
    place, line = factory.workplace, row.line.number
    place.practice = place.practice._replace(approval=ApprovalRules(required=False))
    count = plan(place, choose_by_hand(place, count, line, Asked(FixKind.PARK, "1", "", "one was under the rack")))
    (certified,) = [each for each in certificate(post(place, count).count) if each.line.number == line]
    apart = plain(abs(row.difference))
    assert certified.outcome is Outcome.LEFT
    assert certified.reason == f"Only 1 of {apart} were put right, by hand: one was under the rack."
    assert certified.after == row.digital - 1


def test_wrong_answers_change_nothing_and_say_which_they_are(factory: Factory) -> None:
    count, row = planted_row(factory, "unexplained_shortage")
    line = row.line.number
    for asked, about, sentence in (
        (Asked(FixKind.MOVE, "1", "NOWHERE-77", "x"), About.PLACE, "NOWHERE-77"),
        (Asked(FixKind.MOVE, "1", "", "x"), About.PLACE, "type or scan its name"),
        (Asked(FixKind.MOVE, "many", count.subject.name, "x"), About.QUANTITY, "many"),
        (Asked(FixKind.PARK, "1.5", "", "x"), About.QUANTITY, "in whole EA, and 1.5 is not whole"),
        (Asked(FixKind.PARK, "1", "", ""), About.REASON, "needs a reason"),
    ):
        with pytest.raises(NotPossible, match=sentence) as refused:
            choose_by_hand(factory.workplace, count, line, asked)
        assert refused.value.about is about
    match = next(each for each in count.rows if not each.differs)
    for number in (match.line.number, 10_000):
        with pytest.raises(DomainError, match="no discrepancy"):
            choose_by_hand(factory.workplace, count, number, Asked(FixKind.LEAVE, reason="x"))
    assert factory.again(count) == count


def test_what_the_comparison_knows_needs_no_connection(factory: Factory) -> None:
    count, row = planted_row(factory, "at_mrb")
    mrb = next(place for place in places_known(count) if "MRB" in place.name)
    assert places_like(count, "mrb")[0] in places_known(count)
    assert mrb in places_like(count, mrb.name[1:].lower())
    assert places_like(count, " ") == ()
    factory.simulator.faults.drop_before(count=50)
    for text in (mrb.name.lower(), str(mrb.id)):
        fix = choose_by_hand(factory.workplace, count, row.line.number, Asked(FixKind.MOVE, "", text, "x"))
        assert fix.choices[row.line.number].fix.to == mrb
        count = fix
    with pytest.raises(Unreachable):
        choose_by_hand(factory.workplace, count, row.line.number, Asked(FixKind.MOVE, "", "LINE-77", "x"))


def test_a_scanned_label_names_its_location(factory: Factory) -> None:
    count, row = planted_row(factory, "unexplained_shortage")
    other = another(factory, count)
    count = choose_by_hand(
        factory.workplace, count, row.line.number, Asked(FixKind.MOVE, "1", label_of_place(factory, other.name), "x")
    )
    assert count.choices[row.line.number].fix.to == other.place
    item = label_of_record(factory, row.records[0].id)
    with pytest.raises(NotPossible, match="code of no location"):
        choose_by_hand(factory.workplace, count, row.line.number, Asked(FixKind.MOVE, "1", item, "x"))
