"""What the program does with its memory between phases."""

import gc

from rich.cells import cached_cell_len, cell_len
from textual.geometry import Region

from coach.tui.launch import tidy


def test_texts_that_were_measured_and_places_that_were_compared_are_forgotten_between_phases():
    bounds = gc.get_threshold()
    for number in range(3000):
        cell_len(f"a line that is typed {number}")
        assert (number, 1) in Region(0, 0, 3000, 2)
    try:
        tidy(False)
        assert cached_cell_len.cache_info().currsize >= 3000
        tidy(True)
    finally:
        gc.unfreeze()
        gc.set_threshold(*bounds)
    assert cached_cell_len.cache_info().currsize == Region.__contains__.cache_info().currsize == 0
