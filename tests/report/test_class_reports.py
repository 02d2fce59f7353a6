"""The reports of a class: every form tells the same, and no name of a sheet becomes markup."""

import csv
import io
import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from coach.model.words import Level, Phase, Verdict
from coach.report import class_data, class_html, class_markdown, class_text
from coach.report.class_summary import Titles, summary_of
from coach.report.items import FEWEST
from coach.report.results import Result, line_of

HOSTILE = '"><img src=x onerror=alert(1)><script>x</script>{{7*7}}|`*\x1b[2J.md'
TITLES = Titles({("", Phase.API, "pages"): "Pages long lists", ("url", Phase.API, "limits"): "Puts limits"})


def results(count: int, problem: str = "url") -> list[Result]:
    chance = random.Random(3)
    made = []
    for at in range(count):
        skill = chance.random()
        won = {name: round(min(1.0, max(0.0, chance.gauss(skill, 0.2))), 3) for name in ("pages", "limits", "own")}
        made.append(
            Result(
                f"s{at:03}.md", "k", "g", problem=problem, level=Level.MIDDLE, score=round(skill, 3),
                verdict=Verdict.HIRE, phases={Phase.API: round(skill, 3)}, errors=at % 3,
                credits={Phase.API: {**won, "never": 0.0}},
            )
        )  # fmt: skip
    return made


def page(found: list[Result]) -> str:
    return "".join(class_html.render(summary_of(found), found, TITLES))


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, _):
        self.seen.append(tag)
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def tags(text: str) -> list[str]:
    parser = Tags()
    parser.feed(text)
    assert not parser.open
    return parser.seen


def test_the_page_names_titles_figures_and_every_sheet():
    found = results(30)
    text = page(found)
    assert "Pages long lists" in text
    assert "Puts limits" in text
    assert "Nobody met (1 of 4 criteria)" in text
    assert all(one.sheet in text for one in found)
    item = summary_of(found).groups[0].items[Phase.API, "pages"]
    assert f"{item.difficulty:.2f}" in text
    assert f"{item.discrimination:.2f}" in text


def test_below_twenty_sheets_no_figure_is_given():
    for text in (page(results(FEWEST - 1)), "".join(_markdown(results(FEWEST - 1)))):
        assert f"Fewer than {FEWEST} sheets are too few for a number" in text
        assert not re.search(r"\b0\.\d\d\b(?!rem)", text.split("</style>")[-1].split("Criteria, the hardest")[1])


def test_each_chart_has_a_name_and_a_table():
    text = page(results(30) + results(5, problem="other"))
    charts = re.findall(r'<svg role="img" aria-labelledby="([^"]+)"', text)
    assert len(charts) == 3
    for ids in charts:
        for one in ids.split():
            assert text.count(f'id="{one}"') == 1
    assert text.count("The same as a table") == len(charts)


def test_the_page_asks_for_nothing_and_runs_nothing():
    text = page(results(30))
    assert "default-src 'none'; style-src 'sha256-" in text
    assert "style=" not in text
    assert not re.search(r"(?:src|href|url)\s*[=(]", text)


@pytest.mark.parametrize("error", ["", "not UTF-8 " + HOSTILE])
def test_a_hostile_name_adds_no_tag(error):
    plain, hostile = results(30), results(30)
    fields = {"sheet": HOSTILE, "key": "k", "grader": "g"}
    hostile[0] = Result(**fields, error=error) if error else Result(**fields, problem=HOSTILE, score=0.1)
    plain[0] = Result("x", "k", "g", error=error and "x") if error else Result("x", "k", "g", problem="!x", score=0.1)
    assert tags(page(hostile)) == tags(page(plain))
    assert "\x1b" not in page(hostile)
    for made in (_markdown(hostile), _text(hostile), class_data.csv_rows(hostile)):
        assert "\x1b" not in "".join(made)


def test_markdown_keeps_its_tables():
    found = results(30)
    found[3] = Result("a|b*c.md", "k", "g", error="it | is bad")
    rows = [line for line in "".join(_markdown(found)).splitlines() if line.startswith("|")]
    table = rows[[row.startswith("| sheet |") for row in rows].index(True) :]
    assert len(table) == len(found) + 2
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table}) == 1


def test_csv_has_one_row_a_sheet_that_a_spreadsheet_does_not_compute():
    found = [*results(3), Result("=1+1.md", "k", "g", error="bad")]
    rows = list(csv.reader(io.StringIO("".join(class_data.csv_rows(found)))))
    assert len(rows) == 5
    assert len({len(row) for row in rows}) == 1
    assert rows[-1][0] == "'=1+1.md"
    assert rows[-1][4] == "bad"


def test_json_holds_rows_and_figures():
    found = [*results(25), Result("bad.md", "", "", error="bad")]
    made = json.loads("".join(class_data.json_object(summary_of(found), found, TITLES)))
    assert (made["sheets"], made["unreadable"], len(made["rows"])) == (26, 1, 26)
    criteria = {one["id"]: one for one in made["groups"][0]["criteria"]}
    assert criteria["pages"]["statement"] == "Pages long lists"
    assert criteria["never"]["met"] == 0
    assert criteria["never"]["discrimination"] is None
    assert -1 <= criteria["pages"]["discrimination"] <= 1


def test_text_stays_within_its_width_and_names_every_sheet():
    found = [*results(25), Result("bad.md", "", "", error="bad " * 40)]
    lines = "".join(_text(found)).splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(".md" in line for line in lines) == 26


def test_an_empty_class_can_be_told():
    for made in (page([]), "".join(_markdown([])), "".join(_text([]))):
        assert "0 sheets" in made.replace("<b>0</b>", "0")


def test_the_middle_and_the_spread():
    summary = summary_of(
        [Result("a", "k", "g", score=0.1), Result("b", "k", "g", score=0.2), Result("c", "k", "g", score=1.0)]
    )
    assert summary.scores.median == 0.2
    summary.add(Result("d", "k", "g", score=0.3))
    assert summary.scores.median == 0.25
    summary = summary_of([*(Result(name, "k", "g", score=score) for name, score in zip("abc", (0.1, 0.2, 1.0)))])
    assert summary.scores.mean == pytest.approx(1.3 / 3)
    assert summary.scores.bins() == [0, 1, 1, 0, 0, 0, 0, 0, 0, 1]


def _markdown(found):
    return class_markdown.render(summary_of(found), found, TITLES)


def _text(found):
    return class_text.render(summary_of(found), found, TITLES)


def test_json_and_results_keep_their_schemas():
    schemas = Path(__file__).resolve().parents[2] / "docs" / "schemas"
    found = [*results(25), Result("bad.md", "", "", error="bad")]
    for name, texts in {
        "class-1": ["".join(class_data.json_object(summary_of(found), found, TITLES))],
        "result-1": [line_of(result) for result in found],
    }.items():
        schema = json.loads((schemas / f"{name}.schema.json").read_text(encoding="utf-8"))
        for text in texts:
            jsonschema.validate(json.loads(text), schema)
