"""Scans: recognised by their shape, before anything is looked up."""
