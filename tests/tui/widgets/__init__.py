"""The shared widgets, driven by keys on tiny apps."""
