"""What was ordered and what came: purchase lines and receipts, for stock that is on its way to a shelf."""

from datetime import timedelta
from decimal import Decimal

from cyclecount_tui.simulator.plant.rows import Inventory, Part, PurchaseLine, Receipt, ReceiptItem
from cyclecount_tui.simulator.planting.stockroom import Stockroom


def ordered(
    room: Stockroom,
    part: Part,
    quantity: Decimal,
    *,
    record: Inventory | None = None,
    received: Decimal = Decimal(0),
    expected_in_days: int = 0,
    status: str = "ORDERED",
) -> PurchaseLine:
    """A purchase line; `record` is the inventory record that waits for it, and ON_ORDER while the line is open."""
    line = PurchaseLine(
        id=room.plant.purchase_lines.next_id,
        purchase_order_id=room.chance.randrange(1300, 1400),
        part_id=part.id,
        quantity=quantity,
        status=status,
        part_inventory_id=record.id if record else None,
        received_quantity=received,
        estimated_arrival_date=room.now + timedelta(days=expected_in_days),
    )
    room.born(line, days_ago=15)
    return room.plant.purchase_lines.add(line)


def received(
    room: Stockroom,
    quantity: Decimal,
    *,
    record: Inventory | None = None,
    line: PurchaseLine | None = None,
    days_ago: int = 1,
) -> ReceiptItem:
    """A receipt of one thing; `record` is the inventory record that stands for it, None where nobody made one."""
    receipt = Receipt(
        id=room.plant.receipts.next_id,
        received_at=room.now - timedelta(days=days_ago),
        received_by_id=room.chance.choice([person.id for person in room.plant.people if not person.ion_bot]),
    )
    room.born(receipt, days_ago=days_ago)
    room.plant.receipts.add(receipt)
    item = ReceiptItem(
        id=room.plant.receipt_items.next_id,
        receipt_id=receipt.id,
        quantity=quantity,
        part_inventory_id=record.id if record else None,
        purchase_order_line_id=line.id if line else None,
    )
    room.born(item, days_ago=days_ago)
    return room.plant.receipt_items.add(item)
