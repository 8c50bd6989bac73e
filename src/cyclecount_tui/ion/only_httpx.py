"""httpx without its own command line, which comes along where click is installed, with pygments: three MiB for nobody.

With None in its place the import system has no such module, and httpx goes without, as it does where click is missing.
"""

import sys

_COMMAND_LINE = "httpx._main"

_LEFT_OUT = _COMMAND_LINE not in sys.modules
if _LEFT_OUT:
    sys.modules[_COMMAND_LINE] = None  # type: ignore[assignment]  # what the import system takes for "there is none"
try:
    import httpx as httpx
finally:
    if _LEFT_OUT:
        del sys.modules[_COMMAND_LINE]
