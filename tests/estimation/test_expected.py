"""A problem's expected quantities beside a candidate's."""

from dataclasses import dataclass

import pytest

from coach.estimation.expected import compare, expect
from coach.estimation.formula import FormulaError, evaluate, names_in
from coach.estimation.worksheet import read


@dataclass
class Expected:
    id: str
    label: str
    formula: str
    unit: str
    kind: str
    peak: bool = False


FACTS = {"new-links-per-day": 100e6, "reads-per-write": 10, "record-size": 500, "years-kept": 5, "peak-factor": 2}
QUANTITIES = (
    Expected("writes-avg", "writes per second, average", "new_links_per_day / 86400", "1/s", "writes"),
    Expected("reads-avg", "reads per second, average", "writes_avg * reads_per_write", "1/s", "reads"),
    Expected("reads-peak", "reads per second, peak", "reads_avg * peak_factor", "1/s", "reads", peak=True),
    Expected("storage", "storage, raw", "new_links_per_day * 365 * years_kept * record_size", "B", "storage"),
)


def bands(text):
    return {one.id: one.band for one in compare(read(text), QUANTITIES, FACTS)}


def test_quantities_follow_from_the_facts_and_from_each_other():
    assert expect(QUANTITIES, FACTS)["reads-peak"] == pytest.approx(23148, rel=1e-3)


def test_a_right_worksheet_is_right_throughout():
    text = "writes 100M/day / 86400 = 1157/s\nreads 10:1 = 11.6k/s, peak x2 = 23k/s\n"
    text += "storage: 100M * 365 * 5 * 500 B = 91 TB"
    assert set(bands(text).values()) == {"right"}


def test_what_is_not_there_is_missing():
    assert bands("DAU = 5M") == dict.fromkeys(("writes-avg", "reads-avg", "reads-peak", "storage"), "missing")


def test_figures_that_follow_from_own_assumptions_are_right():
    text = "new links: 40M/day\nwrites: 40M/day / 86400 = 463/s"
    assert bands(text)["writes-avg"] == "right"


def test_a_figure_far_from_facts_and_own_assumptions_is_off():
    assert bands("writes = 200k/s")["writes-avg"] == "off"


def test_a_peak_is_not_taken_for_an_average():
    found = {one.id: one.found for one in compare(read("reads peak = 23k/s"), QUANTITIES, FACTS)}
    assert found["reads-peak"] is not None
    assert found["reads-avg"] is None


def test_formulas_know_arithmetic_names_and_a_few_functions():
    assert evaluate("max(a, 2) ** 2 / 4 - -1 + ceil(0.5)", {"a": 4}) == 6
    assert names_in("a * b_c + log2(a)") == ("a", "b_c")


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os')",
        "a.b",
        "[1]",
        "1 +",
        "1 / 0",
        "9 ** 9 ** 9",
        "(-8) ** 0.5",
        "unknown",
        "True",
        "min(1)",
        "'a'",
        "(" * 300,
        "lambda: 1",
        "1 if 1 else 2",
    ],
)
def test_anything_else_in_a_formula_is_refused_with_its_position(formula):
    with pytest.raises(FormulaError) as error:
        evaluate(formula, {})
    assert 0 <= error.value.position <= len(formula)
