"""The tests, one folder a layer."""
