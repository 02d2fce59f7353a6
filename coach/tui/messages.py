"""The base of every message the screens exchange: a dataclass that states a fact, in the past tense.

Textual keeps its own books on a message (sender, stopped, forwarded), so a frozen dataclass cannot be one. `Fact`
freezes what the message says and leaves the bookkeeping alone.
"""

from dataclasses import FrozenInstanceError

from textual.message import Message


class Fact(Message):
    """Something that happened. Subclasses are dataclasses; their fields can be set once."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in getattr(self, "__dataclass_fields__", ()) and hasattr(self, name):
            raise FrozenInstanceError(f"a message states a fact: {name} cannot change")
        super().__setattr__(name, value)


class LatestFact(Fact):
    """A fact that makes its predecessors from the same sender worthless: a tick, a live reading."""

    def can_replace(self, message: Message) -> bool:
        """Whether the queue may drop `message` when this one follows it."""
        return type(message) is type(self)
