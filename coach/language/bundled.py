"""The bundled thesaurus, read once: what a single answer is judged with when the caller brings no rubrics."""

from dataclasses import dataclass
from functools import cache

from coach.language.lexicon import Lexicon
from coach.resources import bundled_pack


@dataclass(frozen=True, slots=True)
class BundledTerm:
    """A concept as `rubrics/concepts.yaml` holds it, without pydantic."""

    id: str
    aliases: tuple[str, ...]
    products: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


@cache
def bundled_lexicon() -> Lexicon:
    """The lexicon of the bundled pack; the file is read on the first call only."""
    import yaml

    path = bundled_pack() / "rubrics" / "concepts.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    listed = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)["concepts"]
    return Lexicon(
        BundledTerm(
            id=entry["id"],
            aliases=tuple(map(str, entry.get("aliases", ()))),
            products=tuple(map(str, entry.get("products", ()))),
            broader=tuple(entry.get("broader", ())),
        )
        for entry in listed
    )
