"""The page stands alone: no script, no request, and nothing in an answer or a name becomes markup."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from coach.language.sheets import parse
from coach.report import html
from coach.report.summary import Own


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, tuple(sorted(name for name, _ in attrs))))


def tags(page):
    parser = Tags()
    parser.feed(page)
    return parser.seen


HOSTILE = '"><img src=x onerror=alert(1)></pre><script>x</script>{{7*7}}{% for a in b %}\x1b[2J'


def test_the_verdict_stands_before_the_gains_and_the_gains_before_the_criteria(scorecard, sheet):
    page = html.render(scorecard, sheet)
    assert page.index("lean no hire") < page.index("What would gain most") < page.index("Operations are named as verbs")


def test_quotes_sources_and_sums_are_shown(scorecard, sheet):
    page = html.render(scorecard, sheet)
    assert "<blockquote>users can shorten a link</blockquote>" in page
    assert "playbook 1" in page
    assert "1,157 per second, not 12,000: one zero." in page
    assert "How many seconds?" in page


def test_the_answer_is_there_with_its_highlights(scorecard, sheet):
    page = html.render(scorecard, sheet)
    assert '<mark class="error" title="1,157 per second, not 12,000: one zero.">= 12k/s</mark>' in page


def test_the_policy_allows_only_the_pages_own_style(scorecard, sheet):
    page = html.render(scorecard, sheet)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    style = re.search(r"<style>(.*?)</style>", page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert digest in policy.replace("&#43;", "+")
    assert "style=" not in page


def test_no_script_and_no_address_outside_the_page(scorecard, sheet):
    page = html.render(scorecard, sheet)
    assert "<script" not in page
    assert not re.search(r"(?:src|href|url)\s*[=(]", page)


def test_a_hostile_answer_and_name_add_no_tag(scorecard, sheet):
    plain = html.render(scorecard, sheet, title="x")
    bad = parse(sheet.text + HOSTILE, "a.md")
    card = scorecard.model_copy(update={"sheet": HOSTILE, "problem": HOSTILE})
    page = html.render(card, bad, title=HOSTILE, own=Own(next_time=HOSTILE, predicted=0.5))
    assert [tag for tag, _ in tags(page) if tag in ("script", "img")] == []
    assert len(tags(page)) == len(tags(html.render(scorecard, sheet, title="x", own=Own(next_time="y", predicted=0.5))))
    assert len(tags(plain)) < len(tags(page))
    assert "{{7*7}}" in page
    assert "\x1b" not in page


def test_the_candidates_own_grades_stand_beside_the_coachs(scorecard, sheet):
    page = html.render(scorecard, sheet, own=Own(predicted=0.72, grades={"verbs": 1.0}))
    assert "You expected 72: +20 against the coach." in page
    assert "credit 100 · you 100" in page


def test_the_same_scorecard_gives_the_same_bytes(scorecard, sheet):
    assert html.render(scorecard, sheet) == html.render(scorecard, sheet)


def test_no_template_is_made_from_text():
    sources = Path(html.__file__).parents[1].rglob("*.py")
    assert not [path for path in sources if "from_string" in path.read_text() or "Template(" in path.read_text()]


def test_both_grades_stand_on_one_line_with_a_table_behind_it(scorecard, sheet):
    first = scorecard.phases[0].criteria[0]
    page = html.render(scorecard, sheet, own=Own(grades={first.id: 0.0}, overruled={first.id: "I said <so>"}))
    assert "You and the coach" in page
    assert page.count('class="own"') == 1
    assert "Overruled: I said &lt;so&gt;." in page


def test_without_grades_or_a_clock_there_is_no_chart_of_them(scorecard, sheet):
    page = html.render(scorecard, sheet)
    assert "You and the coach" not in page
    assert "Your time" not in page
