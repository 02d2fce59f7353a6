"""A number that is being read: where the reader stands, and its readings so far."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coach.estimation.cursor import Cursor
from coach.estimation.notation import Token

if TYPE_CHECKING:
    from coach.estimation.drafts import Draft


class Drafting(Cursor):
    """What the parts of a number's reader share."""

    def __init__(self, tokens: Sequence[Token], at: int, is_name: Callable[[int], bool], *, money: bool) -> None:
        super().__init__(tokens, at)
        self.is_name = is_name
        self.money = money
        """Whether the line speaks of money."""
        self.drafts: list[Draft] = []
        self.nouns: list[str] = []
        """What is counted."""
        self.operations = 0
