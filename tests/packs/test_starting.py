"""A new pack: small, complete, commented, and sound from the first minute."""

import json
import re

import jsonschema
import pytest
import yaml

from coach.grading.grader import grade
from coach.language.sheets import parse
from coach.packs.check import check
from coach.packs.errors import PackError
from coach.packs.library import load_pack, load_rubrics
from coach.packs.outcomes import State
from coach.packs.starting import start_pack
from coach.packs.trials import trial_of


@pytest.fixture
def new(tmp_path):
    start_pack(tmp_path / "new", "chat-service")
    return tmp_path / "new"


def test_it_passes_its_own_check_and_test(new):
    assert check(new, jobs=1).findings == ()
    trial = trial_of(new, jobs=1)
    failed = [f"{one.sheet}: {one.expects}, got {one.got}" for one in trial.of(State.FAILED)]
    assert not failed, failed


def test_it_holds_a_few_of_each_part_under_its_own_name(new):
    (one,) = load_pack(new).loaded
    problem = one.problem
    assert (problem.id, problem.title) == ("chat-service", "Chat service")
    assert len(problem.facts) == 12
    assert 5 <= len(problem.quantities) <= 8
    assert 1 <= len(problem.deep_dives) <= 2
    assert {entry.phase.value for entry in problem.criteria} == {"requirements", "estimation", "api", "design"}
    assert problem.curveballs
    assert problem.misconceptions
    assert {sheet.kind for sheet in one.golden.sheets} == {"strong", "decent", "weak", "wrong"}


def test_every_part_is_told_by_a_comment_above_it(new):
    text = (new / "problems/chat-service/problem.yaml").read_text(encoding="utf-8")
    for key in (
        "prompt",
        "facts",
        "quantities",
        "operations",
        "criteria",
        "deep_dives",
        "curveballs",
        "misconceptions",
    ):
        assert re.search(rf"(?m)^# .+\n{key}:", text), key


def test_a_known_subject_under_another_name_is_still_its_own(new):
    (one,) = load_pack(new).loaded
    card = grade(parse(one.sheets["strong.md"], "strong.md"), one.problem, load_rubrics())
    assert not any("another problem" in why for score in card.phases for why in score.why)


def test_the_modelines_lead_to_schemas_that_hold_the_files(new):
    for path in new.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        schema = json.loads((path.parent / first.split("$schema=")[1]).read_text(encoding="utf-8"))
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema)


@pytest.mark.parametrize("name", ["My Problem", "../up", "", "a--b", "x\n"])
def test_what_is_no_name_is_refused(tmp_path, name):
    with pytest.raises(PackError, match="not a name"):
        start_pack(tmp_path / "new", name)
    assert not (tmp_path / "new").exists()
