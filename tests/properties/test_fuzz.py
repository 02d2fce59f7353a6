"""Every reader of foreign text refuses in words, or reads; the long run is `python -m benchmarks.fuzz`."""

import pytest

from benchmarks.fuzz import readers, run

READERS = readers()


@pytest.mark.parametrize("name", READERS)
def test_no_mutated_file_makes_a_reader_fail(name):
    told = list(run(name, READERS[name], 120, seed=20_26))
    assert not [line for line in told if " fails with " in line]
