"""The one base of every pydantic model: frozen, no unknown fields, no infinities.

Models describe data that enters or leaves the program (packs, sheets, scorecards, events). What the readers make
of a text stays in small frozen dataclasses in their own rooms, so that a reader loads without pydantic.
"""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: equal by content, never changed after it is made."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        defer_build=True,
    )
