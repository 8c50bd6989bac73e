"""The console script, and `python -m cyclecount_tui`."""

import sys

from cyclecount_tui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
