"""The results of a class while it is graded: a file that only grows, so that nothing done is lost when it stops.

Results are appended as they come and found again by the sheet's name and key; a last line that was cut off is dropped.
Only names, keys and offsets are held in memory.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple

from coach.report.results import NoResultError, Result, result_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType


class _Place(NamedTuple):
    key: str
    grader: str
    problem: str
    start: int
    length: int


class Journal:
    """Results by sheet; iterating gives them by name."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[str, _Place] = {}
        self._end = 0
        self._file.seek(0)
        for line in self._file:
            try:
                result = result_in(line)
            except NoResultError:
                break
            if not line.endswith(b"\n"):
                break
            self._note(result, len(line))
        self._file.truncate(self._end)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Result]:
        return map(result_in, self.lines())

    def has(self, sheet: str, key: str) -> bool:
        """Whether the result of this very sheet is there, made by the grader of today; an error row is none."""
        from coach.packs.library import grader_of

        place = self._places.get(sheet)
        return place is not None and place.key == key and place.grader == grader_of(place.problem)

    def add(self, line: bytes) -> None:
        """Append a result's line; a later result of the same sheet replaces an earlier one."""
        self._file.seek(0, 2)
        self._file.write(line)
        self._file.flush()
        self._note(result_in(line), len(line))

    def keep_only(self, sheets: set[str]) -> None:
        """Forget the results of other sheets."""
        self._places = {name: place for name, place in self._places.items() if name in sheets}

    def line_of(self, sheet: str) -> bytes | None:
        """The line of a sheet's result; none: there is none."""
        place = self._places.get(sheet)
        if place is None:
            return None
        self._file.seek(place.start)
        return self._file.read(place.length)

    @property
    def mixed(self) -> bool:
        """Whether sheets of one problem were graded by different graders."""
        graders: dict[str, str] = {}
        return any(
            graders.setdefault(place.problem, place.grader) != place.grader
            for place in self._places.values()
            if place.grader
        )

    def lines(self) -> Iterator[bytes]:
        """The lines, by name of the sheet."""
        for name in sorted(self._places):
            self._file.seek(self._places[name].start)
            yield self._file.read(self._places[name].length)

    def _note(self, result: Result, length: int) -> None:
        self._places[result.sheet] = _Place(result.key, result.grader, result.problem, self._end, length)
        self._end += length
