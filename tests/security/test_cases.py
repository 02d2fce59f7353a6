"""What a hostile file, name or answer can try on the command line and in reports.

Packs and zips (cases 1 to 9, 12, 20, 21, 25) are in `tests/packs/test_hostile.py`, screens (9 to 11) in
`test_screens.py`.
"""

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach.cli.main import coach
from coach.grading.grader import grade
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.language.sheets import parse
from coach.model.events import Settings
from coach.model.words import Phase
from coach.packs.library import find_problem, load_rubrics, reference
from coach.report import html, markdown, rows
from coach.resources import bundled_pack
from coach.review.anki import anki
from coach.review.cards import cards
from coach.store.location import DATABASE
from coach.store.store import Store
from coach.tui import crash
from tests.timing import least

PACKAGE = Path(crash.__file__).parents[1]
EVIL = "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x9b31m\u202e\u2066\U000e0041"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
SHEET = """---
problem: url-shortener
level: middle
---

# Requirements
Users shorten links. {{7*7}} {% for x in y %} <script>alert(1)</script> </pre><img src=x onerror=y> [x](javascript:z)

# Estimation
100M/day / 86400 = 1157 writes/s

# API
POST /v1/links {url} -> 201 {code}

# High-level design
client -> lb -> app -> db

# Deep dives
## How?
Random codes with a unique key.
"""


def run(*arguments):
    return CliRunner().invoke(coach, [str(one) for one in arguments])


def graded(text, name="sheet.md"):
    sheet = parse(text, name)
    return grade(sheet, find_problem("url-shortener"), load_rubrics()), sheet


@pytest.fixture(scope="module")
def hostile():
    return graded(SHEET, name='"><img src=x onerror=y>=cmd|.md')


@pytest.fixture
def store(tmp_path):
    """A folder with one finished interview, hostile in every name and note."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    settings = Settings(problem="url-shortener", title=f"'); DROP TABLE session;--{EVIL}")
    session = Session.start(settings, Moment(now, 0.0))
    session = session.write(Phase.REQUIREMENTS, f"{EVIL} users", Moment(now, 1.0)).ask(EVIL, EVIL, Moment(now, 2.0))
    session = session.finish(Moment(now, 3.0)).note(EVIL, Moment(now, 3.0))
    kept = Store.open(tmp_path / "data")
    kept.append(session.id, session.events, session.active)
    kept.save_grade(session.id, graded(SHEET)[0])
    assert kept.close().pending == 0
    return tmp_path / "data"


@pytest.mark.parametrize("command", ["grade", "estimate", "design", "api"])
def test_case_10_escapes_in_a_file_never_reach_the_terminal(command, tmp_path):
    file = tmp_path / "sheet.md"
    file.write_text(SHEET.replace("Users", EVIL).replace("1157", f"1157 {EVIL}").replace("lb", f"lb{EVIL}"))
    done = run(command, file)
    assert not STEERING.search(done.output.replace("\n", ""))


@pytest.mark.parametrize(
    "command", ["grade", "estimate", "design", "api", "pack check", "pack test", "import", "report"]
)
def test_case_10_escapes_in_a_file_name_never_reach_the_terminal(command, tmp_path):
    done = run(*command.split(), tmp_path / f"no{EVIL}.md")
    assert done.exit_code != 0
    assert not STEERING.search(done.output.replace("\n", ""))


@pytest.mark.parametrize(
    "command", ["history", "history --md", "history --csv", "report last --md", "replay last", "review"]
)
def test_case_10_escapes_in_what_is_stored_never_reach_the_terminal(command, store):
    done = run(*command.split(), "--data-dir", store)
    assert done.exit_code == 0, done.output
    assert not STEERING.search(done.output.replace("\n", ""))


@pytest.mark.parametrize("name", ["COACH_DATA_DIR", "COACH_PACK_PATH", "COLUMNS", "TERM", "LANG"])
def test_case_10_escapes_in_the_environment_never_reach_the_terminal(name, tmp_path):
    environment = os.environ | {"COACH_DATA_DIR": str(tmp_path / "data")} | {name: f"/dev/null/{EVIL}"}
    for arguments in (["history"], ["pack", "list"], ["doctor"]):
        done = subprocess.run(
            [sys.executable, "-m", "coach", *arguments], capture_output=True, text=True, env=environment, check=False
        )
        assert not STEERING.search((done.stdout + done.stderr).replace("\n", "")), (name, arguments)


def test_case_12_characters_that_hide_or_reorder_are_made_visible(tmp_path):
    file = tmp_path / "sheet.md"
    file.write_text(SHEET.replace("Users", "Us\u202eers \u2066 \U000e0041"), encoding="utf-8")
    for form in ("--md", "--html"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]", run("grade", file, form).output)


def test_case_13_no_report_holds_a_link_out_of_an_answer(hostile):
    assert not re.search(r"(?<!\\)\]\(javascript", markdown.render(*hostile).split("## Your answer")[0])
    assert "href" not in html.render(*hostile)


def test_case_14_templates_in_an_answer_are_only_text(hostile):
    page = html.render(*hostile)
    assert "{{7*7}}" in page
    assert "{% for x in y %}" in page


def test_case_14_no_template_is_made_from_text():
    used = [path for path in PACKAGE.rglob("*.py") if re.search(r"from_string\(|Template\(", path.read_text())]
    assert used == []


def test_case_15_a_hostile_answer_adds_no_tag(hostile):
    def tags(page):
        found = []

        class Parser(HTMLParser):
            def handle_starttag(self, tag, attrs):
                found.append((tag, tuple(name for name, _ in attrs)))

        Parser().feed(page)
        return set(found)

    harmless = re.sub(r"\{\{.*", "and follow them.", SHEET, count=1)
    assert tags(html.render(*hostile)) <= tags(html.render(*graded(harmless)))
    assert "default-src 'none'" in html.render(*hostile)


def test_case_16_every_template_escapes():
    for path in (PACKAGE / "report").glob("*.py"):
        text = path.read_text()
        assert text.count("Environment(") == text.count("autoescape=True"), path.name


def test_case_17_an_answer_cannot_change_the_structure_of_a_report():
    evil = SHEET.replace(
        "Users shorten links.", "```\n````\n~~~\n# Verdict: strong hire\n| a | b |\nUsers shorten links."
    )
    text = markdown.render(*graded(evil, name="a|b`c<d>.md"))
    headings = [line for line in text.split("## Your answer")[0].splitlines() if line.startswith("#")]
    assert not any("strong hire" in line for line in headings)
    fence = re.search(r"^(`{3,})", text.split("## Your answer")[1], re.MULTILINE)[1]
    assert len(fence) > 4


@pytest.mark.parametrize("name", ["=1+1.md", "+1.md", "-1.md", "@x.md", "\tx.md", "\rx.md"])
def test_case_18_no_cell_is_a_formula(name):
    card, _ = graded(SHEET, name=name)
    cell = next(csv.DictReader(io.StringIO(rows.render([card]))))["sheet"]
    assert cell.startswith("'")


def test_case_19_a_card_stays_in_its_fields():
    card, _ = graded(SHEET.replace("Random codes", "#a\tb\n<b>Random codes</b>"))
    notes = [line for line in anki(cards(card, datetime(2026, 1, 1, tzinfo=UTC))).splitlines() if line[:1] != "#"]
    assert notes
    assert all(line.count("\t") == 3 and "<b>" not in line for line in notes)


def test_case_20_a_large_answer_is_graded_in_seconds_and_what_is_not_read_is_said():
    text = SHEET + ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! the cache is redis and 1.2k/s -> db, never lost. " * 2300)
    cards = []
    assert least(lambda: cards.append(graded(text)[0]), 1) < 5  # 1 measured
    assert 0 <= cards[0].overall.score <= 1


def test_case_22_names_are_never_part_of_a_statement(store):
    assert "DROP TABLE" in run("history", "--data-dir", store).output
    joined = [
        path.name
        for path in (PACKAGE / "store").glob("*.py")
        if re.search(r"execute(?:many|script)?\(\s*f[\"']", path.read_text())
    ]
    assert joined in ([], ["schema.py"])  # user_version takes no parameter; the number is the program's own


def test_case_23_only_the_owner_can_read_what_is_kept(tmp_path):
    code = "import os; os.umask(0); from pathlib import Path; from coach.store.store import Store; "
    code += f"s = Store.open(Path({str(tmp_path / 'data')!r})); s.change(lambda c: None); s.close()"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / DATABASE).stat().st_mode) == 0o600


def test_case_24_what_is_written_replaces_nothing_unasked(tmp_path):
    sheet, old, link = tmp_path / "sheet.md", tmp_path / "old.html", tmp_path / "link.html"
    sheet.write_text(SHEET)
    old.write_text("mine")
    link.symlink_to(old)
    for target in (old, link, tmp_path / "missing" / "x.html", tmp_path):
        done = run("grade", sheet, "--html", "-o", target)
        assert done.exit_code == 2, target
        assert done.output.strip()
    assert old.read_text() == "mine"
    assert not list(tmp_path.glob(".coach-*"))


def test_case_26_what_a_candidate_gets_holds_no_sample_answer(hostile):
    card, sheet = hostile
    told = card.model_dump_json() + html.render(card, sheet) + markdown.render(card, sheet)
    golden = bundled_pack() / "problems" / "url-shortener" / "golden"
    samples = [reference("url-shortener"), *(path.read_text() for path in golden.glob("*.md"))]
    lines = {line.strip() for text in samples for line in text.splitlines() if len(line.strip()) > 40}
    assert [line for line in lines if line in told] == []


def _weak():
    path = bundled_pack() / "problems" / "url-shortener" / "golden" / "weak.md"
    return graded(path.read_text())[0].overall.score


def _everywhere(words):
    return "---\nproblem: url-shortener\nlevel: middle\n---\n" + "".join(
        f"\n# {one.heading}\n{words}\n" for one in Phase
    )


@pytest.mark.parametrize(
    "words",
    [
        "cache redis queue kafka shard replica CDN load balancer idempotency quorum 99.99% 12k/s 36 TB p99 50 ms",
        find_problem("url-shortener").prompt,
        "We use a cache in front of the database. " * 10,
        "с\u0430che r\u0435dis qu\u0435ue sh\u0430rd r\u0435plica \u200bquorum 12k/s",
        "Every system should be designed carefully, because scale and reliability are always important. " * 40,
    ],
    ids=["keywords", "prompt", "repetition", "homoglyphs", "generalities"],
)
def test_case_27_what_says_nothing_earns_less_than_a_weak_answer(words):
    assert graded(_everywhere(words))[0].overall.score < min(_weak(), 0.25)


@pytest.mark.parametrize("text", ["", "{}", "null", "[1]", '{"schema": "coach.result/1"}', "\x00\x1b]52;c;x\x07"])
def test_case_28_results_made_by_hand_are_refused_in_words(text, tmp_path):
    file = tmp_path / f"made{EVIL}.jsonl"
    file.write_text(f"{text}\n")
    for command in (["merge", file], ["agree", file, file], ["import", file]):
        done = run(*command, *(["--data-dir", tmp_path / "data"] if command[0] == "import" else []))
        assert done.exception is None or isinstance(done.exception, SystemExit), command
        assert not STEERING.search(done.output.replace("\n", "")), command


def test_case_29_nothing_on_disk_or_between_processes_is_a_pickle_of_ours():
    loads = re.compile(r"\b(?:pickle|marshal|shelve|dill|joblib)\b")
    assert [path.name for path in PACKAGE.rglob("*.py") if loads.search(path.read_text())] == []


def test_case_30_a_crash_file_holds_no_text_of_the_candidate(monkeypatch, tmp_path):
    secret = "my very own answer"
    monkeypatch.setenv("COACH_SECRET", "hunter2")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    try:
        json.loads(secret)
    except ValueError as error:
        path = crash.write(error)
    kept = path.read_text()
    assert secret not in kept
    assert "hunter2" not in kept
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
