"""Sets of words, written as running text."""


def vocabulary(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())
