"""Reading the whole plant for planning, in a bounded number of requests, and saying what the classes went by."""

from datetime import timedelta

from cyclecount_tui.domain.annual_value import Key, Worth
from cyclecount_tui.domain.movement import Movement
from cyclecount_tui.domain.stock import Stock
from cyclecount_tui.workflow.workplace import Workplace

MOST_HISTORIES = 2_000
"""Histories are read a hundred records a request; with more changed records than these it would cost too many."""


def read_stock(workplace: Workplace) -> Stock:
    """Everything ION has, by flat pages, with what it tells about movement in the window of the scheduling rules.

    It holds quantities and costs: whoever calls this makes classes of them and lets go of it.

    Raises:
        IonError: ION cannot be read, or nobody waits for it any more.
    """
    ion = workplace.ion
    since = workplace.now() - timedelta(days=workplace.practice.scheduling.window_days)
    records = ion.stock_records()
    parts = ion.stock_parts()
    locations = ion.locations()
    kitted = ion.kitted_since(since)
    affordable = sum(record.changed_since(since) for record in records) <= MOST_HISTORIES
    went_out = ion.went_out_since(since) if affordable else None
    return Stock(
        since=since,
        locations=tuple(locations),
        parts={part.id: part for part in parts},
        records=tuple(records),
        kitted=None if kitted is None else tuple(kitted),
        went_out=None if went_out is None else tuple(went_out),
        histories_affordable=affordable,
        installing_known=ion.features.has("installations"),
        costs_known=ion.features.has("costs"),
    )


def what_it_went_by(stock: Stock, touched: Movement, worth: Worth[Key], window_days: int) -> tuple[str, ...]:
    """In sentences: which movement was counted, what this ION does not tell, which value it is, where costs miss."""
    return (*_movement_words(stock, touched, window_days), *_value_words(stock, worth, window_days))


def _movement_words(stock: Stock, touched: Movement, window_days: int) -> list[str]:
    if not touched.transactions:
        told = f"only {touched.told}" if touched.told else "nothing"
        return [
            f"Movement is the number of records changed in {window_days} days: of what was installed, kitted or moved "
            f"out in that time, this ION tells {told}."
        ]
    said = [f"Movement is what was {_kinds(stock)} in {window_days} days."]
    if not stock.installing_known:
        said.append("This ION does not tell when parts were installed.")
    if stock.kitted is None:
        said.append("This ION does not tell what kits were filled from.")
    if stock.went_out is None:
        why = (
            "This ION does not tell the history of records"
            if stock.histories_affordable
            else f"More than {MOST_HISTORIES:,} records were changed, too many to read the history of each"
        )
        said.append(f"{why}: of what was moved out, only what was split off is counted.")
    return said


def _kinds(stock: Stock) -> str:
    kinds = ["installed"] if stock.installing_known else []
    kinds += ["kitted"] if stock.kitted is not None else []
    return f"{', '.join(kinds)} and moved out" if kinds else "moved out"


def _value_words(stock: Stock, worth: Worth[Key], window_days: int) -> list[str]:
    if not stock.costs_known:
        return ["This ION does not offer costs of parts: everything is classed by movement."]
    said = [
        f"Value is annual value: what was used in {window_days} days, at cost, over a year."
        if worth.annual
        else "Value is value on hand: this ION does not tell how much is used."
    ]
    stocked = {record.part_id for record in stock.records if record.on_sheet}
    without = sum(not (part_id in stock.parts and stock.parts[part_id].has_cost) for part_id in stocked)
    return [*said, f"Unit costs are missing for {without} of {len(stocked)} parts in stock."] if without else said
