"""The bundled thesaurus and wrong claims, read once: what a single answer is judged with without rubrics."""

from functools import cache
from typing import Any

from coach.language.lexicon import Lexicon
from coach.model.quick import dataclass
from coach.resources import bundled_pack


@dataclass(frozen=True, slots=True)
class BundledTerm:
    """A concept as `rubrics/concepts.yaml` holds it, without pydantic."""

    id: str
    aliases: tuple[str, ...]
    products: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BundledClaim:
    """A misconception as `rubrics/misconceptions.yaml` holds it, without pydantic."""

    id: str
    about: tuple[str, ...]
    claims: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BundledProperty:
    """A property as `rubrics/properties.yaml` holds it, without pydantic."""

    id: str
    says: tuple[str, ...]
    opposite: tuple[str, ...]


@cache
def bundled_lexicon() -> Lexicon:
    """The lexicon of the bundled pack; the file is read on the first call only."""
    return Lexicon(
        BundledTerm(
            id=entry["id"],
            aliases=tuple(map(str, entry.get("aliases", ()))),
            products=tuple(map(str, entry.get("products", ()))),
            broader=tuple(entry.get("broader", ())),
        )
        for entry in _listed("concepts")
    )


@cache
def bundled_claims() -> tuple[BundledClaim, ...]:
    """The wrong claims of the bundled pack; the file is read on the first call only."""
    return tuple(
        BundledClaim(
            id=entry["id"],
            about=tuple(map(str, entry.get("about", ()))),
            claims=tuple(map(str, entry.get("claims", ()))),
            any_of=tuple(tuple(map(str, combination)) for combination in entry.get("any_of", ())),
            unless=tuple(map(str, entry.get("unless", ()))),
            settled=tuple(map(str, entry.get("settled", ()))),
        )
        for entry in _listed("misconceptions")
    )


@cache
def bundled_properties() -> tuple[BundledProperty, ...]:
    """The properties of the bundled pack; the file is read on the first call only."""
    return tuple(
        BundledProperty(
            id=entry["id"],
            says=tuple(map(str, entry["says"])),
            opposite=tuple(map(str, entry.get("opposite", ()))),
        )
        for entry in _listed("properties")
    )


def _listed(name: str) -> list[dict[str, Any]]:
    """The entries of a bundled rubric file; none when the pack has no such file."""
    import yaml

    path = bundled_pack() / "rubrics" / f"{name}.yaml"
    if not path.is_file():
        return []
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)[name]
    return read
