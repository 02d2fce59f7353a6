"""The grader as a whole: what it must never do, whatever the rubrics hold."""

import json
from pathlib import Path

import jsonschema
import pytest

from coach.grading import grade
from coach.grading.jsonform import as_json
from coach.language.sheets import parse
from coach.model.problem import Problem, Rubrics
from coach.model.scorecard import Scorecard
from coach.model.sheet import Sheet
from coach.model.words import Phase, Verdict

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "schemas" / "grade-1.schema.json").read_text())
HEADINGS = ("Requirements", "Estimation", "API", "High-level design", "Deep dives")


def sheet(*bodies: str, level: str = "middle") -> Sheet:
    texts = bodies if len(bodies) == 5 else bodies * 5
    parts = "\n\n".join(f"# {heading}\n{body}" for heading, body in zip(HEADINGS, texts))
    return parse(f"---\nproblem: url-shortener\nlevel: {level}\n---\n\n{parts}\n", "made.md")


def spans_hold(card: Scorecard, text: str) -> bool:
    quotes = [e for score in card.phases for one in score.criteria for e in one.evidence]
    quotes += [said for score in card.phases for said in score.remarks]  # type: ignore[misc]
    return all(text[q.start : q.end] == q.quote and q.quote for q in quotes)


def test_an_empty_sheet_scores_nothing(problem: Problem, rubrics: Rubrics) -> None:
    for text in ("", "# Requirements\n\n# API\n", "---\nproblem: url-shortener\n---\n"):
        card = grade(parse(text, "empty.md"), problem, rubrics)
        assert card.overall.score == 0
        assert card.overall.verdict is Verdict.STRONG_NO_HIRE


def test_the_reference_answer_is_hired(problem: Problem, rubrics: Rubrics, strong: Sheet) -> None:
    card = grade(strong, problem, rubrics)
    assert card.overall.score >= 0.8
    assert card.overall.verdict in (Verdict.HIRE, Verdict.STRONG_HIRE)


def test_no_credit_without_a_quote(problem: Problem, rubrics: Rubrics, strong: Sheet) -> None:
    card = grade(strong, problem, rubrics)
    assert all(one.evidence for score in card.phases for one in score.criteria if one.credit > 0)
    assert spans_hold(card, strong.text)


def test_the_output_follows_the_published_schema(problem: Problem, rubrics: Rubrics, strong: Sheet) -> None:
    for one in (strong, sheet("QPS: high. It never fails."), parse("", "empty.md")):
        jsonschema.validate(as_json(grade(one, problem, rubrics)), SCHEMA)
        jsonschema.validate(as_json(grade(one, None, rubrics)), SCHEMA)


def test_the_same_sheet_gives_the_same_bytes(problem: Problem, rubrics: Rubrics, strong: Sheet) -> None:
    first = json.dumps(as_json(grade(strong, problem, rubrics)))
    assert json.dumps(as_json(grade(strong, problem, Rubrics.model_validate(rubrics.model_dump())))) == first


def test_the_prompt_pasted_back_earns_next_to_nothing(problem: Problem, rubrics: Rubrics) -> None:
    assert grade(sheet(problem.prompt), problem, rubrics).overall.score < 0.1


def test_the_rubric_pasted_back_is_no_answer(problem: Problem, rubrics: Rubrics) -> None:
    bodies = ["\n".join(criterion.statement for criterion in rubrics.of(phase)) for phase in Phase]
    assert grade(sheet(*bodies), problem, rubrics).overall.score < 0.25


def test_the_rubrics_own_model_sentences_are_nobodys_answer(problem: Problem, rubrics: Rubrics) -> None:
    bodies = ["\n".join(text for one in rubrics.of(phase) for text in one.model_sentences) for phase in Phase]
    assert grade(sheet(*bodies), problem, rubrics).overall.score < 0.25


def test_a_good_answer_to_another_classic_is_told(
    shared_sheets: list[Path], problem: Problem, rubrics: Rubrics
) -> None:
    for path in shared_sheets:
        if path.stem.endswith("-a") and not path.stem.startswith(problem.id):
            other = parse(path.read_text(encoding="utf-8"), path.name).model_copy(update={"problem": problem.id})
            assert grade(other, problem, rubrics).overall.score < 0.25


def test_a_list_of_keywords_earns_next_to_nothing(problem: Problem, rubrics: Rubrics) -> None:
    words = "cache queue shard replica cdn load balancer kafka redis sharding consistency availability latency p99 429"
    assert grade(sheet(words + " " + words), problem, rubrics).overall.score < 0.1


def test_repeating_a_sentence_ten_times_earns_no_more_than_once(problem: Problem, rubrics: Rubrics) -> None:
    line = "- reads 17k/s at peak, so redis in front of the store\n"
    once = grade(sheet("", "", "", line, ""), problem, rubrics).phase(Phase.DESIGN).score
    often = grade(sheet("", "", "", line * 10, ""), problem, rubrics).phase(Phase.DESIGN).score
    assert often <= once + 0.02


def test_true_generalities_earn_less_than_a_short_right_answer(problem: Problem, rubrics: Rubrics) -> None:
    hollow = (
        "There are several ways to design such a system, and each of them has advantages and disadvantages. "
        "A cache holds data that is used often, which makes the system fast. Depending on the requirements a "
        "relational or a NoSQL database may be the better fit, and replication usually improves availability. "
    )
    terse = (
        "follow: LB -> api -> redis -> KV -> 302\nKV, not Postgres: 8 TB, key lookups only. Lose: joins.\n"
        "Redis dead: 29k > KV's 10k, coalesce, shed the rest 503."
    )
    bad = grade(sheet("", "", "", hollow * 5, ""), problem, rubrics).phase(Phase.DESIGN)
    good = grade(sheet("", "", "", terse, ""), problem, rubrics).phase(Phase.DESIGN)
    assert bad.score < 0.15
    assert good.score > bad.score + 0.3


def test_an_answer_to_another_problem_is_told(problem: Problem, rubrics: Rubrics) -> None:
    rides = sheet(
        "Riders request a car, drivers accept. Asked: drivers online? 300k. p99 < 3 s, 99.95%. Out: pricing.\n"
        "A ride is never lost.",
        "- 300k drivers / 4 s = 75k/s peak\n- rides 2.4M / 86,400 = 28/s, peak x6 167/s\n"
        "- 75k x 120 B = 9 MB/s = 72 Mbps\n=> positions are the load",
        "POST /v1/rides {pickup, dropoff} Idempotency-Key -> 202 {ride_id} | 409\nGET /v1/rides/{id} -> 200 | 404",
        "position: phone -> gateway -> city index\nrequest: rider -> LB -> ride-svc -> Postgres -> 202\n"
        "Postgres dies: promote standby, 30 s without new rides",
        "## One driver, one offer?\nConditional update of the driver's slot, zero rows = 410.\n"
        "## Tunnel?\n15 s without a report -> not offered.",
    )
    assert grade(rides, problem, rubrics).overall.score < 0.25


def test_two_per_cent_of_typos_change_a_phase_little(problem: Problem, rubrics: Rubrics, strong: Sheet) -> None:
    body = strong.text.split("---", 2)
    letters = list(body[2])
    for at in range(25, len(letters) - 2, 50):
        if "#" in body[2][body[2].rfind("\n", 0, at) : at]:
            continue
        if letters[at].isalpha() and letters[at + 1].isalpha() and letters[at - 1].isalpha() and letters[at].islower():
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    typed = parse("---".join([*body[:2], "".join(letters)]), strong.name)
    before, after = grade(strong, problem, rubrics), grade(typed, problem, rubrics)
    assert all(abs(before.phase(p).score - after.phase(p).score) <= 0.12 for p in Phase)
    assert abs(before.overall.score - after.overall.score) <= 0.05


def test_the_interviewers_lines_are_never_graded(problem: Problem, rubrics: Rubrics) -> None:
    quoted = "\n".join(
        "> p99 < 50 ms, 99.99%, links are never lost, 30M a day, out of scope: accounts" for _ in range(3)
    )
    assert grade(sheet(quoted), problem, rubrics).overall.score == 0


@pytest.mark.parametrize("level", ["junior", "middle", "senior"])
def test_only_what_the_level_expects_is_counted(level: str, problem: Problem, rubrics: Rubrics) -> None:
    card = grade(sheet("We cache.", level=level), problem, rubrics)
    assert all(card.level.reaches(one.level) for score in card.phases for one in score.criteria)


def test_the_development_sheets_keep_their_order(shared_sheets: list[Path], rubrics: Rubrics, problem: Problem) -> None:
    scores = {}
    for path in shared_sheets:
        one = parse(path.read_text(encoding="utf-8"), path.name)
        card = grade(one, problem if one.problem == problem.id else None, rubrics)
        assert spans_hold(card, one.text)
        scores[path.stem] = card.overall.score
    for name in {stem.rsplit("-", 1)[0] for stem in scores}:
        assert min(scores[f"{name}-{kind}"] for kind in "aef") > scores[f"{name}-b"]
        assert scores[f"{name}-b"] > max(scores[f"{name}-c"], scores[f"{name}-g"])
        assert scores[f"{name}-g"] < 0.25


def test_a_deep_dive_of_the_problem_is_judged_on_its_own_answer(problem: Problem, rubrics: Rubrics) -> None:
    dive = problem.deep_dives[0]
    asked = sheet("", "", "", "", f"## {dive.question}\nRandom 7 characters, put-if-absent, one in 107 repeats.")
    found = {one.id for one in grade(asked, problem, rubrics).phase(Phase.DEEP_DIVES).criteria}
    wanted = {one.id for one in dive.criteria if asked.level.reaches(one.level)}
    assert wanted <= found
    other = sheet("", "", "", "", "## What if it rains?\nRandom 7 characters, put-if-absent.")
    assert not wanted & {one.id for one in grade(other, problem, rubrics).phase(Phase.DEEP_DIVES).criteria}


def test_short_honest_lines_earn_credit(problem: Problem, rubrics: Rubrics) -> None:
    text = "# Requirements\nusers can shorten a link\np99 < 50ms redirect\nQ: how many links per day?\n"
    score = grade(parse(text), problem, rubrics).phase(Phase.REQUIREMENTS)
    quotes = {one.id: [evidence.quote for evidence in one.evidence] for one in score.criteria if one.credit}
    assert quotes["functional-verbs"] == ["users can shorten a link"]
    assert quotes["asks-what-shapes-the-design"] == ["Q: how many links per day?"]
    assert quotes["latency-target"] == ["p99 < 50ms redirect"]
    assert score.score > 0.25
    assert not score.why


def test_how_long_an_answer_takes_is_not_how_old_it_may_be(problem: Problem, rubrics: Rubrics) -> None:
    text = "# Requirements\nredirect within 50 ms at p99\nclick counts may be a minute behind, 60 s at most\n"
    score = grade(parse(text), problem, rubrics).phase(Phase.REQUIREMENTS)
    stale = next(one for one in score.criteria if one.id == "staleness-tolerated")
    assert [evidence.quote for evidence in stale.evidence] == ["click counts may be a minute behind, 60 s at most"]


def test_a_judgement_quotes_three_places_at_most(problem: Problem, rubrics: Rubrics, strong: Sheet) -> None:
    card = grade(strong, problem, rubrics)
    assert max(len(one.evidence) for score in card.phases for one in score.criteria) == 3


def test_a_failure_that_the_deep_dives_trace_counts_in_the_design(problem: Problem, rubrics: Rubrics) -> None:
    text = (
        "# High-level design\nclient -> LB -> app -> Postgres\n"
        "# Deep dives\n## Postgres dies?\nprimary dead: standby promoted in 30 s, no new links meanwhile\n"
    )
    score = grade(parse(text), problem, rubrics).phase(Phase.DESIGN)
    assert next(one for one in score.criteria if one.id == "failures-traced").credit > 0
