"""Widgets every screen shares: plain rows and plain strings in, messages out; none of them knows counting."""
