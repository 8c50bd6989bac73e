"""The control endpoint, which only the simulator has: its faults, set and read over HTTP while it runs."""
