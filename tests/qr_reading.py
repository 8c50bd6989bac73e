"""A small reader of QR codes (ISO/IEC 18004, versions 1 to 4, undamaged), to prove that what is drawn says the text."""

from collections.abc import Iterator, Sequence

from tests.pdf_reading import Box

Modules = Sequence[Sequence[bool]]

_BLOCKS = {
    (1, "L"): (1, 19), (1, "M"): (1, 16), (1, "Q"): (1, 13), (1, "H"): (1, 9),
    (2, "L"): (1, 34), (2, "M"): (1, 28), (2, "Q"): (1, 22), (2, "H"): (1, 16),
    (3, "L"): (1, 55), (3, "M"): (1, 44), (3, "Q"): (2, 17), (3, "H"): (2, 13),
    (4, "L"): (1, 80), (4, "M"): (2, 32), (4, "Q"): (2, 24), (4, "H"): (4, 9),
}  # fmt: skip
"""Blocks, and data words in each, by version and level of correction."""

_LEVELS = "MLHQ"
_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def drawn_modules(boxes: Sequence[Box]) -> list[list[bool]]:
    """The modules of one drawn code, by what covers the middle of each."""
    left, top = min(box.left for box in boxes), max(box.top for box in boxes)
    size = max(box.left + box.width for box in boxes) - left
    across = round(size / min(min(box.width, box.height) for box in boxes))
    across = 17 + 4 * round((across - 17) / 4)
    module = size / across
    middles = [(at + 0.5) * module for at in range(across)]
    return [[any(_covers(box, left + x, top - y) for box in boxes) for x in middles] for y in middles]


def read_qr(modules: Modules) -> str:
    """The text of a code."""
    size = len(modules)
    version = (size - 17) // 4
    level, mask = _format(modules)
    bits = [modules[row][column] ^ _masked(mask, row, column) for row, column in _places(size, version)]
    words = [sum(bit << (7 - at) for at, bit in enumerate(bits[start : start + 8]))
             for start in range(0, len(bits) - 7, 8)]  # fmt: skip
    blocks, each = _BLOCKS[version, level]
    data = [word for block in range(blocks) for word in words[block : blocks * each : blocks]]
    return _text("".join(f"{word:08b}" for word in data))


def _covers(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.left + box.width and box.top - box.height <= y <= box.top


def _format(modules: Modules) -> tuple[str, int]:
    places = [(8, at) for at in (0, 1, 2, 3, 4, 5, 7, 8)] + [(at, 8) for at in (7, 5, 4, 3, 2, 1, 0)]
    value = 0
    for row, column in places:
        value = value << 1 | modules[row][column]
    value ^= 0b101010000010010
    return _LEVELS[value >> 13], value >> 10 & 7


def _masked(mask: int, row: int, column: int) -> bool:
    product = row * column
    return [
        (row + column) % 2, row % 2, column % 3, (row + column) % 3, (row // 2 + column // 3) % 2,
        product % 2 + product % 3, (product % 2 + product % 3) % 2, ((row + column) % 2 + product % 3) % 2,
    ][mask] == 0  # fmt: skip


def _places(size: int, version: int) -> Iterator[tuple[int, int]]:
    """The modules that hold data, in the order of their bits: up and down in columns of two, from the right."""
    upwards = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for at in range(size):
            row = size - 1 - at if upwards else at
            for column in (right, right - 1):
                if not _is_pattern(size, version, row, column):
                    yield row, column
        upwards = not upwards


def _is_pattern(size: int, version: int, row: int, column: int) -> bool:
    corners = (row < 9 and column < 9) or (row < 9 and column >= size - 8) or (row >= size - 8 and column < 9)
    aligning = version > 1 and abs(row - size + 7) <= 2 and abs(column - size + 7) <= 2
    return corners or aligning or 6 in {row, column}


def _text(bits: str) -> str:
    mode, rest = bits[:4], bits[4:]
    if mode == "0010":
        length, rest = int(rest[:9], 2), rest[9:]
        return _alphanumeric(rest, length)
    assert mode == "0100", f"mode {mode} is not read here"
    length, rest = int(rest[:8], 2), rest[8:]
    raw = bytes(int(rest[at : at + 8], 2) for at in range(0, 8 * length, 8))
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _alphanumeric(bits: str, length: int) -> str:
    found = ""
    for _ in range(length // 2):
        pair, bits = int(bits[:11], 2), bits[11:]
        found += _ALPHANUMERIC[pair // 45] + _ALPHANUMERIC[pair % 45]
    return found + (_ALPHANUMERIC[int(bits[:6], 2)] if length % 2 else "")
