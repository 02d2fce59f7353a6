"""The bundled rubrics hold together: names, sources, coverage, and wording that does not repeat itself."""

import re
from collections import Counter

import pytest

from coach.grading.checks.registry import CHECKS
from coach.language.lexicon import stems_of
from coach.model.criterion import Criterion, Facet
from coach.model.problem import Rubrics
from coach.model.remark import Source
from coach.model.words import Phase
from coach.packs.library import load_rubrics

FIGURES = {"number", "rate", "bytes", "duration", "percent", "factor", "power", "bandwidth-figure"}


@pytest.fixture(scope="module")
def rubrics() -> Rubrics:
    return load_rubrics()


@pytest.fixture(scope="module")
def criteria(rubrics: Rubrics) -> list[Criterion]:
    return [criterion for phase in Phase for criterion in rubrics.of(phase)]


def model_sentences(criterion: Criterion) -> list[str]:
    return [*criterion.model_sentences, *(text for facet in criterion.facets for text in facet.model_sentences)]


def facets_of(criteria: list[Criterion]) -> list[tuple[str, Facet]]:
    return [(criterion.id, facet) for criterion in criteria for facet in criterion.facets]


def cited(rubrics: Rubrics, criteria: list[Criterion]) -> list[tuple[str, Source]]:
    holders = [*criteria, *rubrics.misconceptions, *rubrics.numbers]
    return [(holder.id, source) for holder in holders for source in holder.source]


def test_every_phase_has_criteria_enough(rubrics):
    assert {phase: len(rubrics.of(phase)) for phase in Phase if len(rubrics.of(phase)) < 14} == {}


def test_ids_are_unique_within_their_kind(rubrics):
    for phase in Phase:
        ids = Counter(criterion.id for criterion in rubrics.of(phase))
        assert [name for name, count in ids.items() if count > 1] == []
        assert [c.id for c in rubrics.of(phase) if len({f.id for f in c.facets}) < len(c.facets)] == []
    for kind in (rubrics.concepts, rubrics.misconceptions, rubrics.numbers):
        ids = Counter(entry.id for entry in kind)
        assert [name for name, count in ids.items() if count > 1] == []


def test_every_cited_section_exists(rubrics, criteria):
    known = {(document.doc, section.id) for document in rubrics.sources for section in document.sections}
    unknown = [(who, source) for who, source in cited(rubrics, criteria) if (source.doc, source.section) not in known]
    assert unknown == []


def test_every_section_is_cited_or_says_why_not(rubrics, criteria):
    used = {(source.doc, source.section) for _, source in cited(rubrics, criteria)}
    forgotten = [
        (document.doc, section.id)
        for document in rubrics.sources
        for section in document.sections
        if not section.not_assessed and (document.doc, section.id) not in used
    ]
    assert forgotten == []


def test_a_section_that_is_not_assessed_is_not_cited(rubrics, criteria):
    used = {(source.doc, source.section) for _, source in cited(rubrics, criteria)}
    excused = {(d.doc, s.id) for d in rubrics.sources for s in d.sections if s.not_assessed}
    assert used & excused == set()


def test_everything_cites_a_source(rubrics, criteria):
    holders = [*criteria, *rubrics.misconceptions, *rubrics.numbers]
    assert [holder.id for holder in holders if not holder.source] == []


def test_criteria_are_complete_enough_to_ask_judge_and_advise(criteria):
    assert [c.id for c in criteria if len(model_sentences(c)) < 5] == []
    assert [c.id for c in criteria if not c.probe.endswith("?")] == []
    assert [c.id for c in criteria if not c.advice] == []
    assert [c.id for c in criteria if not 0.5 <= c.weight <= 3] == []
    assert [c.id for c in criteria if isinstance(c.rule, int) and c.rule > len(c.facets)] == []
    assert [name for name, facet in facets_of(criteria) if not (facet.model_sentences or facet.checks)] == []


def test_examples_show_both_sides(criteria):
    one_sided = [c.id for c in criteria if len({example.met for example in c.examples}) < 2 or len(c.examples) < 4]
    assert one_sided == []


def test_each_phase_has_decisive_and_minor_criteria(rubrics):
    for phase in Phase:
        weights = [criterion.weight for criterion in rubrics.of(phase)]
        assert max(weights) == 3
        assert min(weights) < 2
        assert 1 <= weights.count(3) <= 5


def test_no_sentence_stands_twice(rubrics, criteria):
    texts = [folded(text) for c in criteria for text in (*model_sentences(c), *c.misconceptions)]
    texts += [folded(text) for misconception in rubrics.misconceptions for text in misconception.wrong]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_no_example_is_a_model_sentence(criteria):
    texts = {folded(text) for c in criteria for text in model_sentences(c)}
    assert [e.answer for c in criteria for e in c.examples if folded(e.answer) in texts] == []


def test_probes_do_not_give_the_answer_away(criteria):
    telling = [
        c.id
        for c in criteria
        for text in model_sentences(c)
        if len(folded(text).split()) > 2 and folded(text) in folded(c.probe)
    ]
    assert telling == []


def test_named_checks_exist_and_every_check_has_a_home(criteria):
    named = {name for criterion in criteria for name in criterion.checks}
    named |= {name for _, facet in facets_of(criteria) for name in facet.checks}
    assert named == set(CHECKS)


def test_combinations_name_concepts(rubrics, criteria):
    known = {concept.id for concept in rubrics.concepts} | FIGURES
    items = [(name, item) for name, facet in facets_of(criteria) for combo in facet.any_of for item in combo]
    for misconception in rubrics.misconceptions:
        items += [(misconception.id, item) for combo in misconception.any_of for item in combo]
    assert [(who, item) for who, item in items if item.lstrip("!")[0] != '"' and item.lstrip("!") not in known] == []


def test_the_thesaurus_is_large(rubrics):
    assert len(rubrics.concepts) >= 200
    assert sum(len(concept.aliases) + len(concept.products) for concept in rubrics.concepts) >= 1_500


def test_a_form_belongs_to_one_concept(rubrics):
    owners: dict[tuple[str, ...], set[str]] = {}
    for concept in rubrics.concepts:
        for form in (*concept.aliases, *concept.products):
            owners.setdefault(stems_of(form), set()).add(concept.id)
    assert {form: owner for form, owner in owners.items() if len(owner) > 1} == {}


def test_broader_concepts_exist_and_do_not_circle(rubrics):
    above = {concept.id: concept.broader for concept in rubrics.concepts}
    for start in above:
        seen, queue = set(), list(above[start])
        while queue:
            name = queue.pop()
            assert name in above
            assert name != start
            if name not in seen:
                seen.add(name)
                queue.extend(above[name])


def test_misconceptions_are_many_and_answered(rubrics):
    assert len(rubrics.misconceptions) >= 80
    assert [m.id for m in rubrics.misconceptions if len(m.right) < 40] == []


def test_reference_numbers_lie_inside_their_bands(rubrics):
    assert [n.id for n in rubrics.numbers if not n.low <= n.value <= n.high] == []


def folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
