"""Kinds of values that say how scans are recognised: signs around a code, and patterns of labels and badges."""

import re

from cyclecount_tui.settings.kinds import Kind, WrongValue


def _sign(text: str) -> str:
    if not text.isprintable() or text.isalnum():
        raise WrongValue('must be a printable sign that no code of yours has, as in "~".')
    return text


def _sign_of_toml(value: object) -> str:
    if not isinstance(value, str):
        raise WrongValue('must be text in quotes, as in "~".')
    return _sign(value.strip())


def _patterns(text: str) -> tuple[re.Pattern[str], ...]:
    return _each([line.strip() for line in text.splitlines() if line.strip()])


def _patterns_of_toml(value: object) -> tuple[re.Pattern[str], ...]:
    if isinstance(value, str):
        return _patterns(value)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise WrongValue("must be text in quotes, one pattern a line, or a list of such texts.")
    return _each([each for each in value if each])


def _each(texts: list[str]) -> tuple[re.Pattern[str], ...]:
    from cyclecount_tui.domain.errors import DomainError
    from cyclecount_tui.domain.scans.patterns import code_pattern

    try:
        return tuple(code_pattern(text) for text in texts)
    except DomainError as error:
        raise WrongValue(f"cannot be used: {error.sentence}") from None


def _badge(text: str) -> re.Pattern[str]:
    from cyclecount_tui.domain.errors import DomainError
    from cyclecount_tui.domain.scans.patterns import regular_expression

    try:
        return regular_expression(text)
    except DomainError as error:
        raise WrongValue(f"cannot be used: {error.sentence}") from None


def _badge_of_toml(value: object) -> re.Pattern[str]:
    if not isinstance(value, str):
        raise WrongValue("must be a regular expression in quotes.")
    return _badge(value.strip())


SIGN = Kind(_sign, _sign_of_toml)
PATTERNS = Kind(_patterns, _patterns_of_toml, lambda patterns: "\n".join(each.pattern for each in patterns))
BADGE = Kind(_badge, _badge_of_toml, lambda pattern: pattern.pattern if pattern else "")
