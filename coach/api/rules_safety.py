"""Rules about who may do what and what leaks: identity, secrets, guessable ids, private things in public."""

import re
from collections.abc import Iterator

from coach.api.lexicon import each, words
from coach.api.model import Field, Operation, flat
from coach.api.rule import API, GATEWAY, PASTEBIN_DATA, PASTEBIN_DESIGN, UPLOAD, Case, Finding, Rule, rfc
from coach.language.wording import wording
from coach.model.words import Severity

_IDENTITY = frozenset(
    each("""
    user_id userid user uid author_id author owner_id owner sender_id sender account_id customer_id follower_id
    follower liker_id poster_id creator_id from_user from_user_id username member_id
    """)
)
_TARGET = frozenset(["followee_id", "followee", "target_id", "target_user_id", "to_user", "recipient_id"])
_CALLER_KNOWN = (
    r"(?:caller|user(?:[ _]?id)?|identity|author|owner|sender|who)\b[^.\n]{0,50}\b(?:from|by|via|in|="
    r"|out of|taken|comes?)\b[^.\n]{0,30}\b(?:token|session|jwt|cookie|auth|header|it)\b"
    r"|caller ?= ?token|user (?:is )?from (?:the )?(?:token|session)"
)
_SECRETS = wording(
    r"^(?:pass(?:word|wd)?|pwd|secret|api_?key|apikey|access_?token|auth_?token|session(?:_?id)?|jwt"
    r"|bearer|pin|ssn|card(?:_?number)?|cvv|credentials?|private_?key)$",
    re.IGNORECASE,
)
_MEDIA = wording(r"photo|image|picture|video|media|file|attachment|upload|avatar|clip|document", re.IGNORECASE)
_BYTES = wording(r"multipart|binary|base64|octet-stream|form-data|raw bytes|image bytes|file bytes", re.IGNORECASE)
_SIGNED = (
    r"pre-?signed|signed (?:s3 |upload |put )?ur[li]|put_?url|upload_?url|straight to|direct(?:ly)? to"
    r"|to (?:the )?object stor|to s3|resumable|tus\b|via s3|chunk"
)
_PRIVATE = r"\bprivate|unlisted|secret|only (?:who|people|those|approved)|visibility|restricted|confidential|invite"
_SEQUENCE = wording(
    r"auto[_ -]?increment|\b(?:big)?serial\b|\bidentity\s*\(|sequential(?:ly)?|\bsequence\b|base ?(?:62|58"
    r"|36)\s*\(\s*(?:id|seq|counter|n|row)|base ?(?:62|58|36) of (?:the )?(?:\w+ )?(?:id|counter|sequence"
    r"|number)|\bcounter\b[^.\n]{0,30}base ?62",
    re.IGNORECASE,
)


def _identity_in_input(case: Case) -> Iterator[Finding]:
    if case.says(_CALLER_KNOWN):
        return
    for operation in case.calls:
        if not operation.writes:
            continue
        given = [*operation.query_params, *operation.request]
        if any(
            re.search(r"api_?key|token|session|auth", item.name, re.IGNORECASE) for item in (*given, *operation.headers)
        ) or (operation.auth and operation.style != "rest"):
            continue
        for item in given:
            if _is_identity(item, operation):
                yield _with_place(operation, item)
                break


def _is_identity(item: Field, operation: Operation) -> bool:
    name = "_".join(words(item.name))
    if name not in _IDENTITY:
        return False
    return not (
        name in {"user", "username", "user_id", "author", "owner"}
        and re.search(
            r"/(?:users?|login|signup|register|accounts?|sessions?|follow\w*|friend\w*|members?|invites?)$",
            operation.path,
        )
        and len(operation.request) <= 3
        and name not in _TARGET
        and "follow" not in operation.path
    )


def _with_place(operation: Operation, item: Field) -> Finding:
    if item.start < operation.head_end:
        return Finding(operation.start, operation.head_end)
    return Finding(item.start, item.end)


def _secret_in_url(case: Case) -> Iterator[Finding]:
    for operation in case.calls:
        if operation.style not in {"rest", "stream"}:
            continue
        for item in (*operation.path_params, *operation.query_params):
            in_address = item.start < operation.head_end or "?" in case.text[max(0, item.start - 60) : item.start]
            if (
                in_address
                and _SECRETS.match(item.name)
                and not (
                    item in operation.path_params
                    and item.name.lower() in {"secret", "session", "session_id", "sessionid"}
                )
            ):
                yield Finding(item.start, item.end)


def _bytes_through_app(case: Case) -> Iterator[Finding]:
    if case.says(_SIGNED):
        return
    for operation in case.calls:
        if (
            not operation.writes
            or operation.method not in {"POST", "PUT", "PATCH"}
            or not _MEDIA.search(operation.path + operation.name)
        ):
            continue
        fields = list(flat(operation.request))
        heavy = [
            item
            for item in fields
            if re.fullmatch(
                r"file|image|photo|video|picture|media|binary|bytes|blob|data|image_?data|photo_?data|content"
                r"|attachment|clip",
                item.name,
                re.IGNORECASE,
            )
        ]
        if heavy or _BYTES.search(case.of(operation)):
            yield case.head(operation)


def _walkable(case: Case) -> Iterator[Finding]:
    """Ids in sequence on things that only the link protects."""
    secret = (
        case.asks(_PRIVATE)
        or case.says(_PRIVATE)
        or case.asks(r"not (?:be )?(?:guess|walk|enumer|predict)|unguessable|hard to guess")
    )
    if not secret or case.says(
        r"random|shuffle|permut|feistel|hashids|sqids|encrypt|uuid|snowflake is fine|not (?:walkable"
        r"|guessable)|unguessable"
    ):
        return
    places = [sentence for sentence in case.sentences if _SEQUENCE.search(sentence.text)]
    public = [
        sentence
        for sentence in places
        if re.search(r"base ?\d\d|public|url|link|short|code|id is|ids are", sentence.text, re.IGNORECASE)
    ]
    for sentence in (public or places)[:2]:
        yield Finding(sentence.start, sentence.end)


def _id_space(case: Case) -> Iterator[Finding]:
    """A claim about the number of possible ids, worked out again."""
    for sentence in case.sentences:
        length = re.search(
            r"\b(\d{1,2})[- ](?:random |upper\w* |lower\w* )?(hex(?:adecimal)?|base ?62|base ?64|base ?58"
            r"|base ?36|alphanumeric|alphanum\w*|decimal|numeric"
            r"|letters?(?! ?(?:and|or|/|\+|&))|digits?)\b(?:\s*(?:digits?|chars?"
            r"|characters?|letters?|symbols?))?",
            sentence.text,
            re.IGNORECASE,
        )
        claim = re.search(
            r"(?:about|~|≈|=|gives|around|roughly|some|over|of)?\s*(\d+(?:[.,]\d+)?)\s*(k|thousand|million"
            r"|mio|m|billion|bn|b|g|trillion|t|quadrillion)\b\s*(?:possib\w*|combin\w*|permutations)",
            sentence.text,
            re.IGNORECASE,
        )
        if not length or not claim:
            continue
        kind = length[2].lower().replace(" ", "")
        base = (
            16
            if kind.startswith("hex")
            else 36
            if kind in {"base36"}
            else 64
            if kind == "base64"
            else 58
            if kind == "base58"
            else 10
            if kind.startswith(("digit", "decimal", "numeric"))
            else 26
            if kind.startswith("letter")
            else 62
        )
        true = float(base ** int(length[1]))
        unit = claim[2].lower()
        factor = {
            "k": 1e3,
            "thousand": 1e3,
            "m": 1e6,
            "mio": 1e6,
            "million": 1e6,
            "b": 1e9,
            "bn": 1e9,
            "g": 1e9,
            "billion": 1e9,
            "t": 1e12,
            "trillion": 1e12,
            "quadrillion": 1e15,
        }[unit]
        claimed = float(claim[1].replace(",", ".")) * factor
        if claimed <= 0 or 1 / 3 < claimed / true < 3:
            continue
        yield Finding(
            sentence.start,
            sentence.end,
            f"{length[1]} characters out of {base} give {base}^{length[1]} = {_round(true)}, not {claim[1]} "
            f"{claim[2]}. Check whether that is still enough for what is alive and hard enough to guess.",
            factor=claimed / true,
        )


def _round(value: float) -> str:
    for size, name in (
        (1e15, "quadrillion"),
        (1e12, "trillion"),
        (1e9, "billion"),
        (1e6, "million"),
        (1e3, "thousand"),
    ):
        if value >= size:
            return f"{value / size:.3g} {name}"
    return f"{value:.0f}"


def _private_in_public(case: Case) -> Iterator[Finding]:
    for sentence in case.sentences:
        text = sentence.text
        if not re.search(
            r"\b(?:urls?|cdn|links?|images?|photos?|files?|bucket)\b", text, re.IGNORECASE
        ) or not re.search(r"\bprivate\b|\brestricted\b|\bprotected\b", text, re.IGNORECASE):
            continue
        if not re.search(
            r"\bpublic(?:ly)?\b|\bcacheable\b|without (?:auth|login|a check)|no (?:auth|check|login)"
            r"|\bunsigned\b|world[- ]readable|anyone (?:with|can)|for a (?:year|month)",
            text,
            re.IGNORECASE,
        ):
            continue
        if re.search(
            r"\bsigned\b|\bexpir|random|\bsecret\b|\bor private\b|public/private|\bunless\b|\bnot public\b"
            r"|\bpublic or\b|\bonly public\b|public,? (?:and )?private",
            text,
            re.IGNORECASE,
        ):
            continue
        yield Finding(sentence.start, sentence.end)


def _nobody_asked_who(case: Case) -> Iterator[Finding]:
    """Deletes and changes that anybody could call: waved through, or no word about who may."""
    for sentence in case.sentences:
        if re.search(r"\b(?:delet|remov|edit|chang|updat)\w*", sentence.text, re.IGNORECASE) and re.search(
            r"\bwhoever\b|\b(?:anyone|anybody|everyone) (?:can|may|could|with the (?:id|link|url))|\b(?:no"
            r"|without) (?:auth\w*|login|check|token|permission)",
            sentence.text,
            re.IGNORECASE,
        ):
            yield Finding(sentence.start, sentence.end, severity=Severity.WARNING)
            return
    if any(operation.auth for operation in case.calls) or case.says(
        r"\btoken|\bauth|\blog(?:ged)? ?in|\bsession|\bowner|\bapi.?key|\b401\b|\b403\b|\bsigned|\bjwt"
        r"|\bcookie|\baccount|\bhmac|\bsecret|\bme/|caller|permission"
    ):
        return
    for operation in case.calls:
        if operation.style == "rest" and (operation.effect == "removes" or operation.method in {"PUT", "PATCH"}):
            yield case.head(operation)
            return


def _plain_password(case: Case) -> Iterator[Finding]:
    for table in case.contract.tables:
        for column in table.columns:
            if re.fullmatch(r"password|passwd|pwd|pass", column.name, re.IGNORECASE) and not case.says(
                r"hash|bcrypt|argon|scrypt|salt"
            ):
                yield Finding(column.start, column.end)


RULES: tuple[Rule, ...] = (
    Rule(
        "identity-in-input",
        Severity.WARNING,
        "Who calls is taken from what the caller writes, so anybody can act as anybody. Take it from the token.",
        (GATEWAY, rfc("11.6.2")),
        _identity_in_input,
        "What keeps me from putting somebody else's id there?",
    ),
    Rule(
        "secret-in-url",
        Severity.WARNING,
        "Addresses end up in logs, histories and Referer headers, and the secret with them. Send it in a "
        "header or in the body.",
        (GATEWAY, rfc("17.9")),
        _secret_in_url,
    ),
    Rule(
        "bytes-through-app",
        Severity.WARNING,
        "The bytes of every upload pass your app servers and hold their memory and network. Hand out a "
        "signed URL and let the client send them to the object store.",
        (UPLOAD, PASTEBIN_DESIGN),
        _bytes_through_app,
        "How many of these uploads can one app server hold at once?",
    ),
    Rule(
        "walkable-ids",
        Severity.WARNING,
        "These ids can be counted through, and for what is not public the link is the only lock. Give it a "
        "long random id.",
        (PASTEBIN_DATA,),
        _walkable,
        "I have one link. How do I find the next one?",
    ),
    Rule(
        "id-space-miscounted",
        Severity.ERROR,
        "The number of possible ids is off; work out alphabet to the power of length.",
        (API,),
        _id_space,
    ),
    Rule(
        "private-in-public",
        Severity.WARNING,
        "Private things behind an address that anybody can fetch are public. Use random names and signed "
        "addresses that live for minutes.",
        (PASTEBIN_DATA, PASTEBIN_DESIGN),
        _private_in_public,
        "Who can open this address tomorrow?",
    ),
    Rule(
        "nobody-asked-who",
        Severity.NOTE,
        "Anybody who knows the id could call this. Say who may: an owner's token, or a secret handed out at creation.",
        (GATEWAY, rfc("15.5.4")),
        _nobody_asked_who,
    ),
    Rule(
        "plain-password",
        Severity.WARNING,
        "A password belongs into no column; keep a slow, salted hash of it.",
        (GATEWAY,),
        _plain_password,
    ),
)
