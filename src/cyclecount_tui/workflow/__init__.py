"""The use cases: what a screen or a command asks for, in plain synchronous code; import the module you need."""
