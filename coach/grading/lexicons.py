"""The lexicon that belongs to a set of rubrics, made once for each."""

from functools import lru_cache

from coach.language.bundled import bundled_lexicon
from coach.language.lexicon import Lexicon
from coach.model.problem import Rubrics


class Same:
    """A cache key that is equal only to the very same object: large models need not be hashed by content."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value


def lexicon_of(rubrics: Rubrics) -> Lexicon:
    """The thesaurus of `rubrics`; the bundled one when they hold no concepts."""
    return _lexicon(Same(rubrics)) if rubrics.concepts else bundled_lexicon()


@lru_cache(maxsize=8)
def _lexicon(key: Same) -> Lexicon:
    rubrics = key.value
    assert isinstance(rubrics, Rubrics)
    return Lexicon(rubrics.concepts)
