"""history, replay, export, import and doctor, run as commands."""

import html
import json
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from coach.cli import doctor, export, history, import_, replay, report
from coach.interview.clock import Moment
from coach.interview.session import Session
from coach.model.events import Settings
from coach.model.words import Phase
from coach.packs.library import find_problem
from coach.store.location import DATABASE
from coach.store.store import Store
from tests.timing import least


def at(seconds: int) -> Moment:
    return Moment(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), seconds)


@pytest.fixture
def folder(tmp_path):
    session = Session.start(Settings(problem="url-shortener", title="URL \x1b]52;c;x\x07 shortener"), at(0))
    session = session.write(Phase.REQUIREMENTS, "users can shorten\nand follow", at(20)).ask(
        "how many?", "Ten.", at(25)
    )
    session = session.enter_phase(Phase.API, at(29)).finish(at(30))
    store = Store.open(tmp_path / "kept")
    store.append(session.id, session.events, session.active)
    assert store.close().pending == 0
    return tmp_path / "kept"


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_history_lists_interviews_and_shows_no_escape(folder):
    result = run(history.command, "--data-dir", folder)
    assert result.exit_code == 0
    assert "2026-01-01 00:00" in result.stdout
    assert "not graded" in result.stdout
    assert "\x1b" not in result.stdout


def test_history_as_json_is_an_object_a_line(folder):
    (line,) = run(history.command, "--json", "--data-dir", folder).stdout.splitlines()
    assert json.loads(line)["problem"] == "url-shortener"
    assert run(history.command, "--json", "--problem", "other", "--data-dir", folder).stdout == ""


def test_no_interviews_is_said_with_what_to_do(tmp_path):
    result = run(history.command, "--data-dir", tmp_path / "none")
    assert result.exit_code == 0
    assert "coach practice" in result.stderr


@pytest.mark.parametrize("command", [history.command, export.command])
def test_a_store_that_cannot_be_used_ends_with_3(command):
    result = run(command, "--data-dir", "/dev/null/x")
    assert result.exit_code == 3
    assert "cannot be used" in result.stderr


def test_replay_tells_the_interview_in_words(folder):
    result = run(replay.command, "last", "--data-dir", folder)
    assert result.stdout.splitlines()[1:] == [
        "00:00  — Requirements —",
        "00:20  + users can shorten",
        "00:20  + and follow",
        "00:25  you: how many?",
        "00:25  interviewer: Ten.",
        "00:29  — API —",
        "00:30  (finished)",
    ]
    assert "\x1b" not in result.stdout


def test_replay_of_what_is_not_there_is_a_usage_error(folder):
    result = run(replay.command, "1999", "--data-dir", folder)
    assert result.exit_code == 2
    assert "coach history" in result.stderr


def test_an_export_reads_back_into_an_empty_store_and_only_once(folder, tmp_path):
    file, empty = tmp_path / "all.jsonl", tmp_path / "empty"
    assert run(export.command, "-o", file, "--data-dir", folder).exit_code == 0
    assert "1 interviews new" in run(import_.command, file, "--data-dir", empty).stderr
    assert "0 interviews new" in run(import_.command, file, "--data-dir", empty).stderr
    assert run(export.command, "--data-dir", empty).stdout == file.read_text()


def test_an_export_replaces_no_file_unasked(folder, tmp_path):
    file = tmp_path / "all.jsonl"
    file.write_text("mine")
    assert run(export.command, "-o", file, "--data-dir", folder).exit_code == 2
    assert file.read_text() == "mine"


def test_an_import_with_a_bad_line_ends_with_1_and_names_it(tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_bytes(b"\xff\xfe\n")
    result = run(import_.command, file, "--data-dir", tmp_path / "d")
    assert result.exit_code == 1
    assert "line 1 was left out" in result.stderr


def test_an_import_of_no_file_ends_with_2(tmp_path):
    assert run(import_.command, tmp_path / "none.jsonl", "--data-dir", tmp_path / "d").exit_code == 2


def findings(folder):
    result = run(doctor.command, "--json", "--data-dir", folder)
    said = json.loads(result.stdout)
    assert result.exit_code == (0 if said["ok"] else 1)
    return {finding["name"]: (finding["state"], finding["says"]) for finding in said["findings"]}


def test_the_doctor_finds_a_sound_store_sound(folder):
    found = findings(folder)
    assert found["database"][0] == found["data folder"][0] == found["write-ahead"][0] == "ok"


def test_the_doctor_does_not_make_what_is_not_there(tmp_path):
    found = findings(tmp_path / "none")
    assert found["database"] == ("ok", "none yet; the first interview makes it")
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_sees_a_folder_that_cannot_be_made():
    assert findings("/dev/null/x")["data folder"][0] == "trouble"


def test_the_doctor_sees_a_damaged_file_and_a_later_version(folder):
    path = folder / DATABASE
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "later version" in findings(folder)["database"][1]
    path.write_bytes(path.read_bytes()[:5000])
    assert findings(folder)["database"][0] == "trouble"


def test_the_doctor_sees_a_folder_open_to_others(folder):
    folder.chmod(0o755)
    assert findings(folder)["privacy"][0] == "note"


def test_the_doctor_tries_to_save_and_leaves_nothing_behind(folder):
    found = findings(folder)
    assert found["saving"][0] == found["two windows"][0] == found["clock"][0] == found["rescue"][0] == "ok"
    assert {path.name for path in folder.iterdir()} <= {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"}


def test_the_doctor_sees_a_clock_that_stands_before_the_last_interview(folder):
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("UPDATE session SET started = '2999-01-01T00:00:00Z'")
    connection.commit()
    connection.close()
    assert findings(folder)["clock"][0] == "note"


def test_the_doctor_needs_less_than_two_seconds_of_the_processor(folder):
    assert least(lambda: findings(folder), 2) < 2


def test_the_report_of_an_interview_holds_its_words_and_no_escape(folder):
    page = run(report.command, "last", "--data-dir", folder).stdout
    assert page.startswith("<!doctype html>")
    assert "users can shorten" in page
    assert "\x1b" not in page


def test_the_report_goes_to_a_file_and_replaces_none(folder, tmp_path):
    target = tmp_path / "report.md"
    assert run(report.command, "--md", "-o", target, "--data-dir", folder).exit_code == 0
    kept = target.read_text()
    assert kept.startswith("# URL")
    again = run(report.command, "--md", "-o", target, "--data-dir", folder)
    assert again.exit_code == 2
    assert "--force" in again.output
    assert target.read_text() == kept


def test_a_report_of_no_interview_says_where_they_are_listed(folder):
    result = run(report.command, "nothing", "--data-dir", folder)
    assert result.exit_code == 2
    assert "coach history" in result.output


def test_a_replay_can_be_cut_to_a_phase(folder):
    result = run(replay.command, "last", "--phase", "api", "--data-dir", folder)
    assert "API" in result.output
    assert "users can shorten" not in result.output


def test_a_replay_is_written_as_a_recording(folder, tmp_path):
    file = tmp_path / "held.cast"
    result = run(replay.command, "last", "--asciicast", file, "--data-dir", folder)
    assert result.exit_code == 0
    header, *events = [json.loads(line) for line in file.read_text().splitlines()]
    assert (header["version"], header["width"], header["height"]) == (2, 80, 24)
    times = [at for at, _, _ in events]
    assert times == sorted(times)
    assert all(kind == "o" and "\x1b" not in text for _, kind, text in events)
    assert any("users can shorten" in text for _, _, text in events)
    assert run(replay.command, "last", "--asciicast", file, "--data-dir", folder).exit_code == 2


@pytest.mark.parametrize(
    ("form", "words"), [("--md", "# Interviews"), ("--csv", "day,problem"), ("--html", "<!doctype html>")]
)
def test_history_is_written_as_a_report(folder, tmp_path, form, words):
    file = tmp_path / "history"
    assert run(history.command, form, "-o", file, "--data-dir", folder).exit_code == 0
    assert file.read_text().startswith(words)
    assert run(history.command, form, "-o", file, "--data-dir", folder).exit_code == 2


def test_the_report_of_an_interview_comes_as_data_without_path_or_time_of_day(folder):
    result = run(report.command, "last", "--json", "--data-dir", folder)
    told = json.loads(result.stdout)
    assert told["schema"] == "coach.report/1"
    assert told["grade"]["schema"] == "coach.grade/1"
    assert [one["phase"] for one in told["time"]["phases"]] == [str(phase) for phase in Phase]
    assert str(folder) not in result.stdout
    assert "T00:" not in result.stdout


@pytest.mark.parametrize("form", ["--html", "--md", "--json"])
def test_a_report_tells_the_facts_that_were_never_asked_for_and_what_they_would_have_changed(folder, form):
    fact = next(one for one in find_problem("url-shortener").facts if one.matters)
    page = html.unescape(run(report.command, "last", form, "--data-dir", folder).stdout).replace("\\", "")
    assert fact.id.replace("-", " ") in page
    assert fact.matters in page


def test_the_report_of_an_interview_comes_as_a_row(folder):
    header, row = run(report.command, "last", "--csv", "--data-dir", folder).stdout.splitlines()
    assert header.startswith("sheet,problem,level,overall")
    assert "url-shortener" in row


@pytest.mark.parametrize("name", ["x" * 300, "y" * 5000])
def test_the_doctor_names_a_folder_that_no_system_takes(tmp_path, name):
    assert findings(tmp_path / name)["data folder"][0] == "trouble"
