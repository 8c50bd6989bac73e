"""The action that every screen of a counter has without a key for it: somebody else counts from here on."""

HAND_OVER = (("hand-over", "Hand over", "Say who counts from here on: type a name, or scan a badge", "hand_over"),)
"""Id, name, sentence and action, for the command palette."""
