"""Figures of the running program, measured on a pseudo-terminal."""
