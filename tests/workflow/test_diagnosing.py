"""The diagnosis against simulated tenants: the right line for what is wrong, and nothing changed by looking."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cyclecount_tui.ion.client import Ion
from cyclecount_tui.ion.connecting import connect
from cyclecount_tui.ion.errors import AuthExpired
from cyclecount_tui.ion.feature_check import remembered_features
from cyclecount_tui.ion.features import FEATURES
from cyclecount_tui.simulator import OPTIONAL_FEATURES, Simulator, SimulatorOptions
from cyclecount_tui.store.folder import DATABASE_NAME, data_folder
from cyclecount_tui.store.tenant_memory import TenantMemory
from cyclecount_tui.workflow.closing_off import skip_close_off
from cyclecount_tui.workflow.diagnosing.clock import in_words
from cyclecount_tui.workflow.diagnosing.database import LITTLE_ROOM, NO_ROOM, database_findings, disk_finding
from cyclecount_tui.workflow.diagnosing.examining import findings_of
from cyclecount_tui.workflow.diagnosing.findings import Finding, State, can_count
from cyclecount_tui.workflow.diagnosing.refusals import MOST_NAMED, NEEDED
from cyclecount_tui.workflow.diagnosing.settings import addresses_finding
from cyclecount_tui.workflow.diagnosing.setup import Setup
from cyclecount_tui.workflow.diagnosing.terminal import FUNCTION_KEYS, TerminalFacts, terminal_findings
from cyclecount_tui.workflow.features import what_is_off
from cyclecount_tui.workflow.opening import open_count
from tests.factory import NO_WAITING, Factory, factory_at
from tests.store.unprivileged import open_folder, without_privileges
from tests.sweeps import some_by_default
from tests.workflow.test_features import OPTIONAL

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ASKED = ["Me", "Introspection", "AnyLocation", "AnyRecord", "RulesInForce", "Permissions"]
ON_ION = ["token", "me", "schema", "location", "record", "rules", "permissions", "clock"]
OFFERED = [f"feature {each.name}" for each in FEATURES if each.name != "adjust_inventory"]
"""What the simulated tenant has, unless it is told otherwise."""

USUAL = [f"feature {each.name}" for each in FEATURES if each.usual]


class Patient:
    """A factory to be examined, with the clock of this machine."""

    def __init__(self, factory: Factory) -> None:
        self.factory = factory
        self.simulator: Simulator = factory.simulator
        self.simulator.plant.clock = lambda: datetime.now(UTC)
        self.memory = TenantMemory(factory.folder)
        self.setup = Setup(
            api_uri=factory.server.url,
            auth_server=factory.server.url,
            counter="Ann",
            connect=self.connect,
            memory=self.memory,
            now=lambda: NOW,
            folder=lambda: data_folder(factory.folder),
            terminal=TerminalFacts(),
        )

    def connect(self, api: str = "", sign_in: str = "", secret: str = "") -> Ion:
        url, key = self.factory.server.url, self.simulator
        return connect(api or url, sign_in or url, key.client_id, secret or key.client_secret, patience=NO_WAITING)

    def findings(self, connect: Callable[[], Ion] | None = None) -> dict[str, Finding]:
        setup = replace(self.setup, connect=connect) if connect else self.setup
        found = list(findings_of(setup))
        named = {finding.name: finding for finding in found}
        assert len(named) == len(found)
        assert all(finding.what_to_do for finding in found if finding.state is not State.OK)
        return named

    @property
    def asked(self) -> list[str | None]:
        return [request.operation_name for request in self.simulator.requests]


@pytest.fixture
def patient(factory: Factory) -> Patient:
    return Patient(factory)


@pytest.fixture
def patient_with(tmp_path: Path) -> Iterator[Callable[..., Patient]]:
    """Examines a tenant with other options."""
    opened = []

    def made(**options: object) -> Patient:
        at = factory_at(tmp_path / "data", options=SimulatorOptions(**options))  # type: ignore[arg-type]  # each its own
        opened.append(at)
        return Patient(at.__enter__())

    yield made
    for at in opened:
        at.__exit__(None, None, None)


def states(findings: dict[str, Finding], state: State) -> list[str]:
    return [name for name, finding in findings.items() if finding.state is state]


def not_checked(findings: dict[str, Finding]) -> list[str]:
    return [name for name, finding in findings.items() if finding.sentence.startswith("Not checked: ")]


def test_a_sound_factory(patient: Patient) -> None:
    findings = patient.findings()
    assert list(findings) == [
        "settings", "addresses", "token", "me", "schema", *OFFERED, "location", "record", "rules", "permissions",
        "clock", "terminal", "database", "journal", "disk", "versions",
    ]  # fmt: skip
    assert states(findings, State.FAILED) == []
    assert states(findings, State.WARNING) == ["rules"], "the planted one"
    assert "recorded under the name Ann" in findings["settings"].sentence
    assert "both on this machine" in findings["addresses"].sentence
    assert "under /realms/; its token expires in 300 s" in findings["token"].sentence
    assert patient.simulator.plant.people[patient.simulator.plant.me_id].name in findings["me"].sentence


def test_looking_changes_nothing_and_asks_for_no_quantity(patient: Patient, tmp_path: Path) -> None:
    plant = patient.simulator.plant
    plant.save(tmp_path / "before.json")
    patient.findings()
    plant.save(tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()
    assert patient.asked == ASKED
    assert not any(request.is_mutation for request in patient.simulator.requests)
    reads = [request.query for request in patient.simulator.requests if request.operation_name != "Introspection"]
    asked_for = [query.replace("quantity: { gt: 0 }", "") for query in reads]
    assert not any("quantity" in query.lower() for query in asked_for)


def test_what_is_waited_for_is_told(patient: Patient) -> None:
    told: list[str] = []
    list(findings_of(patient.setup, told.append))
    assert told[0] == "the sign-in"
    assert "what ION offers" in told
    assert told[-1] == "the database"


@pytest.mark.parametrize("path", some_by_default(OPTIONAL, "PartInventory.issues", "Query.me"))
def test_what_a_tenant_lacks_is_a_warning_about_that_feature(patient_with: Callable[..., Patient], path: str) -> None:
    patient = patient_with(without=frozenset({path}))
    findings = patient.findings()
    feature = findings[f"feature {OPTIONAL[path]}"]
    assert feature.state is State.WARNING
    kept = remembered_features(patient.connect(), patient.memory, NOW)
    assert kept is not None, "the app goes by what the doctor found"
    assert feature.sentence == what_is_off(kept)[OPTIONAL[path]]
    assert path.partition(".")[2] in feature.what_to_do
    assert [name for name in USUAL if findings[name].state is not State.OK] == [feature.name]
    assert can_count(list(findings.values()))


SHOWN_AS = {
    "timeline": ["feature timeline"],
    "kits": ["feature kits"],
    "buildRequirements": ["feature build_requirements"],
    "scanBarcode": ["feature scan"],
    "barcodeLabels": ["feature labels"],
    "comments": ["feature comments"],
    "createComment": ["feature comments"],
    "issues": ["feature issues"],
    "runs": ["feature runs"],
    "rules": ["rules"],
    "permissionGroups": ["permissions"],
}


@pytest.mark.parametrize("feature", some_by_default(OPTIONAL_FEATURES, "rules", "permissionGroups"))
def test_no_optional_feature_keeps_from_counting(patient_with: Callable[..., Patient], feature: str) -> None:
    patient = patient_with(without=frozenset({feature}))
    for rule in patient.simulator.plant.rules:
        rule.enabled = False
    findings = patient.findings()
    assert states(findings, State.FAILED) == []
    assert states(findings, State.WARNING) == SHOWN_AS.get(feature, [])


ESSENTIAL = {
    "BlindSheet": ("PartInventory._etag", {"sheet", "compare", "set_quantity", "move", "split", "create"}),
    "locations": ("Location.available", {"locations"}),
    "parts": ("Part.description", {"sheet", "parts", "compare", "set_quantity", "move", "split", "create"}),
    "compare": ("PartInventory.status", {"compare", "set_quantity", "move", "split", "create"}),
    "set_quantity": ("UpdatePartInventoryInput.quantity", {"set_quantity"}),
    "move": ("UpdatePartInventoryInput.locationId", {"move"}),
    "split": ("Mutation.splitPartInventory", {"split"}),
    "create": ("CreatePartInventoryInput.partId", {"create"}),
}


@pytest.mark.parametrize("essential", some_by_default(ESSENTIAL, "BlindSheet", "create"))
def test_what_counting_cannot_do_without_is_a_failure(patient_with: Callable[..., Patient], essential: str) -> None:
    path, features = ESSENTIAL[essential]
    findings = patient_with(without=frozenset({path})).findings()
    failed = states(findings, State.FAILED)
    assert set(failed) == {f"feature {name}" for name in features}
    assert "update cyclecount" in findings[failed[0]].sentence
    assert path.partition(".")[2] in findings[failed[0]].what_to_do


def test_adjusting_by_ions_own_mutation_is_told_where_it_is_offered(patient_with: Callable[..., Patient]) -> None:
    findings = patient_with(adjust_inventory=True).findings()
    assert findings["feature adjust_inventory"].state is State.OK


def test_the_doctor_asks_anew_whatever_is_remembered(patient: Patient) -> None:
    patient.findings()
    again = len(patient.simulator.requests)
    patient.findings()
    assert patient.asked[again:] == ASKED


def test_the_older_path_of_the_sign_in(patient_with: Callable[..., Patient]) -> None:
    sentence = patient_with(auth_prefix=True, expires_in=45).findings()["token"].sentence
    assert "under /auth/realms/; its token expires in 45 s" in sentence


def test_a_wrong_secret(patient: Patient) -> None:
    findings = patient.findings(lambda: patient.connect(secret="wrong-secret"))
    assert states(findings, State.FAILED) == ["token"]
    assert "refused the API key (status 401)" in findings["token"].sentence
    assert "Check ION_CLIENT_ID and ION_CLIENT_SECRET" in findings["token"].what_to_do
    assert not_checked(findings) == ON_ION[1:]
    assert "wrong-secret" not in repr(findings)
    assert findings["database"].state is findings["versions"].state is State.OK


def test_a_host_without_a_sign_in(patient: Patient) -> None:
    findings = patient.findings(lambda: patient.connect(sign_in=f"{patient.factory.server.url}/elsewhere"))
    assert states(findings, State.FAILED) == ["token"]
    assert "no sign-in of ION" in findings["token"].sentence
    assert not_checked(findings) == ON_ION[1:]


def test_a_stopped_server(patient: Patient) -> None:
    patient.factory.server.stop()
    findings = patient.findings()
    assert states(findings, State.FAILED) == ["token"]
    assert "cannot be reached" in findings["token"].sentence
    assert not_checked(findings) == ON_ION[1:]


def test_a_sign_in_that_works_and_an_api_that_is_nowhere(patient: Patient, tmp_path: Path) -> None:
    with factory_at(tmp_path / "gone") as other:
        gone = other.server.url
    findings = patient.findings(lambda: patient.connect(api=gone))
    assert findings["token"].state is State.OK
    assert states(findings, State.FAILED) == ["me", "schema"]
    assert not_checked(findings) == ON_ION[3:]
    assert "did not answer the questions before" in findings["location"].sentence


def test_an_address_without_graphql(patient: Patient) -> None:
    findings = patient.findings(lambda: patient.connect(api=f"{patient.factory.server.url}/elsewhere"))
    assert findings["me"].state is findings["location"].state is State.FAILED


def test_a_key_that_was_switched_off(patient: Patient) -> None:
    patient.simulator.faults.http_status(401, count=100)
    findings = patient.findings()
    assert findings["token"].state is State.OK
    assert states(findings, State.FAILED) == ["me"]
    assert "does not accept the sign-in" in findings["me"].sentence
    assert not_checked(findings) == [name for name in ON_ION[2:] if name != "clock"]
    assert findings["clock"].state is State.OK, "a refusal has a date, too"


def test_a_key_that_is_switched_off_meanwhile(patient: Patient) -> None:
    patient.simulator.faults.http_status(401, count=100, only="rules")
    findings = patient.findings()
    assert states(findings, State.FAILED) == ["rules"]
    assert isinstance(findings["rules"].error, AuthExpired)
    assert not_checked(findings) == ["permissions"]


def test_a_token_that_expires_is_fetched_anew(patient: Patient) -> None:
    def connected() -> Ion:
        ion = patient.connect()
        ion.sign_in()
        patient.simulator.expire_tokens()
        return ion

    assert can_count(list(patient.findings(connected).values()))
    patient.simulator.faults.http_status(401, only="me")
    assert can_count(list(patient.findings().values()))


def test_a_tenant_without_me_is_counted_all_the_same(patient_with: Callable[..., Patient]) -> None:
    findings = patient_with(without=frozenset({"Query.me"})).findings()
    assert findings["me"].state is findings["permissions"].state is State.WARNING
    assert states(findings, State.FAILED) == []


@pytest.mark.parametrize(
    "name", some_by_default(("Me", "RulesInForce", "Permissions", "Introspection"), "Permissions", "Introspection")
)
def test_a_question_that_is_forbidden_is_a_warning(patient: Patient, name: str) -> None:
    patient.simulator.faults.forbid({"Introspection": "__schema"}.get(name, name))
    findings = patient.findings()
    line = {"Me": "me", "RulesInForce": "rules", "Permissions": "permissions", "Introspection": "schema"}[name]
    assert findings[line].state is State.WARNING
    assert states(findings, State.FAILED) == []
    assert (USUAL[0] in findings) == (name != "Introspection"), "a tenant that does not describe itself has no features"


@pytest.mark.parametrize(("field", "line"), [("locations", "location"), ("partInventories", "record")])
def test_what_a_sheet_needs_may_not_be_forbidden(patient: Patient, field: str, line: str) -> None:
    patient.simulator.faults.forbid(field)
    findings = patient.findings()
    assert states(findings, State.FAILED) == [line]
    assert "permission" in findings[line].sentence


def test_a_plant_without_anything(patient: Patient) -> None:
    plant = patient.simulator.plant
    for record in plant.inventory:
        plant.inventory.remove(record)
    findings = patient.findings()
    assert findings["record"].state is State.WARNING
    assert can_count(list(findings.values()))
    for place in plant.places:
        place.archived = True
    assert patient.findings()["location"].state is State.FAILED


def test_a_description_that_takes_too_long_stops_nothing(patient: Patient) -> None:
    patient.simulator.faults.gateway_timeout(0.01)
    patient.simulator.faults.delay(0.01, only="Introspection")
    findings = patient.findings()
    assert findings["schema"].state is State.WARNING
    assert "took too long" in findings["schema"].sentence
    assert not_checked(findings) == []
    assert findings["location"].state is State.OK


def test_an_ion_that_is_slow_at_everything_is_given_up(patient: Patient) -> None:
    patient.simulator.faults.gateway_timeout(0.01)
    patient.simulator.faults.delay(0.01)
    findings = patient.findings()
    assert states(findings, State.FAILED) == ["me"]
    assert not_checked(findings) == [name for name in ON_ION[3:] if name != "clock"]
    assert set(patient.asked) == {"Me", "Introspection"}
    assert len(patient.asked) == 4, "each of them twice"


def test_rules_are_named(patient: Patient) -> None:
    plant, faults = patient.simulator.plant, patient.simulator.faults
    rules = patient.findings()["rules"]
    assert "1 rule in force on inventory that may refuse a posting: “Tail-numbered parts" in rules.sentence
    for place in list(plant.places)[: MOST_NAMED + 1]:
        faults.refuse_updates_at(place.id, "Closed.")
    sentence = patient.findings()["rules"].sentence
    assert f"{MOST_NAMED + 2} rules" in sentence
    assert sentence.endswith(" and 2 more.")
    faults.clear(everything=True)
    for rule in plant.rules:
        rule.enabled = False
    assert patient.findings()["rules"].state is State.OK


@pytest.mark.parametrize(
    "missing", [*(pytest.param((name,), marks=pytest.mark.slow) for name in NEEDED[1:]), NEEDED[:1], NEEDED]
)
def test_permissions_that_are_missing_are_named(patient: Patient, missing: tuple[str, ...]) -> None:
    for name in missing:
        patient.simulator.faults.forbid(name)
    findings = patient.findings()
    permissions = findings["permissions"]
    assert permissions.state is State.WARNING
    assert permissions.sentence == f"The API key lacks {', '.join(missing)}: counting works, posting will be refused."
    assert can_count(list(findings.values()))


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(minutes=10), "10 minutes ahead of this machine's"),
        (timedelta(hours=-1, minutes=-30), "1 hour and 30 minutes behind this machine's"),
        (timedelta(seconds=40), ""),
    ],
)
def test_clocks_that_differ(patient_with: Callable[..., Patient], ahead: timedelta, words: str) -> None:
    clock = patient_with(clock_ahead=ahead).findings()["clock"]
    assert clock.state is (State.WARNING if words else State.OK)
    assert words in clock.sentence


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=61), "1 minute"),
        (timedelta(seconds=599.5), "10 minutes"),
        (timedelta(minutes=60), "1 hour"),
        (timedelta(days=2, hours=1, minutes=5), "2 days and 1 hour"),
    ],
)
def test_a_span_in_words(span: timedelta, words: str) -> None:
    assert in_words(span) == words


def test_settings_that_are_not_complete(patient: Patient) -> None:
    patient.setup = replace(patient.setup, missing=("ION_CLIENT_ID", "ION_CLIENT_SECRET"))
    findings = patient.findings()
    assert states(findings, State.FAILED) == ["settings"]
    assert "ION_CLIENT_ID, ION_CLIENT_SECRET" in findings["settings"].sentence
    assert findings["addresses"].state is State.OK
    assert not_checked(findings) == ON_ION
    patient.setup = replace(patient.setup, api_uri="")
    assert not_checked(patient.findings()) == ["addresses", *ON_ION]
    assert patient.asked == []


def test_settings_that_cannot_be_used(patient: Patient) -> None:
    sentences = ("One is wrong; correct it.", "Another is wrong.")
    setup = replace(patient.setup, refused=sentences, api_uri="", auth_server="", connect=None, folder=None)
    findings = list(findings_of(setup))
    assert [finding.sentence for finding in findings if finding.state is State.FAILED] == [
        "One is wrong.",
        "Another is wrong.",
    ]
    assert findings[0].what_to_do == "Correct it."
    named = {finding.name: finding for finding in findings}
    assert not_checked(named) == ["addresses", *ON_ION, "database", "journal", "disk"]
    assert named["versions"].state is State.OK


def addresses_of(patient: Patient, api_uri: str, auth_server: str) -> Finding:
    return addresses_finding(replace(patient.setup, api_uri=api_uri, auth_server=auth_server))


@pytest.mark.parametrize(
    ("api_uri", "auth_server", "state", "words"),
    [
        ("https://api.buildwithion.com", "auth.buildwithion.com", State.OK, "environment production"),
        ("api-acme.buildwithion.com", "auth-acme.buildwithion.com", State.OK, "environment tenant:acme"),
        ("https://ion.example.com", "sign-in.example.com", State.OK, "an environment of your own"),
        ("https://api.buildwithion.com", "staging-auth.buildwithion.com", State.WARNING, "the sign-in is sandbox"),
        ("https://api.ion-gov.com", "sign-in.example.com", State.WARNING, "gov-old, the sign-in is none that is known"),
        ("http://ion.example.com", "auth.buildwithion.com", State.FAILED, "Plain http:// would send the key"),
        ("https://", "auth.buildwithion.com", State.FAILED, "not an address"),
    ],
)
def test_addresses(patient: Patient, api_uri: str, auth_server: str, state: State, words: str) -> None:
    finding = addresses_of(patient, api_uri, auth_server)
    assert finding.state is state
    assert words in f"{finding.sentence} {finding.what_to_do}"


def database_of(patient: Patient) -> Path:
    return patient.factory.folder / DATABASE_NAME


def counted(patient: Patient) -> None:
    place = patient.factory.workplace
    count = open_count(place, patient.factory.location(next(iter(patient.simulator.plant.places)).id))
    skip_close_off(place, count, "late")
    place.store.close()


def test_a_journal_is_proved(patient: Patient) -> None:
    counted(patient)
    findings = patient.findings()
    assert "2 entries, every one as it was written" in findings["journal"].sentence
    assert f"{database_of(patient)}, " in findings["database"].sentence


def test_an_edited_journal(patient: Patient) -> None:
    counted(patient)
    with closing(sqlite3.connect(database_of(patient), isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER event_is_never_updated")
        connection.execute("UPDATE event SET by = 'Eve' WHERE seq = 2")
    findings = patient.findings()
    assert states(findings, State.FAILED) == ["journal"]
    assert "cyclecount verify" in findings["journal"].what_to_do


def test_a_file_that_is_no_database(patient: Patient) -> None:
    patient.factory.workplace.store.close()
    for path in patient.factory.folder.iterdir():
        path.unlink()
    database_of(patient).write_text("my notes, and no database\n" * 200)
    findings = patient.findings()
    assert states(findings, State.FAILED) == ["database"]
    assert "not a database" in findings["database"].sentence
    assert not_checked(findings) == ["journal"]
    assert database_of(patient).read_text().startswith("my notes")


def test_a_damaged_database(patient: Patient) -> None:
    counted(patient)
    with closing(sqlite3.connect(database_of(patient), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'counts_of_a_subject'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(database_of(patient).read_bytes())
    content[(page - 1) * size + 8 : page * size] = os.urandom(size - 8)
    database_of(patient).write_bytes(content)
    findings = patient.findings()
    assert states(findings, State.FAILED) == ["database"]
    assert "damaged" in findings["database"].sentence
    assert not_checked(findings) == ["journal"]


def test_no_database_yet(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    database, journal, disk = database_findings(lambda: data_folder(folder))
    assert {database.state, journal.state, disk.state} == {State.OK}
    assert list(folder.iterdir()) == [], "looking makes none"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    database, journal, disk = database_findings(lambda: data_folder(tmp_path / "file" / "data"))
    assert database.state is State.FAILED
    assert "cannot be made" in database.sentence
    assert journal.sentence == disk.sentence == "Not checked: there is no data folder."


def test_a_folder_that_must_not_be_written() -> None:
    with open_folder() as folder:
        folder.chmod(0o555)
        said = without_privileges("diagnose", folder)
    assert said[0].startswith("failed database: Nothing can be written into the data folder")


def test_a_database_that_can_only_be_read(patient: Patient) -> None:
    counted(patient)
    with open_folder() as folder:
        (folder / DATABASE_NAME).write_bytes(database_of(patient).read_bytes())
        (folder / DATABASE_NAME).chmod(0o444)
        folder.chmod(0o555)
        said = without_privileges("diagnose", folder)
    assert "it can only be read, so nothing that is counted can be stored" in said[0]
    assert [line.split()[0] for line in said] == ["failed", "ok", "ok"]


@pytest.mark.parametrize(
    ("free", "state", "shown"),
    [
        (NO_ROOM - 1, State.FAILED, "10.0 MB"),
        (NO_ROOM, State.WARNING, "10.0 MB"),
        (LITTLE_ROOM - 1, State.WARNING, "100.0 MB"),
        (LITTLE_ROOM, State.OK, "100.0 MB"),
        (0, State.FAILED, "0 kB"),
        (4_200_000_000, State.OK, "4.2 GB"),
    ],
)
def test_the_room_on_the_disk(tmp_path: Path, free: int, state: State, shown: str) -> None:
    finding = disk_finding(tmp_path, lambda _: free)
    assert finding.state is state
    assert shown in finding.sentence


def test_a_disk_that_cannot_be_asked(tmp_path: Path) -> None:
    assert disk_finding(tmp_path / "nowhere").state is State.WARNING


GOOD = TerminalFacts(
    size=(80, 24), name="xterm-256color", described=True, colours=256, keys=frozenset(FUNCTION_KEYS), encoding="utf-8"
)


@pytest.mark.parametrize(
    ("facts", "line", "state", "words"),
    [
        (GOOD, "terminal", State.OK, "80 columns by 24 rows, TERM is xterm-256color"),
        (GOOD, "signs", State.OK, "UTF-8"),
        (GOOD, "colours", State.OK, "256 colours"),
        (GOOD, "keys", State.OK, "F1 to F9"),
        (replace(GOOD, size=(40, 8)), "terminal", State.OK, "40 columns"),
        (replace(GOOD, size=(39, 8)), "terminal", State.WARNING, "too small"),
        (replace(GOOD, size=(40, 7)), "terminal", State.WARNING, "too small"),
        (replace(GOOD, name="dumb"), "terminal", State.WARNING, "can draw"),
        (replace(GOOD, name="", described=False), "terminal", State.WARNING, "TERM is not set"),
        (replace(GOOD, encoding="ascii"), "signs", State.WARNING, "not UTF-8"),
        (replace(GOOD, encoding="ascii", ascii_only=True), "signs", State.OK, "ASCII alone"),
        (replace(GOOD, no_color=True), "colours", State.OK, "NO_COLOR"),
        (replace(GOOD, true_colour=True), "colours", State.OK, "16 million"),
        (replace(GOOD, colours=-1), "colours", State.OK, "None"),
        (replace(GOOD, described=False, colours=0), "colours", State.OK, "Not known"),
        (replace(GOOD, described=False), "keys", State.WARNING, "no description of a terminal named 'xterm"),
        (replace(GOOD, keys=GOOD.keys - {"F3", "F9"}), "keys", State.WARNING, "without F3, F9"),
    ],
)
def test_the_terminal(facts: TerminalFacts, line: str, state: State, words: str) -> None:
    findings = {finding.name: finding for finding in terminal_findings(facts)}
    assert list(findings) == ["terminal", "signs", "colours", "keys"]
    assert findings[line].state is state
    assert words in f"{findings[line].sentence} {findings[line].what_to_do}"
