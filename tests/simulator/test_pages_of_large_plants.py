"""Pages of a plant with many records look at the rows they show, and not at all the others."""

import pytest

from cyclecount_tui.simulator import Plant, Simulator, plant_large, plant_of_size
from cyclecount_tui.simulator.plant.rows import Inventory
from tests.simulator.asking import Asker
from tests.simulator.conftest import NOW
from tests.simulator.counting_table import CountingTable, count_rows

LIST = """query($filters: PartInventoriesInputFilters, $sort: [PartInventorySortEnum], $first: Int, $after: String) {
  partInventories(filters: $filters, sort: $sort, first: $first, after: $after) {
    pageInfo { totalCount endCursor hasNextPage } edges { node { id } } } }"""
PAGE = 20
CROWDED = 300


class Large:
    """A plant with many records, a client, and the count of the inventory rows looked at."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.ask = Asker(Simulator(plant))
        self.crowded = next(
            place.id
            for place in plant.places
            if plant.inventory.count_by("location_id", place.id)
            == max(plant.inventory.count_by("location_id", each.id) for each in plant.places)
        )
        self.table: CountingTable = count_rows(plant, "inventory")

    def touched(self, total: int, sort: str = "ID_ASC", **filters: object) -> int:
        """How many rows a first page looks at; the list must hold `total` in all."""
        self.table.touched = 0
        given = {"filters": filters or None, "sort": [sort], "first": PAGE}
        answer = self.ask.data(LIST, **given)["partInventories"]
        assert answer["pageInfo"]["totalCount"] == total
        assert len(answer["edges"]) == min(total, PAGE)
        return self.table.touched

    def some(self) -> Inventory:
        """Some record in the middle of the crowded shelf."""
        ids = self.plant.inventory.ids_by("location_id", self.crowded)
        return self.plant.inventory[ids[len(ids) // 2]]


@pytest.fixture(scope="module")
def large() -> Large:
    return Large(plant_of_size(locations=150, records=3_000, crowded=CROWDED, seed=5, now=NOW))


@pytest.mark.parametrize("sort", ["ID_ASC", "ID_DESC"])
def test_a_page_of_everything_by_id(large: Large, sort: str) -> None:
    assert large.touched(3_000, sort) == PAGE


@pytest.mark.parametrize("sort", ["ID_ASC", "ID_DESC"])
def test_a_page_of_one_location(large: Large, sort: str) -> None:
    assert large.touched(CROWDED, sort, locationId={"eq": str(large.crowded)}) == PAGE


def test_a_page_of_one_location_with_more_to_test(large: Large) -> None:
    here = {"eq": str(large.crowded)}
    touched = large.touched(CROWDED, locationId=here, quantity={"gt": 0}, status={"neq": "INSTALLED"})
    assert touched <= CROWDED + PAGE


def test_the_pages_of_a_location_are_read_to_the_end(large: Large) -> None:
    large.table.touched = 0
    read: list[int] = []
    after, more = None, True
    while more:
        filters = {"locationId": {"eq": str(large.crowded)}}
        page = large.ask.data(LIST, filters=filters, sort=["ID_ASC"], first=PAGE, after=after)["partInventories"]
        read += [edge["node"]["id"] for edge in page["edges"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert read == list(large.plant.inventory.ids_by("location_id", large.crowded))
    assert large.table.touched == CROWDED


def test_what_has_an_index_finds_its_rows_alone(large: Large) -> None:
    record = large.some()
    same_part = large.plant.inventory.count_by("part_id", record.part_id)
    assert large.touched(same_part, partId={"eq": str(record.part_id)}) == min(same_part, PAGE)
    assert large.touched(1, serialNumber={"in": [record.serial_number, "SN-none"]}) == 1
    assert large.touched(2, id={"in": [str(record.id), "4001", "999999999"]}) == 2
    assert large.touched(0, originPartInventoryId={"eq": str(record.id)}) == 0
    assert large.touched(1, partId={"eq": str(record.part_id)}, id={"eq": str(record.id)}) <= 3


def test_what_is_in_work_is_found_by_its_runs(large: Large) -> None:
    plant = large.plant
    working = sum(plant.status_of(record) == "WIP" for record in plant.inventory)
    assert 0 < working < 20
    assert large.touched(working, status={"eq": "WIP"}) <= 2 * len(plant.runs) + PAGE
    tied = len(plant.runs) + len(plant.kit_issues) + len(plant.installations) + len(plant.purchase_lines)
    several = ["WIP", "KITTED", "INSTALLED", "ON_ORDER"]
    found = sum(plant.status_of(record) in several for record in plant.inventory)
    assert large.touched(found, status={"in": several}) <= tied + PAGE


def test_a_location_counts_its_records_without_reading_them(large: Large) -> None:
    large.table.touched = 0
    query = "query($id: ID!) { location(id: $id) { _PartInventoriesCount } }"
    assert large.ask.data(query, id=str(large.crowded)) == {"location": {"_PartInventoriesCount": CROWDED}}
    assert large.table.touched == 0


def test_a_page_of_locations(large: Large) -> None:
    places = count_rows(large.plant, "places")
    query = "{ locations(sort: [ID_ASC], first: 20) { pageInfo { totalCount } edges { node { id } } } }"
    assert large.ask.data(query)["locations"]["pageInfo"]["totalCount"] == 150
    assert places.touched == 20


@pytest.mark.slow
def test_the_same_holds_for_the_large_plant() -> None:
    large = Large(plant_large(seed=5, now=NOW))
    assert large.touched(300_000) == PAGE
    assert large.touched(5_000, locationId={"eq": str(large.crowded)}) == PAGE
    assert large.touched(5_000, locationId={"eq": str(large.crowded)}, quantity={"gt": 0}) <= 5_000 + PAGE
