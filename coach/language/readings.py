"""What was read of texts that do not change from sheet to sheet: aliases, phrases, model sentences.

Reading them is most of what a first grade costs, so a caller that grades often can keep them between runs. They are
answers of pure functions, by the text that was asked about: a reading that is missing is made again.
"""

from dataclasses import field

from coach.model.quick import dataclass

_NAMES = ("aliases", "spelled", "phrases", "words", "units", "required")


@dataclass(slots=True)
class Readings:
    """Answers already known; grows as more is read."""

    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The stems of an alias, articles dropped, by its text."""
    spelled: dict[str, str] = field(default_factory=dict)
    """The stem of each word of those aliases, by the word."""
    phrases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The same as of an alias, of a phrase that a rubric names."""
    words: dict[str, str] = field(default_factory=dict)
    """The stem of each word in the texts that do not change, by the word."""
    units: dict[str, frozenset[str]] = field(default_factory=dict)
    """What a model sentence shares with other wordings, by its text; see `coach.grading.compiled`."""
    required: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What the program's regular expressions require of a text; see `coach.language.required`."""
    kept: int = 0
    """How many of them were known when they were last taken from or put where they are kept between runs."""

    @property
    def count(self) -> int:
        """How many answers it holds; they only grow."""
        return len(self.aliases) + len(self.spelled) + len(self.phrases) + len(self.units) + len(self.required)

    def plain(self) -> dict[str, object]:
        """As plain data, in one order whatever the order of reading was."""
        return {
            "aliases": {text: list(stems) for text, stems in sorted(self.aliases.items())},
            "spelled": dict(sorted(self.spelled.items())),
            "phrases": {text: list(stems) for text, stems in sorted(self.phrases.items())},
            "words": dict(sorted(self.words.items())),
            "units": {text: sorted(units) for text, units in sorted(self.units.items())},
            "required": {source: list(pieces) for source, pieces in sorted(self.required.items())},
        }

    def add(self, plain: object) -> bool:
        """Take in what `plain` gave; returns whether it has that form. What has not is left out altogether."""
        if not isinstance(plain, dict) or plain.keys() != set(_NAMES):
            return False
        aliases, spelled, phrases, words, units, required = (plain[name] for name in _NAMES)
        if not (
            all(map(_lists_of_words, (aliases, phrases, units, required)))
            and all(map(_words_by_text, (spelled, words)))
        ):
            return False
        self.aliases.update((text, tuple(words)) for text, words in aliases.items())
        self.spelled.update(spelled)
        self.words.update(words)
        self.phrases.update((text, tuple(words)) for text, words in phrases.items())
        self.units.update((text, frozenset(words)) for text, words in units.items())
        self.required.update((source, tuple(pieces)) for source, pieces in required.items())
        return True


def _words_by_text(value: object) -> bool:
    return isinstance(value, dict) and set(map(type, value.values())) <= {str}


def _lists_of_words(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(map(type, value.values())) <= {list}
        and {type(word) for words in value.values() for word in words} <= {str}
    )
