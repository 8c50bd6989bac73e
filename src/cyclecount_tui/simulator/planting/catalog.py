"""The parts of the simulated factory: what it is called, how it is measured and tracked, what it costs."""

from dataclasses import dataclass
from decimal import Decimal

MARKUP_NOTE = "Gasket, silicone [bold red]do not stack[/bold red] [see drawing]"
ESCAPE_NOTE = "Label, caution \x1b[31mHOT SURFACE\x1b[0m, adhesive"


@dataclass(frozen=True, slots=True)
class CatalogPart:
    """One part of the catalog.

    Attributes:
        description: its name on the drawing.
        unit: EA, FT or KG.
        tracking: SERIAL, LOT or None.
        cost: US dollars a unit.
        revisions: its revisions, oldest first.
    """

    description: str
    unit: str
    tracking: str | None
    cost: Decimal
    revisions: tuple[str, ...] = ("A",)


def _parts(unit: str, tracking: str | None, *lines: str) -> tuple[CatalogPart, ...]:
    """Read lines like `Bearing 6201 | 12.40 | A B`."""
    found = []
    for line in lines:
        description, cost, *revisions = (piece.strip() for piece in line.split("|"))
        letters = tuple(revisions[0].split()) if revisions else ("A",)
        found.append(CatalogPart(description, unit, tracking, Decimal(cost), letters))
    return tuple(found)


EVERYDAY = (
    *_parts(
        "EA",
        None,
        "Bracket, LH | 14.20",
        "Bracket, RH | 14.20",
        "Screw, socket head M4x12 A2 | 0.18",
        "Screw, socket head M5x16 A2 | 0.22",
        "Screw, countersunk M3x8 titanium | 1.35",
        "Washer, flat M5 A2 | 0.04",
        "Washer, lock M4 | 0.05",
        "Nut, self-locking M5 | 0.31",
        "Nut plate, two lug, floating | 2.85 | A B",
        "Rivet, solid 4 mm universal | 0.09",
        "Standoff, hex M3x10 | 0.64",
        "Clamp, cushioned 12 mm | 1.90",
        "Cable tie, 150 mm, heat stabilised | 0.07",
        "Grommet, 10 mm | 0.35",
        "Connector, D38999 plug, 19 way | 86.50 | B C",
        "Connector, D38999 receptacle, 19 way | 92.10",
        "Backshell, straight, size 15 | 41.00",
        "Contact, crimp pin 22D | 0.92",
        "Contact, crimp socket 22D | 1.04",
        "Terminal lug, ring M6 | 0.48",
        "Fuse, 10 A, automotive | 0.75",
        "Relay, 28 VDC, 25 A | 63.40",
        "Fan, axial 80 mm 24 V | 27.90",
        "Heat sink, extruded 100 mm | 18.60 | A B",
        "Thermal pad, 1 mm, 50x50 | 3.10",
        "Insert, helical M4x8 | 0.58",
        "Spacer, aluminium 6 mm | 1.12",
        "Hinge, stainless, 60 mm | 9.80",
        "Latch, quarter turn | 11.40",
        "Label, serial plate, anodised | 2.20",
        "Shim, 0.25 mm, brass | 0.95",
    ),
    *_parts(
        "EA",
        "LOT",
        "Bearing 6201 | 12.40 | A B",
        "Bearing 6004-2RS | 15.75",
        "O-ring, FKM 24x2 | 0.85",
        "O-ring, EPDM 40x3 | 1.10",
        "Seal, rotary shaft 25x40x7 | 8.65",
        "Fitting, flared elbow -6 | 22.30",
        "Fitting, union tee -8 | 31.75",
        "Printed board assembly, driver | 418.00 | C D",
        "Printed board assembly, sensor hub | 265.00",
        "Spring, compression 0.8x9x32 | 1.65",
        "Gear, spur 24T module 1 | 34.20",
        "Bushing, bronze 12x16x20 | 6.40",
        "Epoxy adhesive, two part, 50 ml | 28.90",
        "Thread locker, medium, 50 ml | 24.50",
    ),
    *_parts(
        "EA",
        "SERIAL",
        "Inertial measurement unit | 7850.00",
        "Motor, brushless 400 W | 690.00",
        "Pressure transducer, 0-350 bar | 512.00",
        "Valve, solenoid, latching | 1240.00",
    ),
    *_parts(
        "FT",
        None,
        "Wire, 22 AWG, white, M22759 | 0.62",
        "Wire, 16 AWG, red, M22759 | 1.08",
        "Heat-shrink sleeve, 6 mm, black | 0.88",
        "Braided sleeve, 12 mm | 2.35",
    ),
    *_parts("KG", "LOT", "Aluminium powder AlSi10Mg | 74.00", "Grease, perfluorinated | 310.00"),
)

PLAIN = _parts(
    "EA",
    None,
    "Screw, hex flange M6x20 | 0.41",
    "Bracket, harness, angled | 7.35",
    "Clip, edge, 1-3 mm panel | 0.52",
    "Bolt, shoulder 8x25 | 6.90",
    "Pin, dowel 6x24 | 1.25",
    "Plug, blanking, size 15 | 13.80",
    "Ferrite core, snap-on 9 mm | 4.15",
    "Bus bar, copper, laminated | 58.00",
    "Bumper, silicone, 12 mm | 0.74",
    "Switch, toggle, sealed | 36.20",
    "Lamp, indicator, green 24 V | 12.90",
    "Handle, bow, 120 mm | 8.45",
    "Circuit breaker, 5 A | 44.70",
    "Terminal block, 12 way | 10.60",
    "Antenna, patch, L1 | 129.00",
    "Vent, pressure equalising M12 | 17.30",
    "Cover, connector, dust | 2.60",
    "Fastener, captive M4 | 1.95",
)
LOTS = _parts(
    "EA",
    "LOT",
    "Bearing 608-2Z | 6.80",
    "Bearing, thrust 51102 | 11.20",
    "O-ring, FFKM 18x2 | 46.00",
    "Seal, face, 32 mm | 19.40",
    "Printed board assembly, power stage | 532.00",
    "Printed board assembly, telemetry | 388.00",
    "Gear, planet 18T | 41.60",
    "Fitting, bulkhead -4 | 17.85",
    "Hose, PTFE -4, 400 mm | 38.00",
    "Filter element, 10 micron | 54.30",
    "Spring, torsion, latch | 2.45",
    "Piston ring, 40 mm | 7.70",
    "Diaphragm, regulator | 63.00",
    "Brush set, motor | 15.60",
)
MEASURED = (
    *_parts("FT", None, "Wire, 20 AWG, blue, M22759 | 0.71", "Cable, coaxial, low loss | 5.60"),
    *_parts("KG", "LOT", "Potting compound, thermally conductive | 96.00"),
)
SINGLES = _parts("EA", "SERIAL", "Flow controller, 0-50 g/s | 3320.00", "Encoder, absolute 19 bit | 845.00")
ASSEMBLIES = _parts(
    "EA",
    "SERIAL",
    "Gimbal actuator assembly | 9800.00",
    "Propellant valve assembly | 14300.00",
    "Power distribution unit | 11250.00",
    "Avionics tray assembly | 8600.00",
)
STRANGE = (
    CatalogPart(MARKUP_NOTE, "EA", None, Decimal("3.95")),
    CatalogPart(ESCAPE_NOTE, "EA", None, Decimal("0.35")),
)
NEVER_STOCKED = _parts("EA", None, "Bracket, prototype, 3 mm | 22.00", "Adapter plate, test stand | 75.00")
TOOLS = _parts("EA", "SERIAL", "Torque wrench, 5-25 Nm | 310.00")
