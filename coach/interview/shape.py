"""How a question is put: "do you ~", "what is a =", "should i use =", with the system's own words as one sign.

Learned weights on these shapes tell questions about the system from those about a person, the company, the tool or the
world, and from those that want the candidate's own work done; see `benchmarks/questions.py`.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from coach.interview import aspects
from coach.language.stems import stem
from coach.language.tokens import Kind, tokens

OWN, FIELD, ASKING, FIGURE = "#own", "#field", "#asking", "#figure"
"""What stands for a word of the problem, one of the field, one that people ask with, and a number."""

_FUNCTION_WORDS = """
a an the is are be was were been am do does did can could should would will shall may might must i we you they it he she
me us them my our your their its this that these those there here of to in on at by for from with as and or but if so
than then what which who how when where why whether any some please tell know want need has have had get got give let
like think just also too very not no yes into about per many much long often big one each every own ever now yourself
myself mean between best better use make made work take should used using difference explain
"""


def symbols(text: str, own: Collection[str], field: Collection[str]) -> list[str]:
    """The words of `text`, lower-cased and mended, as they are or as the sign of what they belong to.

    Args:
        text: a question.
        own: stems of the problem's words.
        field: stems of the field's.
    """
    asking = aspects.stems_in(text)
    return [_symbol(token.word, token.stem, token.kind, own, field, asking) for token in tokens(text)]


def features(text: str, own: Collection[str], field: Collection[str]) -> dict[str, float]:
    """The signs of `text` and its neighbouring pairs, and how much of it each kind of sign makes up."""
    signs = ["^", *symbols(text, own, field), "$"]
    found = dict.fromkeys(signs[1:-1], 1.0)
    found |= {f"{one} {other}": 1.0 for one, other in pairwise(signs)}
    words = max(1, len(signs) - 2)
    for sign in (OWN, FIELD, ASKING):
        found[f"share {sign}"] = sum(one == sign for one in signs) / words
    return found


def log_odds(found: Mapping[str, float]) -> float:
    """The log odds that a question with these features is not about the system."""
    weights = _weights()
    return math.fsum((weights["always"], *(weights.get(name, 0.0) * amount for name, amount in found.items())))


def meant(likeliest: float) -> dict[str, float]:
    """What the likeliest fact tells of whether the system is meant."""
    return {"fact": likeliest, "sure fact": max(0.0, likeliest - 0.8) * 5}


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return dict(_read(files("coach.interview").joinpath("shapes.tsv").read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[tuple[str, float]]:
    for line in text.splitlines():
        name, _, weight = line.partition("\t")
        yield name, float(weight)


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(_FUNCTION_WORDS.split())


def _symbol(
    word: str, stemmed: str, kind: Kind, own: Collection[str], field: Collection[str], asking: Collection[str]
) -> str:
    if kind is not Kind.WORD:
        return FIGURE if any(letter.isdigit() for letter in word) else word
    if word in _function_words():
        return word
    if stemmed in own:
        return OWN
    if stemmed in field:
        return FIELD
    return ASKING if stemmed in asking else stem(word)
