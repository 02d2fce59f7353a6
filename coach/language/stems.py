"""Word stems: the part of an English word that its inflections share.

`caches`, `cached` and `caching` have one stem, so a lexicon lists a word once. The stemmer is Snowball's English one.
"""

import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Protocol

_PACKAGE = "snowballstemmer"


class _Stemmer(Protocol):
    def stemWord(self, word: str, /) -> str: ...  # noqa: N802


def stemmer_folder() -> Path:
    """Where the stemmer's files lie, found without loading it."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {_PACKAGE} is not installed")
    return Path(spec.origin).parent


def _english() -> _Stemmer:
    """The English stemmer alone: the package itself loads those of thirty languages, 3 MB that nobody asks for."""
    spec = find_spec(_PACKAGE) if _PACKAGE not in sys.modules else None
    if spec is not None:
        sys.modules[_PACKAGE] = module_from_spec(spec)
    try:
        made: _Stemmer = import_module(f"{_PACKAGE}.english_stemmer").EnglishStemmer()
    except (ImportError, AttributeError):  # a release that is made up otherwise
        if spec is not None:
            del sys.modules[_PACKAGE]
        made = import_module(_PACKAGE).stemmer("english")
    else:
        if spec is not None:
            del sys.modules[_PACKAGE]
    return made


_ENGLISH = _english()

_IRREGULAR = {
    "kept": "keep",
    "sent": "send",
    "lost": "lose",
    "loses": "lose",
    "losing": "lose",
    "loss": "lose",
    "written": "write",
    "wrote": "write",
    "writes": "write",
    "writing": "write",
    "built": "build",
    "chose": "choose",
    "chosen": "choose",
    "choice": "choose",
    "took": "take",
    "taken": "take",
    "died": "die",
    "dies": "die",
    "dead": "die",
    "dying": "die",
    "fell": "fall",
    "fallen": "fall",
    "held": "hold",
    "went": "go",
    "gone": "go",
    "goes": "go",
    "woken": "wake",
    "ran": "run",
    "failure": "fail",
    "failures": "fail",
    "copies": "copy",
    "indices": "index",
    "indexes": "index",
    "queries": "query",
    "replicas": "replica",
    "replicated": "replicate",
    "consistent": "consist",
    "consistency": "consist",
    "idempotency": "idempot",
    "idempotent": "idempot",
    "latency": "latenc",
    "availability": "avail",
    "available": "avail",
    "partitions": "partition",
    "metadata": "metadata",
    "data": "data",
}


_LEARNED: dict[str, str] = {}


def learn(stems: Mapping[str, str]) -> None:
    """Take in stems that this program computed in an earlier run, by word: looking one up takes no time."""
    _LEARNED.update(stems)


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """The stem of `word`, which has to be in lower case; words of one or two letters stay as they are."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3:
        return word
    if word in _LEARNED:
        return _LEARNED[word]
    return str(_ENGLISH.stemWord(word))
