"""Stems: what inflections share, by the English stemmer alone."""

import subprocess
import sys

import pytest
import snowballstemmer

from coach.language.stems import stem, stemmer_folder


@pytest.mark.parametrize("words", [("cache", "caches", "cached", "caching"), ("lose", "lost", "loss")])
def test_inflections_share_a_stem(words):
    assert len({stem(word) for word in words}) == 1


def test_stems_are_those_of_the_packages_english_stemmer():
    english = snowballstemmer.stemmer("english")
    for word in ("replication", "partitioned", "queues", "idempotently", "throughput"):
        assert stem(word) == english.stemWord(word)


def test_other_languages_are_not_loaded_and_the_package_stays_whole_for_others():
    code = (
        "import sys, coach.language.stems\n"
        "assert 'snowballstemmer.english_stemmer' in sys.modules\n"
        "assert 'snowballstemmer.finnish_stemmer' not in sys.modules\n"
        "import snowballstemmer\n"
        "assert snowballstemmer.stemmer('finnish').stemWord('taloissa')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_stemmers_folder_is_the_packages():
    assert (stemmer_folder() / "english_stemmer.py").is_file()
