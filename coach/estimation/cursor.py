"""A place in a list of tokens, with looks ahead and behind."""

from collections.abc import Sequence

from coach.estimation.notation import Token


class Cursor:
    """Where a reader of tokens stands; looking beyond either end finds nothing."""

    def __init__(self, tokens: Sequence[Token], at: int = 0) -> None:
        self.tokens = tokens
        self.size = len(tokens)
        self.at = at

    def token(self, ahead: int = 0) -> Token | None:
        """The token `ahead` of here."""
        at = self.at + ahead
        return self.tokens[at] if 0 <= at < self.size else None

    def kind(self, ahead: int = 0) -> str:
        """Its kind; empty beyond the ends."""
        at = self.at + ahead
        return self.tokens[at].kind if 0 <= at < self.size else ""

    def text(self, ahead: int = 0) -> str:
        """Its text, lower-case; empty beyond the ends."""
        at = self.at + ahead
        return self.tokens[at].text.lower() if 0 <= at < self.size else ""

    def is_glued(self, kind: str, ahead: int) -> bool:
        """Whether the token `ahead` is of that kind and has no blank before it."""
        token = self.token(ahead)
        return token is not None and token.kind == kind and not token.spaced
