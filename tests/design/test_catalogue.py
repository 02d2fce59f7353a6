"""Kinds: what the file holds, and what a name tells."""

import pytest
import yaml

from coach.design.catalogue import build
from coach.model.components import ComponentFile
from coach.resources import bundled_pack


@pytest.fixture(scope="module")
def raw():
    return yaml.safe_load((bundled_pack() / "rubrics" / "components.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("feed cache", "cache"), ("cache service", "app"), ("users_db", "sql"), ("UserService", "app"),
        ("redis-cluster", "cache"), ("S3 bucket", "object"), ("read replica 2", "replica"), ("api server x12", "app"),
        ("Postgres primary", "sql"), ("Cassandra ring", "widecolumn"), ("LB", "lb"), ("l4 lb", "lb4"),
        ("web tier", "app"), ("persistence tier", "sql"), ("in-process LRU", "local_cache"), ("KGS", "idgen"),
        ("video transcoder", "worker"), ("seat lock", "lock"), ("fn", "function"), ("Elasticsearch", "search"),
        ("matching", ""), ("posts", ""), ("", ""), ("→", ""),
    ],
)  # fmt: skip
def test_a_name_tells_its_kind(catalogue, name, kind):
    assert catalogue.kind_of(name) == kind


def test_the_file_holds_forty_kinds_that_fit_the_model(raw):
    kinds = ComponentFile.model_validate(raw).components
    assert len(kinds) >= 40
    assert build(kinds).kinds == build(raw).kinds


def test_every_figure_with_a_vendors_limit_says_where_it_is_from(raw):
    assert not [
        kind.kind
        for kind in ComponentFile.model_validate(raw).components
        if kind.confidence == "high" and not kind.references
    ]


def test_no_word_names_two_kinds(raw):
    seen: dict[str, str] = {}
    for kind in raw["components"]:
        for word in kind["aliases"] + kind.get("products", []):
            assert seen.setdefault(word, kind["kind"]) == kind["kind"], word


def test_a_pack_adds_kinds_and_sharpens_figures(raw):
    own = {"kind": "sql", "name": "Relational", "aliases": ["ourdb"], "role": "store", "stateful": True,
           "durable": True, "capacity": {"read": [1, 2, 3], "write": [1, 2, 3], "unit": "q/s"},
           "service_ms": {"read": [1, 1, 1], "write": [1, 1, 1]}, "availability": 0.9,
           "dependency": "hard"}  # fmt: skip
    catalogue = build([*raw["components"], own])
    assert catalogue.kind_of("ourdb") == catalogue.kind_of("postgres") == "sql"
    assert catalogue["sql"].availability == 0.9


def test_a_kind_without_its_role_is_refused_in_words():
    with pytest.raises(ValueError, match=r"'cache'.*no 'role'"):
        build([{"kind": "cache", "name": "Cache", "service_ms": {"read": [0, 0, 0], "write": [0, 0, 0]}}])
