"""From characters to tokens: how people type numbers, operators and relations.

One line in, tokens with offsets into that line out. Decoration (bullets, bold, back-ticks, LaTeX) gives no token.
A token never spans a line, and every token's text stands at its offsets.
"""

import re
from typing import NamedTuple

from coach.estimation.patterns import pattern

LONGEST_LINE = 2000
"""Characters of a line that are read; what lies behind them is left unread, and a remark says so."""


class Token(NamedTuple):
    """A piece of a line."""

    kind: str
    """num, word, op (+ - * /), pow, lp, rp, eq, about, follows, cmp, cur, pct, colon, comma, semi, stop, cell or
    other."""
    text: str
    """Normalised: `*` for every sign of multiplication, `/` for division."""
    start: int
    end: int
    spaced: bool
    """Whether blank space (or a line's start) is before it."""
    value: float = 0.0
    """Of a number, without suffix and unit."""


_TOKEN = pattern(
    r"""
    (?P<space>[\s\u00a0\u2009\u202f\u200b\ufeff]+)
  | (?P<plain>[A-Za-z]{2,}(?![\w./'’]))  # most words, before the rarer shapes are tried
  | (?P<video>(?:240|360|480|720|1080|1440|2160)[pi]\b)
  | (?P<whole>\d+(?![\d.,_'’eE\u00a0\u2009\u202f]|\ \d))  # most numbers
  | (?P<num>(?:
        \d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?
      | \d{1,3}(?:_\d{3})+(?:\.\d+)?
      | \d{1,3}(?:['’]\d{3})+(?:\.\d+)?
      | \d{1,2}(?:,\d{2})+,\d{3}(?!\d)
      | \d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)
      | \d{1,3}(?:\ \d00)+(?![\d.,])
      | (?:(?<=[=~≈/*×+→>]\ )|(?<=[=~≈/*×+]))\d{1,3}(?:\ \d{3})+(?![\d.,-]|\ ?[x×*]\ ?\d)  # behind a sign only
      | \d{1,3}(?:\.\d{3}){2,}(?!\d)
      | \d+,\d{1,2}(?![\d,.])
      | \d+(?:\.\d+)?(?!\.?\d)
      | \d+
      | (?<![\w.])\.\d+
      )(?:[eE][+-]?\d{1,4}(?![\w.]*[A-Za-z]))?)
  | (?P<latex>\\(?:d?frac|times|cdot|approx|sim|simeq|div|rightarrow|Rightarrow|implies|to|text|mathrm|left|right|
        space|quad|qquad|,|;|!|%|\$|\(|\)|\[|\]|\ |_))
  | (?P<follows>-{1,2}>|={1,2}>|→|⇒|⟹|⟶|➜|➔|⇨|>>)
  | (?P<about>~=|=~|~~|≈|≃|≅|∼|~|≒)
  | (?P<cmp><=|>=|≤|≥|<|>)
  | (?P<eq>:=|===?|=|≡)
  | (?P<pow>\*\*(?=\s?[\d({-])|\^)
  | (?P<bold>\*\*|__|`+)
  | (?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)
  | (?P<times>[*×·⋅∙✕✖⨯∗]|[xX](?=\d)(?!86\b|64\b))
  | (?P<div>[÷]|/)
  | (?P<plus>\+)
  | (?P<minus>[-–−—])
  | (?P<abbr>\bp\.\s?[dhmas]\.?(?!\w)|\bi\.e\.|\be\.g\.|\bca\.|\bapprox\.|\bw/o?(?=[\s\d])|\bb/w\b)
  | (?P<model>[a-z]\d{1,2}[a-z]{0,4}\.(?:\d{1,2})?[a-z]+\b)  # r5.4xlarge
  | (?P<word>[^\W\d_](?:[^\W_]|['’_](?=[^\W_]))*)
  | (?P<cur>[$€£])
  | (?P<pct>%|‰)
  | (?P<colon>:)
  | (?P<comma>,|、)
  | (?P<semi>;)
  | (?P<lp>[(\[{])
  | (?P<rp>[)\]}])
  | (?P<cell>\||│)
  | (?P<stop>[.!?…])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MANY = frozenset({"thousand", "million", "billion", "trillion"})
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_BULLET = pattern(r"[\s>]*(?:(?:[-*+•◦‣–]|\d{1,2}[.)]|[├└│─┬┌]+)\s+|[├└│─]+\s*)*(?:\[[ xX]\]\s+)?(?:\#{1,6}\s+)?")
_LATEX = {
    "times": ("op", "*"),
    "cdot": ("op", "*"),
    "div": ("op", "/"),
    "approx": ("about", "≈"),
    "sim": ("about", "≈"),
    "simeq": ("about", "≈"),
    "rightarrow": ("follows", "→"),
    "Rightarrow": ("follows", "→"),
    "implies": ("follows", "→"),
    "to": ("follows", "→"),
    "%": ("pct", "%"),
    "$": ("cur", "$"),
}
_MATH = pattern(r"\\[A-Za-z]|\$[^$\d\s:][^$]*\$(?![\d.])|\$[^$]*[^$\s]\$(?![\d.])")
_PLAIN = {
    "times": ("op", "*"),
    "div": ("op", "/"),
    "plus": ("op", "+"),
    "minus": ("op", "-"),
    "pow": ("pow", "^"),
    "abbr": ("word", ""),
    "video": ("word", ""),
}
_UNREADABLE = pattern(
    r"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+[/{\w]|HTTP/|://|\b\d{4}-\d\d-\d\d|\b\d{1,3}(?:\.\d{1,3}){3}\b|"
    r"\b(?:CREATE TABLE|SELECT|INSERT INTO|PRIMARY KEY|VARCHAR|BIGINT)\b"
)


_made = tuple.__new__
"""Makes a token in half the time that calling its class takes."""


def tokens_of(line: str) -> list[Token]:
    """The tokens of `line`, at most `LONGEST_LINE` characters of it; offsets count from the line's start."""
    if len(line) > LONGEST_LINE:
        line = line[:LONGEST_LINE]
    lead = _BULLET().match(line)
    at = lead.end() if lead else 0
    out: list[Token] = []
    spaced = True
    latex = "\\" in line or "$" in line
    latex = latex and _MATH().search(line) is not None
    closing: list[str] = []
    for match in _TOKEN().finditer(line, at):
        kind = match.lastgroup or "other"
        if kind == "space":
            spaced = True
            continue
        start, end = match.span()
        text = match.group()
        if kind == "plain":
            if out and text.lower() in _MANY and out[-1].text.lower() == "a":
                _one_in_words(out)
            out.append(_made(Token, ("word", text, start, end, spaced, 0.0)))
        elif kind == "whole":
            out.append(_made(Token, ("num", text, start, end, spaced, float(text))))
        elif kind == "num":
            out.append(Token("num", text, start, end, spaced, _number(text)))
        elif kind == "bold":
            continue
        elif kind == "latex":
            _latex(text, start, end, spaced, out, closing, line)
        elif kind == "super":
            out.append(Token("pow", "^", start, start, False))
            out.append(Token("num", text, start, end, False, _number(text.translate(_SUPER))))
        elif closing and kind == "rp" and text == "}":
            _close(start, end, out, closing, line)
        elif kind == "lp" and text == "{" and latex:
            closing.append("group")
            out.append(Token("lp", "(", start, end, spaced))
        elif kind == "cur" and latex:
            spaced = True
            continue
        elif kind in _PLAIN:
            new, shown = _PLAIN[kind]
            out.append(Token(new, shown or text.lower().replace(" ", ""), start, end, spaced))
        elif kind == "model":
            out.append(Token("word", text, start, end, spaced))
        elif kind == "stop" and text == "." and end < len(line) and not line[end].isspace():
            out.append(Token("other", text, start, end, spaced))
        else:
            out.append(Token(kind, text, start, end, spaced))
        spaced = False
    return out


def _one_in_words(out: list[Token]) -> None:
    """Take the last word for a number: the "a" of "a million" is 1, of "half a million" 0.5."""
    article = out.pop()
    half = bool(out) and out[-1].text.lower() == "half"
    first = out.pop() if half else article
    out.append(article._replace(kind="num", value=0.5 if half else 1.0, start=first.start, spaced=first.spaced))


def is_code(line: str) -> bool:
    """Whether `line` is an endpoint, an address, a date or a statement of a language: nothing to compute."""
    return _UNREADABLE().search(line) is not None


def content_start(line: str) -> int:
    """Where the words of `line` begin, behind bullets and blank space."""
    lead = _BULLET().match(line)
    return lead.end() if lead else 0


def _number(text: str) -> float:
    text = text.replace("_", "").replace("’", "").replace("'", "").replace(" ", "")
    text = text.replace("\u00a0", "").replace("\u2009", "").replace("\u202f", "")
    if "," in text:
        head, _, tail = text.partition(",")
        decimal = "," not in tail and "." not in tail and len(re.split("[eE]", tail)[0]) in (1, 2)
        text = f"{head}.{tail}" if decimal else text.replace(",", "")
    if text.count(".") > 1:
        text = text.replace(".", "")
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _latex(text: str, start: int, end: int, spaced: bool, out: list[Token], closing: list[str], line: str) -> None:
    name = text[1:]
    if name in _LATEX:
        kind, shown = _LATEX[name]
        out.append(Token(kind, shown, start, end, spaced))
    elif name in ("frac", "dfrac") and line[end : end + 1] == "{":
        closing.append("frac")
        out.append(Token("lp", "(", start, end, spaced))
    elif name in ("text", "mathrm"):
        closing.append("text")


def _close(start: int, end: int, out: list[Token], closing: list[str], line: str) -> None:
    top = closing.pop()
    out.append(Token("rp", ")", start, end, False))
    if top == "group" and closing:
        if closing[-1] == "frac" and line[end : end + 1] == "{":
            closing[-1] = "denominator"
            out.append(Token("op", "/", start, end, False))
        elif closing[-1] == "denominator":
            closing.pop()
            out.append(Token("rp", ")", start, end, False))
        elif closing[-1] == "text":
            closing.pop()
