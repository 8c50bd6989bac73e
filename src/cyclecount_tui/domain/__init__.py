"""What counting is: pure functions and frozen dataclasses; no clock, no files, no network."""
