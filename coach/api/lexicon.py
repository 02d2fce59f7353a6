"""The words of API design: methods, status codes, headers, verbs and what they do, nouns that name fields."""

from functools import lru_cache

from coach.api.model import Effect
from coach.language.expressions import expression


def each(words: str) -> tuple[str, ...]:
    """The words of a list that is written as one text."""
    return tuple(words.split())


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
STREAMS = ("WS", "WSS", "WEBSOCKET", "SSE", "STREAM", "SUBSCRIBE")

STATUSES = frozenset(
    {
        *(100, 101, 200, 201, 202, 203, 204, 205, 206, 207, 300, 301, 302, 303, 304, 307, 308),
        *(400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418),
        *(421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 507),
    }
)
"""Registered HTTP status codes (RFC 9110 section 15 and the IANA registry)."""

VERBS: dict[str, tuple[str, Effect]] = {
    **dict.fromkeys(
        each("""
    create add post shorten upload publish send submit insert save store new make register signup subscribe
    generate start begin open write put_new book order pay charge transfer tweet retweet repost like follow share
    comment vote join enqueue produce push invite report request accept approve decline reject confirm finish
    complete login logout signin import copy clone ingest record track increment block mute pin drop refund void
    capture issue reserve
    place checkout init initiate paste
    """),
        ("POST", "creates"),
    ),
    **dict.fromkeys(
        each("""
    update edit modify change set put patch replace rename move mark toggle extend reset restore enable upsert
    assign renew rotate
    """),
        ("PUT", "changes"),
    ),
    **dict.fromkeys(
        each("""
    delete remove del destroy unfollow unlike unsubscribe disable revoke cancel kill erase purge expire burn leave
    unblock unmute unpin withdraw deactivate drop_all clear archive
    """),
        ("DELETE", "removes"),
    ),
    **dict.fromkeys(
        each("""
    get fetch list read resolve redirect search find lookup query view show load retrieve browse count download
    expand stat stats check poll describe history timeline feed home peek see open_link follow_link
    """),
        ("GET", "reads"),
    ),
}
"""First word of a function's name or of a path segment -> the method and the effect it stands for."""

NOUN_TOO = frozenset(
    each("""
    post tweet like follow share comment vote order book report request record track message paste copy pin drop
    block import open start feed timeline home history stats stat count search view download new place issue
    subscribe push mark set
    """)
)
"""Verbs that name a thing as often as a deed: by themselves in a path they prove nothing."""

DEEDS = frozenset(
    each("""
    create add insert delete remove destroy update modify save shorten unfollow unlike unsubscribe erase purge kill burn
    cancel revoke disable enable approve publish post put
    """)
)
"""Verbs that are an order wherever they stand in a path."""

DEEDS_WITH_ARGUMENTS = frozenset(
    each("like follow vote transfer pay charge increment send upload share retweet tweet register submit block")
)
"""Verbs that are an order when two or more parameters come with them."""

ABOUT_A_DEED = frozenset(
    each("""
    url urls link links status state history policy type types request requests date dates token tokens info option
    options list count id ids page form progress log logs session sessions limit limits price prices report reports
    setting settings key keys code codes result results event events config policies time times rate rates
    """)
)
"""Second words that turn a verb into a name: an upload URL, an import status."""

HEADERS = (
    "Idempotency-Key|ETag|If-None-Match|If-Match|If-Modified-Since|If-Unmodified-Since|Cache-Control|Location|"
    "Retry-After|Authorization|Content-Type|Content-Encoding|Content-Length|Content-Disposition|Accept-Language|"
    "Accept-Encoding|Last-Modified|Last-Event-ID|Set-Cookie|Accept-Version|API-Version|Request-Id|Vary|"
    "X-[A-Za-z][A-Za-z-]{1,40}|RateLimit-[A-Za-z]+|Referrer-Policy"
)

FIELD_NOUNS = frozenset(
    each("""
    id ids url uri urls link code key keys token cursor text body title name caption content language lang lifetime
    visibility expiry expiration ttl size type count counts clicks views status state alias image images photo
    photos file files email password user username author owner timestamp time date hash slug limit page offset
    price amount currency quantity description comment message burn bytes lat lon location query tags tag media
    items posts tweets links results next prev total version seq handle bio avatar metadata data format mime
    filename checksum blob signature secret nonce session role permission scope address city country zip phone
    likes followers following feed rid
    """)
)
"""Last words of names that prose uses for fields: "short URL", "delete key", "next cursor"."""

_WORD = expression(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+")


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """`createShortURL`, `create_short_url` and `create-short-url` -> ("create", "short", "url")."""
    return tuple(word.lower() for word in _WORD.findall(name))


def snake(name: str) -> str:
    """One spelling for every way to write a name: `longUrl`, `long-url` and `long url` are `long_url`."""
    return "_".join(words(name))


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """`urls` -> `url`, `entries` -> `entry`, `status` stays."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def method_of(word: str) -> str | None:
    """The HTTP method or stream that `word` means, typing slips included (`PSOT`, `DELET`); none for other words.

    Besides the methods themselves the verbs `CREATE`, `READ`, `UPDATE`, `DEL`, `REMOVE` are taken.
    """
    word = word.upper()
    if word in METHODS:
        return word
    if word in STREAMS:
        return "STREAM"
    if word in _ALIASES:
        return _ALIASES[word]
    return next((method for method in METHODS[:5] if _slip(word, method)), None)


_ALIASES = {"CREATE": "POST", "READ": "GET", "UPDATE": "PUT", "DEL": "DELETE", "REMOVE": "DELETE", "ADD": "POST"}


def _slip(typed: str, meant: str) -> bool:
    """Whether `typed` is `meant` with two neighbours swapped, one letter lost, doubled or added."""
    if typed[:1] != meant[:1] or abs(len(typed) - len(meant)) > 1 or len(typed) < 3:
        return False
    if len(typed) == len(meant):
        return sorted(typed) == sorted(meant)
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer)))
