"""The terminal: only changed cells are sent, never far ahead of it, in what it can show; whatever it sends is read."""
