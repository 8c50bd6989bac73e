"""A terminal's reports among the keys: the answers that are waited for are counted, and none becomes text."""

from __future__ import annotations

import re

_REPORT = re.compile(
    r"\x1b\[(?P<position>[0-9]+;[0-9]+)R"
    r"|\x1b\[[?>=][0-9;]*[cnRSty]"
    r"|\x1b\[\?[0-9;]*\$y"
    r"|\x1b\[[0-9]+n"
    r"|\x1b\][0-9]+;[^\x07\x1b]{0,200}(?:\x07|\x1b\\)"
    r"|\x1bP[0-9$+!>|r][^\x07\x1b]{0,200}\x1b\\"
)
"""Cursor position; device attributes, status and modes; answers to OSC and DCS questions."""

_BEGUN = re.compile(
    r"\x1b(?:\[[?>=]?[0-9;$]*|\](?:[0-9][^\x07\x1b]{0,200}\x1b?)?|P(?:[0-9$+!>|r][^\x07\x1b]{0,200}\x1b?)?)$"
)
"""A sequence at the end of what came that may become a report; an Escape alone is a key."""


class Reports:
    """Takes reports out of a stream of text that comes in pieces.

    `patience`: seconds after which the beginning of a report is keys after all.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._begun = ""
        self._since = 0.0
        self.waited_for = 0
        """Answers to cursor position queries that are to come; what comes beyond them is keys to the parser."""

    def without(self, text: str, now: float) -> tuple[str, int]:
        """The text without reports, and how many of the answers that are waited for were in it; `now` in seconds."""
        if not text:
            return self._given_up(now), 0
        text, answers = self._begun + text, 0

        def taken(report: re.Match[str]) -> str:
            nonlocal answers
            if report["position"] is None:
                return ""
            if answers == self.waited_for:
                return report[0]  # nobody asked: it is a key, such as shift+F3
            answers += 1
            return ""

        text = _REPORT.sub(taken, text)
        begun = _BEGUN.search(text)
        self._begun = begun[0] if begun else ""
        self._since = now
        self.waited_for -= answers
        return text[: len(text) - len(self._begun)], answers

    def _given_up(self, now: float) -> str:
        if not self._begun or now - self._since < self._patience:
            return ""
        text, self._begun = self._begun, ""
        return text
