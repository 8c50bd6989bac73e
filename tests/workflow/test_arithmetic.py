"""The arithmetic of every row of real comparisons adds up, in words and in the document."""

import json
from decimal import Decimal

from cyclecount_tui.domain.causes.suggesting import suggestions
from cyclecount_tui.workflow.choosing import choose
from cyclecount_tui.workflow.documents import reconcile_document
from cyclecount_tui.workflow.offering import offers
from tests.factory import Factory


def test_the_document_tells_each_row_as_a_sum(factory: Factory) -> None:
    explained = set()
    for location in sorted({item.location_id for item in factory.simulator.plant.discrepancies})[:6]:
        count = factory.compared(location)
        rows = json.loads(json.dumps(reconcile_document(count, offers(factory.workplace, count))))["rows"]
        for row in rows:
            told = row["arithmetic"]
            amounts = [Decimal(term["amount"]) for term in told["terms"]]
            assert Decimal(told["snapshot"]) + sum(amounts) == Decimal(told["counted"]) == Decimal(row["floor"])
            assert sum(amounts) == Decimal(row["difference"])
            assert told["snapshot"] == row["digital"]
            assert told["words"].startswith(f"snapshot {row['digital']}")
            explained |= {term["why"] for term in told["terms"]}
    assert "unexplained" in explained
    assert any(why.startswith("to ") for why in explained)


def test_the_suggestion_that_was_taken_is_the_one_that_is_told(factory: Factory) -> None:
    count = factory.compared(factory.planted("at_mrb").location_id)
    line, offered = next(item for item in suggestions(count).items() if len(item[1]) > 1)
    before, after = (
        next(row for row in reconcile_document(each, offers(factory.workplace, each))["rows"] if row["line"] == line)[
            "arithmetic"
        ]
        for each in (count, choose(factory.workplace, count, line, len(offered)))
    )
    assert before["counted"] == after["counted"]
    assert before["words"] != after["words"]
