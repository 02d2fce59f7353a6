"""Word stems: the part of an English word that its inflections share.

`caches`, `cached` and `caching` have one stem, so a lexicon lists a word once. The stemmer is Snowball's English one.
"""

from collections.abc import Mapping
from functools import lru_cache

import snowballstemmer

_ENGLISH = snowballstemmer.stemmer("english")

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
