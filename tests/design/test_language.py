"""What people draw is read as they mean it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.design.designs import SIX, arrows_of, as_d2, as_lines, as_mermaid


def arrows(diagram):
    return {(edge.source, edge.target) for edge in diagram.edges}


@pytest.mark.parametrize("name", SIX)
@pytest.mark.parametrize("form", [as_lines, as_mermaid, as_d2])
def test_six_designs_read_alike_in_every_notation(drawn, name, form):
    assert arrows(drawn(form(name))) == arrows_of(name)


def test_a_line_is_the_path_of_its_operation(drawn):
    diagram = drawn("client -> lb -> app x12 -> post cache -> db: GET /{code}")
    assert [box.name for box in diagram.boxes] == ["client", "lb", "app", "post cache", "db"]
    assert diagram.box("app").replicas == 12
    assert diagram.operations == ("GET /{code}",)


@pytest.mark.parametrize("arrow", ["->", "-->", "=>", "→", "⇒", "⟶", "->>"])
def test_synchronous_arrows(drawn, arrow):
    (edge,) = drawn(f"app {arrow} db").edges
    assert (edge.source, edge.target, edge.asynchronous) == ("app", "db", False)


@pytest.mark.parametrize("line", ["app ~> queue", "app -.-> queue", "app ..> queue", "app -> queue (async)"])
def test_asynchronous_arrows(drawn, line):
    (edge,) = drawn(line).edges
    assert (edge.source, edge.target, edge.asynchronous) == ("app", "queue", True)


def test_reversed_and_two_way_arrows(drawn):
    assert arrows(drawn("db <- app")) == {("app", "db")}
    assert arrows(drawn("app <-> db")) == {("app", "db"), ("db", "app")}


def test_replicas_fan_out_and_share(drawn):
    diagram = drawn("fanout x40 -> timeline *200: POST /posts\napp -> audit 10%: POST /posts")
    assert diagram.box("fanout").replicas == 40
    assert [(edge.fanout, edge.share) for edge in diagram.edges] == [(200.0, 1.0), (1.0, 0.1)]


def test_a_spec_says_what_a_box_is(drawn):
    box = drawn("app -> cache\ncache: redis x2 hit=95% ttl=1h").box("cache")
    assert (box.kind, box.replicas, dict(box.attributes)) == ("cache", 2, {"hit": 0.95, "ttl": 3600.0})


def test_loads_groups_and_comments(drawn):
    diagram = drawn("# the design\nload GET=20k POST=500\nlb -> app -> db  # hot path\ngroup eu-west: app, db")
    assert diagram.loads == {"GET": 20_000.0, "POST": 500.0}
    assert [(group.name, group.boxes) for group in diagram.groups] == [("eu-west", ("app", "db"))]


def test_several_names_on_one_side(drawn):
    assert arrows(drawn("gateway -> user service, link service -> mysql")) == {
        ("gateway", "user service"), ("gateway", "link service"), ("user service", "mysql"), ("link service", "mysql"),
    }  # fmt: skip


def test_words_in_brackets_are_remarks(drawn):
    diagram = drawn("browser -> LB (two) -> App Servers (stateless) -> MySQL (1 primary, 2 replicas)")
    assert [box.name for box in diagram.boxes] == ["browser", "LB", "App Servers", "MySQL"]
    assert diagram.box("LB").replicas == 2
    assert diagram.box("MySQL").standby


@pytest.mark.parametrize(
    "line", ["- create: client → LB → KV put-if-absent → 201", "2. create: client -> LB -> KV (quorum) -> 201"]
)
def test_a_label_in_front_of_a_bullet_with_an_answer_at_its_end(drawn, line):
    diagram = drawn(line)
    assert arrows(diagram) == {("client", "LB"), ("LB", "KV")}
    assert diagram.operations == ("create",)


@pytest.mark.parametrize(
    "line",
    [
        "edit? no -> so caching is safe", "8 TB -> hand-made shards",
        "Write: app checks size -> makes id -> inserts both rows -> 201",
        "Miss -> pull from replica, merge, store", "100M/day / 86400 -> 1.2k/s", "=> reads decide, writes don't",
        "I give up ad-hoc queries -> we change later", "| Redis dies | -> slower |",
    ],
)  # fmt: skip
def test_conclusions_and_steps_are_no_boxes(drawn, line):
    assert drawn(line).boxes == ()


def test_a_step_passes_its_object_to_whoever_acted(drawn):
    diagram = drawn("home: client -> home-svc -> timeline cache (ids) -> merge by id -> hydrate from post cache -> 200")
    assert ("home-svc", "post cache") in arrows(diagram)
    assert not [box.name for box in diagram.boxes if "merge" in box.name or "hydrate" in box.name]


def test_what_comes_after_the_answer_is_not_waited_for(drawn):
    edge = drawn("write: LB → app → Postgres → 201 → queue → resize worker").edges[2]
    assert (edge.source, edge.target, edge.asynchronous) == ("Postgres", "queue", True)


def test_the_same_box_under_two_names(drawn):
    diagram = drawn("client -> load balancer -> app servers\nLB -> app -> db")
    assert [box.name for box in diagram.boxes] == ["client", "load balancer", "app servers", "db"]


def test_an_arrow_that_begins_a_line_continues_the_one_above(drawn):
    assert arrows(drawn("client -> lb -> app\n                -> redis\n                -> postgres")) == {
        ("client", "lb"), ("lb", "app"), ("app", "redis"), ("app", "postgres"),
    }  # fmt: skip


def test_branches_drawn_below_a_line(drawn):
    diagram = drawn("POST /x: client -> lb -> api -> mysql\n                         +--> redis\n")
    assert ("api", "redis") in arrows(diagram)
    assert {edge.operation for edge in diagram.edges} == {"POST /x"}


def test_a_drawing_that_runs_downwards(drawn):
    text = "client\n  |\n  v\nload balancer\n  |\n  v\napp server -> cache\n  |\n  v\ndatabase\n"
    assert arrows(drawn(text)) == {
        ("client", "load balancer"), ("load balancer", "app server"), ("app server", "cache"),
        ("app server", "database"),
    }  # fmt: skip


def test_labels_inside_arrows_and_boxes_in_brackets(drawn):
    diagram = drawn("[Browser] --(HTTPS)--> [Web x4] --> [(Postgres)]")
    assert arrows(diagram) == {("Browser", "Web"), ("Web", "Postgres")}
    assert diagram.edges[0].label == "HTTPS"


def test_greater_than_signs_are_arrows_where_all_parts_are_kinds(drawn):
    assert len(drawn("user > gateway > tweet service > mysql").edges) == 3
    assert drawn("29k > KV's 10k > nothing").edges == ()


def test_a_primary_and_its_replica_of_one_name_are_two_boxes(drawn):
    assert arrows(drawn("app -> db(primary) -> db(replica)")) == {("app", "db"), ("db", "db replica")}


def test_a_list_of_components_says_how_many_there_are(drawn):
    diagram = drawn(
        "- LB: nginx, 2 instances\n- API: stateless Go, 6 pods\n\nclient -> LB -> API -> PostDB (Cassandra)"
    )
    assert [(box.name, box.replicas) for box in diagram.boxes[1:3]] == [("LB", 2), ("API", 6)]
    assert diagram.box("PostDB").kind == "widecolumn"


def test_mermaid_shapes_labels_and_subgraphs(drawn):
    diagram = drawn(
        "```mermaid\nflowchart LR\n  C[phone] -->|json| LB --> A[api x4]\n  A --> P[(Postgres primary)]\n"
        "  P -. 1 s .-> R[(replica)]\n  subgraph zone1 [Zone 1]\n  A\n  end\n"
        "  A & C --> S[(object store)]\n  style A fill:#f9f\n```"
    )
    assert arrows(diagram) == {
        ("phone", "LB"), ("LB", "api"), ("api", "Postgres primary"), ("Postgres primary", "replica"),
        ("api", "object store"), ("phone", "object store"),
    }  # fmt: skip
    assert diagram.box("api").replicas == 4
    assert [edge.asynchronous for edge in diagram.edges if edge.target == "replica"] == [True]
    assert diagram.groups[0].name == "Zone 1"


def test_sequence_diagrams_give_their_calls(drawn):
    diagram = drawn(
        "sequenceDiagram\nparticipant A as app\nclient->>A: GET /x\nA->>db: select\ndb-->>A: rows\nA-->>client: 200"
    )
    assert arrows(diagram) == {("client", "app"), ("app", "db")}


def test_d2_containers_are_groups(drawn):
    diagram = drawn(
        "```d2\ndirection: right\nvpc: {\n  app -> db: insert\n}\nclient -> app\ndb: Postgres {shape: cylinder}\n```"
    )
    assert arrows(diagram) == {("app", "db"), ("client", "app")}
    assert diagram.box("db").kind == "sql"
    assert {name for group in diagram.groups for name in group.boxes} == {"app", "db"}


def test_a_half_typed_line_gives_a_hint_and_keeps_the_rest(drawn):
    diagram = drawn("client -> lb -> app\napp -> ")
    assert arrows(diagram) == {("client", "lb"), ("lb", "app")}
    assert "no target yet" in diagram.hints[0].message


def test_spans_point_at_the_names(drawn):
    text = "# Design\n\n- read: **client** → nearest LB → `Redis` (hot)\n"
    for box in drawn(text).boxes:
        assert [text[span.start : span.end] for span in box.spans] == [box.name]


def test_more_than_is_read_is_said(drawn):
    diagram = drawn("\n".join(f"a{i} -> b{i}" for i in range(600)))
    assert len(diagram.boxes) == 500
    assert "left out" in diagram.hints[-1].message


@pytest.mark.parametrize("end", ["29 (blobs missing). repeatable", "1(40 KB). small change", "3 . ; !", "two ."])
def test_a_stop_that_stands_alone_is_no_word(drawn, end):
    names = {box.name for box in drawn(f"client -> api -> {end}").boxes}
    assert {"client", "api"} <= names
    assert all(any(letter.isalnum() for letter in name) for name in names)


PIECES = st.sampled_from(
    ["client", "lb", "app", "データ", "שלום", "->", "~>", "<-", "→", ":", "x12", "*5", "10%", "(", ")", "[", "]",
     "{", "}", ".", ";", "3", "two", "its",
     "|", "`", "```", "\n", "mermaid\nflowchart LR\n", "subgraph", "end", "load GET=", "group g:", "#", "🙂",
     "\u202e", "\x00", " "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_no_text_is_refused(drawn, text):
    diagram = drawn(text)
    names = {box.name for box in diagram.boxes}
    assert all(edge.source in names and edge.target in names for edge in diagram.edges)
    assert all(0 <= span.start <= span.end <= len(text) for box in diagram.boxes for span in box.spans)
