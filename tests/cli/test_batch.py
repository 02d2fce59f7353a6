"""Work over any executor: all of it, past a dead worker, and never more than a little ahead."""

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from coach.cli.batch import Inline, run

DEADLY = 13


def doubled(pieces):
    return [2 * piece for piece in pieces]


def deadly(pieces):
    if DEADLY in pieces:
        os._exit(1)
    return doubled(pieces)


def failing(pieces):
    return [piece // 0 for piece in pieces]


def inline(_):
    return Inline()


def lost(piece):
    return f"lost {piece}"


@pytest.mark.parametrize("make", [inline, ThreadPoolExecutor])
@pytest.mark.parametrize("count", [0, 1, 7, 100])
def test_every_piece_is_done_once(make, count):
    assert sorted(run(range(count), doubled, make, lost, workers=3, chunk=4)) == [2 * at for at in range(count)]


def test_a_piece_that_kills_its_worker_is_lost_and_no_other():
    found = list(run(range(40), deadly, ProcessPoolExecutor, lost, workers=2, chunk=4))
    assert found.count(f"lost {DEADLY}") == 1
    assert sorted(one for one in found if isinstance(one, int)) == [2 * at for at in range(40) if at != DEADLY]


def test_pieces_are_taken_up_only_as_they_are_needed():
    taken = []

    def pieces():
        for at in range(1000):
            taken.append(at)
            yield at

    done = run(pieces(), doubled, inline, lost, workers=2, chunk=5)
    next(done)
    assert len(taken) <= 2 * 2 * 5
    done.close()


def test_an_error_of_the_work_itself_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        list(run([1], failing, inline, lost, workers=1, chunk=1))
