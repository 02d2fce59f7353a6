"""What stands behind an operation's method and path: payloads, status codes, headers, parameters, who may call.

One pass over the words of the operation keeps track of the side (request or response) and of the last status code, so
that `{long_url, alias?} -> 201 {short_url} | 409 alias taken` falls into place without a fixed grammar.
"""

import re
from dataclasses import field
from itertools import pairwise
from typing import Literal, NamedTuple

from coach.api.lexicon import FIELD_NOUNS, HEADERS, STATUSES, each, singular, words
from coach.api.model import Field, Response
from coach.api.payload import fields_in, group_at
from coach.language.expressions import expression
from coach.model.quick import dataclass
from coach.model.remark import Span

Side = Literal["request", "response", "params"]

MAX_RESPONSES = 30
_NOT_A_STATUS = (
    r"(?!\d|\.\d|%|\s?(?:ms|s|sec|k|m|gb|mb|kb|b|bytes?|items?|posts?|photos?|tweets?|per|rows?|chars?"
    r"|characters?|x|users?|"
    r"req|rps|qps|tps|days?|years?|results?|entries|messages?|urls?|links?|max|at a time|hours?|h|min"
    r"|minutes?|km|times)\b|/(?![1-5]\d\d\b)\w)"
)
_WORD_TOKENS = (
    rf"(?P<header>(?:{HEADERS})\b(?:\s?[:=]\s?(?P<value>[^\s`|;)]+))?)"
    r"|(?P<request>(?:request(?: body)?(?![ _-]?(?:id|key|uuid))|req|body(?!\s*(?:,|and\b|\+))|payload"
    r"|input|takes|accepts"
    r"|sends?|with|form|multipart|passing)\b[*`]*:?)"
    r"|(?P<params>(?:params?|parameters|query(?: params?| string)?|args)\b[*`]*:?)"
    r"|(?P<response>(?:response(?: body)?|resp|res|returns?|returning|answers?|responds?|gives(?: back)?|output"
    r"|repl(?:y|ies)|result|yields|success|gets back|on success)\b[*`]*:?)"
)
_TOKEN = expression(
    rf"{_WORD_TOKENS}"
    r"|(?P<open>[{\[(])"
    r"|(?P<arrow>[-=]+>|→|⇒)"
    rf"|(?P<status>(?<![\w.$=#~<≤≥x×*-])(?<!(?<!\d\d\d)/)(?<!limit )(?<!max )(?<!up to )(?<!first )(?<!last )(?<!top )"
    rf"[1-5]\d\d{_NOT_A_STATUS})"
    r"|(?P<class>\b[45]xx\b)"
    r"|(?P<query>(?<=[\s`(|])\?[A-Za-z_]\w*[^\s`|)]*)",
    re.IGNORECASE,
)
# Where a token may begin. Most words of a line are none, and a look into a set is far cheaper than the pattern.
_START = expression(r"(?<![\w-])[A-Za-z][A-Za-z-]*|\{|\[(?!\])|\((?!opt)|[-=]+>|[→⇒]|[1-5]\d\d|[45]xx|\?[A-Za-z_]")
_OPENERS = frozenset(
    each("""
    request req body payload input takes accepts send sends with form multipart passing param params parameters query
    args response resp res return returns returning answer answers respond responds gives output reply replies result
    yields success gets on vary etag location authorization
    """)
)
_IDEMPOTENT = expression(
    r"idempot\w*(?:-key)?|safe (?:to|for|under) (?:be )?(?:repeat|retr)\w*|repeatable|repeat ?(?:=|is"
    r"|gives|returns)|retry[- ]safe"
    r"|retries (?:are )?safe|twice (?:changes|does|is|has|gives)|no[- ]op (?:if|when|on)|same (?:rid"
    r"|request[ _-]?id|key|hash|url|answer|result)\b"
    r"|(?:client[- ](?:generated|side|supplied|chosen)|request)[ _-](?:request )?(?:id|uuid|key)s?\b"
    r"|\brid\b|de-?dup\w*|dedupe?_key"
    r"|client_(?:token|id|ref)|nonce|upsert",
    re.IGNORECASE,
)
_AUTH = expression(
    r"authorization\b|bearer\b|\bjwt\b|\boauth2?\b|\bauth(?:enticated|entication|ed)?\b(?! code)"
    r"|\bapi[ _-]?key\b|\bx-api-key\b"
    r"|(?:owner|author|admin|creator|member|sender)s?[ -]only|only (?:the |its |by )?(?:the )?(?:owner"
    r"|author|creator)|for the (?:owner|author)"
    r"|log(?:ged)?[ -]?in\b|signed[ -]in|session (?:token|cookie)|\bx-[a-z]+-token\b|(?<![\w_])(?:access"
    r"|user|delete|owner|edit|admin) ?_?token\b"
    r"|(?:from|by|with|in) (?:the )?(?:access |session )?token\b|\bdelete[ _]key\b|\bcookie\b|not yours"
    r"|\bown(?:er)?'?s? (?:links|history)",
    re.IGNORECASE,
)
_IDEMPOTENT_HINTS = (
    "idem", "safe", "repeat", "retry", "retries", "twice", "no-op", "no op", "same", "rid", "request", "client",
    "dedup", "de-dup", "nonce", "upsert",
)  # fmt: skip
_AUTH_HINTS = (
    "auth", "bearer", "jwt", "api", "only", "for the", "log", "sign", "session", "token", "key", "cookie", "not yours",
    "own",
)  # fmt: skip
_TERSE = expression(r"\s*\w+(?:\s*[+&]\s*\w+)+\s*")
_MARKED_OPTIONAL = expression(r"\s*\(opt\w*\)?$", re.IGNORECASE)
_PARAMETER = expression(r"[A-Za-z_][\w.\[\]-]*")
_PUSH_HINTS = ("(sse", "sse)", "server-sent", "server sent", "websocket", "event-stream", " sse ", "web socket")
_HEADER_END = expression(r"\s?[:=]")
_SEPARATORS = expression(r"\s*(?:,|;|\n|\||\+|&|\band\b|\bplus\b|\bor\b)\s*")
_STOP = expression(
    r"[.;|\n—–]|\((?!opt)|\bw/|\bso that\b|\bthat\b|\bwhich\b|\bif\b|\bwhen\b|\bfor\b|\bto\b|\bsaying\b"
    r"|\bon\b|\bfrom\b"
)
_ARTICLE = expression(
    r"^(?:(?:\d+|the|a|an|its|his|their|optional|optionally|new|some|with|both|maybe|just|has|contains"
    r"|json|body|list of|daily)"
    r"\s+)+",
    re.IGNORECASE,
)
_PLAIN = expression(r"^[A-Za-z][\w-]*(?:[ -][A-Za-z][\w-]*){0,2}\??$")
_NOTE = expression(r"[^|,;\n{}\[\]`]{0,80}")


class Stretch(NamedTuple):
    """A piece of an operation's text; a table's cell may say by its column on which side it stands."""

    start: int
    end: int
    side: Side | None = None


@dataclass(slots=True)
class Tail:
    """What was found behind a head; grows while the stretches are read."""

    request: list[Field] = field(default_factory=list)
    params: list[Field] = field(default_factory=list)
    headers: list[Field] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    auth: Span | None = None
    idempotency: Span | None = None
    braced: bool = False
    """Whether the request is a payload in braces and not a list of parameters."""
    pushed: bool = False
    """Whether it is said to be a push channel: SSE, WebSocket."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.request or self.params or self.headers or self.responses)


def read_tail(text: str, stretches: list[Stretch], method: str) -> Tail:
    """Read `stretches` of `text` behind a head with `method`, in order."""
    tail = Tail()
    body = method in {"POST", "PUT", "PATCH"}
    for stretch in stretches:
        _Walk(text, tail, body, first="request" if body or method == "DELETE" else "response").run(stretch)
        low = text[stretch.start : stretch.end].lower()
        tail.pushed = tail.pushed or any(hint in low for hint in _PUSH_HINTS)
        if not tail.idempotency and any(hint in low for hint in _IDEMPOTENT_HINTS):
            tail.idempotency = _span(_IDEMPOTENT, text, stretch)
        if not tail.auth and any(hint in low for hint in _AUTH_HINTS):
            tail.auth = _span(_AUTH, text, stretch)
    tail.responses[:] = tail.responses[:MAX_RESPONSES]
    return tail


def _span(pattern: re.Pattern[str], text: str, stretch: Stretch) -> Span | None:
    """The first match of `pattern` inside `stretch`."""
    match = pattern.search(text, stretch.start, stretch.end)
    return Span(match.start(), match.end()) if match else None


def _tokens(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words and signs of `text[start:end]` that mean something here, in order."""
    found: list[re.Match[str]] = []
    at = start
    for mark in _START.finditer(text, start, end):
        word = mark[0]
        if mark.start() < at or (word[0].isalpha() and "-" not in word and word.lower() not in _OPENERS):
            continue
        token = _TOKEN.match(text, mark.start(), end)
        if token:
            found.append(token)
            at = token.end()
    return found


class _Walk:
    """One pass over a stretch, with the side it is on."""

    def __init__(self, text: str, tail: Tail, body: bool, first: Side) -> None:
        self.text = text
        self.tail = tail
        self.body = body
        self.first = first
        self.answered = bool(tail.responses)

    def run(self, stretch: Stretch) -> None:
        """Read every token of `stretch` and the words between them."""
        self.side: Side = stretch.side or ("response" if self.answered else self.first)
        self.listing = stretch.side is not None
        tokens = _tokens(self.text, stretch.start, stretch.end)
        at = stretch.start
        self._words(at, tokens[0].start() if tokens else stretch.end)
        for index, token in enumerate(tokens):
            if token.start() < at:
                continue
            at = self._token(token, stretch.end)
            if self.listing:
                self._words(at, next((t.start() for t in tokens[index + 1 :] if t.start() >= at), stretch.end))

    def _token(self, token: re.Match[str], end: int) -> int:
        """Take one token in; where to read on."""
        kind = token.lastgroup if token.lastgroup != "value" else "header"
        if kind == "header":
            return self._header(token)
        if kind == "open":
            return self._group(token.start(), end)
        if kind in {"status", "class"}:
            return self._status(token, end)
        if kind == "query":
            self.tail.params += query_fields(self.text, token.start() + 1, token.end())
        elif kind == "arrow" or kind == "response":
            self.side, self.answered, self.listing = "response", True, True
        elif kind == "params":
            if not self.answered or token[0].endswith(":"):
                self.side, self.listing = "params", True
        elif kind == "request":
            strong = token[0].lower().startswith("req") or (token[0].endswith(":") and self._opens_line(token.start()))
            if strong or not self.answered:
                self.side, self.listing = "request" if self.body or strong else "params", True
        return token.end()

    def _opens_line(self, at: int) -> bool:
        return not self.text[self.text.rfind("\n", 0, at) + 1 : at].strip(" \t-*•+`>|_")

    def _header(self, token: re.Match[str]) -> int:
        name = _HEADER_END.split(token[0], maxsplit=1)[0]
        end = token.start() + len(name)
        value = token["value"] or ""
        if value[:1] in "{[(":
            value = ""
        if all(known.name.lower() != name.lower() for known in self.tail.headers):
            self.tail.headers.append(Field(name, token.start(), end, kind=value.rstrip(".,")))
        self.listing = False
        return token.end() if value else end

    def _status(self, token: re.Match[str], end: int) -> int:
        code = None if token["class"] else int(token[0])
        if code is not None and code not in STATUSES:
            return token.end()
        note = _NOTE.match(self.text, token.end(), end)
        words_beside = note[0].strip(" -–—:.=>→(/") if note else ""
        self.tail.responses.append(
            Response(code, token.start(), token.end(), note=(token[0] + " " if code is None else "") + words_beside)
        )
        self.side, self.answered, self.listing = (
            "response",
            True,
            code is not None and code < 300 and code not in {204, 205},
        )
        return token.end()

    def _group(self, start: int, end: int) -> int:
        opener = self.text[start]
        group = group_at(self.text, start, end)
        if opener == "(":
            return self._round(start, group.end)
        inner = fields_in(self.text, start + 1, max(start + 1, group.end - 1))
        side = self.side
        if side == "request" and not self.answered and _handed_out(inner):
            side = "response"
        if side == "response":
            self._answer(start, group.end, inner, many=opener == "[")
        elif opener == "{":
            self.tail.request += inner
            self.tail.braced = True
        else:
            (self.tail.request if side == "request" else self.tail.params).extend(inner)
        self.listing = False
        return group.end

    def _round(self, start: int, end: int) -> int:
        """A parenthesis: fields when it lists names before any answer, otherwise read on inside it."""
        inside = self.text[start + 1 : end - 1]
        if self.answered or (self.side == "response" and not self.tail.responses and self.body):
            return start + 1
        label, colon, listed = inside.partition(":")
        offset = start + 1 + (len(label) + 1 if colon and " " not in label.strip() else 0)
        listed = self.text[offset : end - 1]
        items = [item.strip(" `") for item in listed.split(",")]
        if len(items) >= 1 and all(_is_field(item) for item in items):
            found = fields_in(self.text, offset, end - 1)
            (self.tail.request if self.body else self.tail.params).extend(found)
            return end
        return start + 1

    def _answer(self, start: int, end: int, inner: tuple[Field, ...], *, many: bool) -> None:
        """Attach a payload to the last answer without one, or make it an answer of its own."""
        last = self.tail.responses[-1] if self.tail.responses else None
        if last and not last.fields and (last.status is None or last.status < 400 or end - last.end < 60):
            self.tail.responses[-1] = Response(last.status, last.start, end, inner, many, last.note)
        else:
            self.tail.responses.append(Response(None, start, end, inner, many))

    def _words(self, start: int, end: int) -> None:
        """The words between two tokens: names of fields where a list of them is expected."""
        if not self.listing or not self.text[start:end].strip(" ,|;`:\n"):
            return
        stop = _STOP.search(self.text, start, end)
        until = stop.start() if stop else end
        found = tuple(_listed(self.text, start, until))
        if not found:
            return
        if self.side == "request":
            self.tail.request += found
        elif self.side == "params":
            self.tail.params += found
        else:
            last = self.tail.responses[-1] if self.tail.responses else None
            if last and (last.status is None or last.status < 400):
                self.tail.responses[-1] = Response(
                    last.status, last.start, max(last.end, until), (*last.fields, *found), last.many, last.note
                )
            else:
                self.tail.responses.append(Response(None, found[0].start, found[-1].end, found))


def query_fields(text: str, start: int, end: int) -> list[Field]:
    """The parameters of a query string `a=&b=20` that stands at `text[start:end]`."""
    found: list[Field] = []
    edges = [start - 1, *(at for at in range(start, end) if text[at] == "&"), end]
    for left, right in pairwise(edges):
        name, equals, value = text[left + 1 : right].partition("=")
        cleaned = _PARAMETER.match(name)
        if cleaned:
            found.append(
                Field(
                    cleaned[0],
                    left + 1,
                    left + 1 + cleaned.end(),
                    name.endswith("?"),
                    value.strip(".") if equals else "",
                )
            )
    return found[:40]


def _handed_out(fields: tuple[Field, ...]) -> bool:
    """Whether a first payload can only be an answer: it holds a URL to send bytes to."""
    names = {"_".join(words(item.name)) for item in fields}
    return any(name.startswith(("put_url", "upload_url", "signed_url", "presigned", "pre_signed")) for name in names)


def _is_field(item: str) -> bool:
    """Whether one item of a list reads as the name of a field."""
    return bool(
        re.fullmatch(
            r"[A-Za-z_][\w.-]*\??(?:\s*[:=]\s*[\w\"'.\[\]!]+)?(?: (?:optional|string|int|text|bool|file))?", item
        )
    ) and ("_" in item or "?" in item or ":" in item or singular(words(item)[-1] if words(item) else "") in FIELD_NOUNS)


def _listed(text: str, start: int, end: int) -> list[Field]:
    """Fields named in prose between `start` and `end`: "body, lifetime and visibility"."""
    found: list[Field] = []
    at = start
    terse = _TERSE.fullmatch(text, start, end) is not None
    for separator in [*_SEPARATORS.finditer(text, start, end), None]:
        stop = separator.start() if separator else end
        raw = text[at:stop]
        cleaned = raw.strip(" `*:\"'=\t")
        marked = _MARKED_OPTIONAL.search(cleaned)
        cleaned = cleaned[: marked.start()].rstrip(" `*") if marked else cleaned
        lead = _ARTICLE.match(cleaned)
        name = (cleaned[lead.end() :] if lead else cleaned).removesuffix("[]")
        if name and _PLAIN.match(name) and (_names_a_field(name) or (terse and name.islower())):
            begin = at + raw.index(name)
            bare = name.rstrip("?")
            optional = name.endswith("?") or bool(marked) or bool(lead and "optional" in lead[0].lower())
            found.append(Field(bare, begin, begin + len(bare), optional))
        at = separator.end() if separator else end
    return found[:30]


def _names_a_field(name: str) -> bool:
    """Whether prose uses `name` for a field: an identifier, or a noun that fields are named by."""
    if "_" in name or (name[0].islower() and any(char.isupper() for char in name)):
        return True
    parts = words(name)
    if parts and parts[0] in {"no", "not", "ok", "created", "accepted", "found"}:
        return False
    return bool(parts) and (parts[-1] in FIELD_NOUNS or singular(parts[-1]) in FIELD_NOUNS)
