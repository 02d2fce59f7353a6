"""After a bug the candidate reads a sentence, and no word of the answer is in the details."""

from coach.tui import crash, rescuing

SECRET = "my answer: redis in front"


def failing(text):
    raise ValueError(f"cannot read {text}")


def caught():
    try:
        failing(SECRET)
    except ValueError as error:
        return error


def test_the_crash_file_holds_code_lines_and_no_answer(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    details = crash.write(caught()).read_text()
    assert "ValueError" in details
    assert 'raise ValueError(f"cannot read {text}")' in details
    assert SECRET not in details


def test_the_words_say_what_became_of_the_text(tmp_path):
    words = crash.words(caught(), "Your text is saved.", tmp_path / "details.txt")
    assert "Your text is saved." in words
    assert str(tmp_path / "details.txt") in words
    assert SECRET not in words


def test_a_rescue_never_replaces_a_file(tmp_path):
    (tmp_path / "coach-answer-1.md").write_text("older")
    path, news = rescuing.write(SECRET, tmp_path)
    assert path.read_text() == SECRET
    assert path.name == "coach-answer-2.md"
    assert str(path) in news
    assert (tmp_path / "coach-answer-1.md").read_text() == "older"


def test_a_rescue_goes_to_the_next_folder_when_the_first_refuses(tmp_path):
    path, _ = rescuing.write(SECRET, tmp_path / "missing", tmp_path)
    assert path.parent == tmp_path


def test_when_no_folder_takes_it_the_words_say_so(tmp_path):
    path, news = rescuing.write(SECRET, tmp_path / "missing")
    assert path is None
    assert "nowhere" in news


def test_a_rescue_needs_neither_the_folder_it_was_started_in_nor_a_home(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("pathlib.Path.home", homeless)
    path, _ = rescuing.write(SECRET)
    assert path == tmp_path / "coach-answer-1.md"
    assert path.read_text() == SECRET


def homeless():
    raise RuntimeError("Could not determine home directory.")


def test_only_the_owner_can_read_what_was_rescued(tmp_path):
    path, _ = rescuing.write(SECRET, tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
