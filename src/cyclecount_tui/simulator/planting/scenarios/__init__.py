"""Scenarios: for each detector of causes, differences that it should explain and some that only look that way."""
