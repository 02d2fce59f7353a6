import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files

import pytest

from coach.language.bundled import bundled_lexicon
from coach.language.lexicon import Lexicon
from coach.language.sentences import sentences
from coach.language.stems import stem


@dataclass(frozen=True)
class Term:
    id: str
    aliases: tuple[str, ...]
    products: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


LEXICON = Lexicon(
    [
        Term("cache", ("cache",), ("redis", "memcached")),
        Term("cache-miss", ("cache miss", "not in the cache", "fall through to the store")),
        Term("replica", ("replica",)),
        Term("read-replica", ("read replica",), broader=("replica",)),
        Term("scale", ("scale",)),
        Term("stale", ("stale",)),
        Term("throttle", ("throttle",)),
        Term("failover", ("failover",)),
    ]
)


def concepts(text: str, lexicon: Lexicon = LEXICON) -> set[str]:
    return {mention.concept for sentence in sentences(text) for mention in lexicon.mentions(sentence)}


@pytest.mark.parametrize("text", ["We cached it", "redis in front", "Memcached nodes"])
def test_inflections_and_products_stand_for_the_concept(text: str) -> None:
    assert concepts(text) == {"cache"}


def test_the_longest_alias_wins() -> None:
    assert concepts("on a cache miss") == {"cache-miss"}


def test_a_long_alias_forgives_articles_and_one_word() -> None:
    assert "cache-miss" in concepts("reads fall right through to the store")


@pytest.mark.parametrize(
    ("typo", "concept"), [("throtle", "throttle"), ("failvoer", "failover"), ("memcachd", "cache")]
)
def test_a_typo_counts_as_the_known_word(typo: str, concept: str) -> None:
    assert concept in concepts(f"we {typo} here")


def test_two_known_words_are_never_taken_for_each_other() -> None:
    assert concepts("the scale of it") == {"scale"}
    assert concepts("the state of it") == set()


def test_a_narrow_concept_counts_as_the_broader_one() -> None:
    assert LEXICON.broader("read-replica") == ("read-replica", "replica")


def test_figures_are_mentioned_by_kind() -> None:
    assert {"number", "rate"} <= concepts("it takes 350/s")


def test_the_bundled_lexicon_is_large() -> None:
    assert len(bundled_lexicon().concepts) >= 200


def test_the_language_room_loads_without_pydantic() -> None:
    code = (
        "import sys, coach.language.lexicon, coach.language.sentences, coach.language.polarity, "
        "coach.language.commitment, coach.language.bundled; sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_stems_of_common_words_are_listed() -> None:
    folder = files("coach.language")
    listed = folder.joinpath("common_words.txt").read_text(encoding="utf-8").split()
    stems = folder.joinpath("common_stems.txt").read_text(encoding="utf-8").split()
    assert sorted({stem(word) for word in listed} - set(listed)) == stems
