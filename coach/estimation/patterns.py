"""Regular expressions that are compiled when they are first used: most lines need few of them, and loading none."""

import functools
import re
from collections.abc import Callable

from coach.language.expressions import expression

_IGNORECASE = int(re.IGNORECASE)


def pattern(source: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A function that gives the compiled `source`, the same one every time."""
    return functools.cache(functools.partial(expression, source, flags))


def words_pattern(source: str) -> Callable[[], re.Pattern[str]]:
    """As `pattern`, for words in upper or lower case."""
    return pattern(source, _IGNORECASE)
