"""The screens, one a step of a count; each with its style sheet beside it."""
