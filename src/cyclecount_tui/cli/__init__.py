"""The command line: one small module a verb; the only place where parts are put together."""
