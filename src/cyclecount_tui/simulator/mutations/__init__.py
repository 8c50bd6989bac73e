"""The writes ION offers, each in a module of its own, and the rules they all obey."""
