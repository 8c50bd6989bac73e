"""The terminal: Textual screens over the use cases; import the module you need."""
