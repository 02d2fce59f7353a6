"""Each rule: a phase that breaks it, and one like it that does not."""

from typing import NamedTuple

import pytest

from coach.api.checks import RULES, check
from coach.api.reader import read
from coach.model.words import Severity


class Pair(NamedTuple):
    rule: str
    broken: str
    sound: str
    requirements: str = ""
    quote: str = ""
    """What the remark points at; empty: anything."""


GOOD_CREATE = "POST /v1/urls {url} Idempotency-Key -> 201 {code} | 400 | 429\n"

PAIRS = [
    Pair("get-writes", "GET /create?url=x -> {code}", "POST /v1/links {url} -> 201 {code}", quote="GET /create?url=x"),
    Pair("get-writes", "GET /links/{id}/delete", "GET /links/{id}/likes"),
    Pair("get-writes", "GET /save?text=a\nEverything is GET since that is easier to test.", "GET /posts -> [{id}]", quote="Everything is GET"),
    Pair("get-writes", "GET /shorten?url=... creates a link", "GET /feed/{user} builds the feed on the fly"),
    Pair("get-with-body", "GET /v1/search\nRequest: {text, tags}", "GET /v1/search?text=&tags="),
    Pair("delete-with-body", "DELETE /v1/urls {code} -> 204", "DELETE /v1/urls/{code} -> 204"),
    Pair("post-for-read", "POST /v1/getUser {id} -> {name}", "GET /v1/users/{id} -> {name}"),
    Pair("post-for-change", "POST /v1/users/{id}/update {name}", "PATCH /v1/users/{id} {name}"),
    Pair("post-for-delete", "POST /v1/urls/{code}/delete", "DELETE /v1/urls/{code}"),
    Pair("verb-in-path", "POST /v1/createUser {name} -> 201 {id}", "POST /v1/users {name} -> 201 {id}", quote="POST /v1/createUser"),
    Pair("verb-in-path", "GET /urls/get/{id}", "GET /posts/{id}"),
    Pair("implementation-in-name", "POST /v1/insert-record-into-database {a_b}", "POST /v1/shorten {url}"),
    Pair("no-method", "/v1/urls -> {a_b}", "GET /v1/urls -> {a_b}"),
    Pair("no-version", "POST /urls {url} -> 201\nGET /urls/{code} -> 200", "POST /v1/urls {url} -> 201\nGET /v1/urls/{code} -> 200"),
    Pair("mixed-singular-plural", "POST /v1/url {a_b}\nGET /v1/urls/{id}", "POST /v1/urls {a_b}\nGET /v1/urls/{id}"),
    Pair("mixed-naming", "POST /v1/urls {long_url} -> 201 {shortUrl}", "POST /v1/urls {long_url} -> 201 {short_url}", quote="shortUrl"),
    Pair("duplicate-path-parameter", "GET /users/{id}/posts/{id} -> 200", "GET /users/{uid}/posts/{id} -> 200"),
    Pair("undefined-path-parameter", "POST /v1/urls {target} -> 201 {short}\nGET /v1/stats/{campaign} -> 200", GOOD_CREATE + "GET /{code} -> 302", quote="campaign"),
    Pair("unpaged-list", "GET /v1/users/{id}/posts -> [{id, text}]", "GET /v1/users/{id}/posts?before={id}&limit=20 -> [{id, text}]"),
    Pair("unpaged-list", "GET /feed -> [{id}]", "GET /feed returns 20 items and the next cursor"),
    Pair("unpaged-list", "GET /v1/comments -> 200", "GET /v1/posts/{id}/stats -> 200 {likes}"),
    Pair("offset-paging", "GET /timeline?page=3&size=20", "GET /timeline?before={id}&limit=20\nAn offset would repeat rows."),
    Pair("limit-without-maximum", "GET /v1/posts?limit=&cursor=", "GET /v1/posts?limit=20&cursor="),
    Pair("open-filter", "GET /v1/posts?filter=&cursor=", "GET /v1/posts?author=&cursor="),
    Pair("permanent-redirect-counted", "GET /{code}. I send 301, since with it every click comes through our servers.",
         "GET /{code} -> 302. A 301 is kept by the browser and we never see the clicks."),
    Pair("permanent-redirect", "GET /{code} -> 301\nGET /v1/urls/{code}/stats -> {clicks}",
         "GET /{code} -> 301, browsers cache it so we lose clicks, which is fine\nGET /v1/urls/{code}/stats -> {clicks}", quote="301"),
    Pair("redirect-trade-off", "GET /{code} -> 302", "GET /{code} -> 302\n302 since a 301 is remembered and then I miss clicks."),
    Pair("redirect-by-script", 'GET /get?short=a gives back 200 {"longUrl": "x"} and the javascript on our page does the jump',
         "GET /{code} -> 302, no javascript redirect needed"),
    Pair("redirect-without-status", "POST /v1/links {url} -> 201 {code}\nGET /{code} returns the long url", "POST /v1/links {url} -> 201 {code}\nGET /{code} -> 302",
         "shorten a link, follow it"),
    Pair("always-200", "Responses always have status 200 with an envelope.", "GET /a -> 200 | 404"),
    Pair("no-content-with-body", "DELETE /v1/urls/{code} -> 204 {deleted}", "DELETE /v1/urls/{code} -> 204"),
    Pair("create-answers-200", "POST /v1/urls {url} -> 200 {code}", GOOD_CREATE),
    Pair("create-without-answer", "POST /v1/urls {url}\nGET /v1/urls/{code} -> 200", GOOD_CREATE + "GET /v1/urls/{code} -> 200"),
    Pair("no-error-answers", "POST /v1/urls {url} -> 201 {code}\nGET /v1/urls/{code} -> 200 {url}", GOOD_CREATE + "GET /v1/urls/{code} -> 200 {url}"),
    Pair("missing-404", "POST /v1/urls {url} -> 201 | 400\nGET /v1/urls/{code} -> 200", "POST /v1/urls {url} -> 201 | 400\nGET /v1/urls/{code} -> 200 | 404"),
    Pair("missing-409", "POST /v1/urls {url, alias?} -> 201 {code} | 400", "POST /v1/urls {url, alias?} -> 201 {code} | 409"),
    Pair("missing-410", "GET /v1/pastes/{id} -> 200 | 404", "GET /v1/pastes/{id} -> 200 | 404 unknown or expired", "pastes expire after 30 days"),
    Pair("missing-413", "POST /v1/pastes {text} -> 201 | 400", "POST /v1/pastes {text} -> 201 | 413", "a paste has at most 10 MB"),
    Pair("missing-429", "POST /v1/pastes {text} -> 201", "POST /v1/pastes {text} -> 201 | 429", "anyone can paste, no accounts"),
    Pair("slow-work-in-request", "POST /v1/videos/transcode {video_id} -> 200 {url}", "POST /v1/videos/transcode {video_id} -> 202 {job_id}"),
    Pair("retry-creates-twice", "POST /v1/posts {text} -> 201 {id}", "POST /v1/posts {text} Idempotency-Key -> 201 {id}"),
    Pair("not-modified-without-validator", "GET /v1/feed -> 200 | 304", "GET /v1/feed If-None-Match -> 200 | 304"),
    Pair("bare-endpoint", "POST /paste\nGET /paste?id=", "POST /paste {text} -> 201 {id}\nGET /paste/{id} -> 200", quote="GET /paste?id="),
    Pair("identity-in-input", "POST /v1/posts {user_id, text} -> 201", "POST /v1/posts {user_id, text} -> 201\nThe user id comes from the token.", quote="user_id"),
    Pair("identity-in-input", "POST /likeTweet?user=5&tweet=9", "PUT /v1/users/{id}/block"),
    Pair("secret-in-url", "GET /v1/login?user=a&password=b", "GET /v1/feed?page_token=b", quote="password"),
    Pair("bytes-through-app", "POST /v1/photos (multipart: file, caption) -> 201", "POST /v1/photos {caption} -> 201 {put_url}"),
    Pair("walkable-ids", "POST /pastes -> 201 {id}\nThe public id is base62(id).", "POST /pastes -> 201 {id}\nThe id is 12 random base62 characters.", "private pastes"),
    Pair("id-space-miscounted", "GET /{id} -> 200\nThe id is 6 random hex digits, about 56 billion combinations.",
         "GET /{id} -> 200\nThe id is 6 base62 characters, about 56 billion combinations."),
    Pair("private-in-public", "Photo URLs are public and cacheable for a year, for private accounts as well.", "Photo URLs are signed and live 10 minutes, private accounts too."),
    Pair("nobody-asked-who", "DELETE /v1/urls/{code} -> 204", "DELETE /v1/urls/{code} -> 204, owner only"),
    Pair("nobody-asked-who", "`DELETE /x/{id}` removes the link for whoever calls it", "`DELETE /x/{id}` removes the link, with the owner's token"),
    Pair("plain-password", "users(id pk, name, password)", "users(id pk, name, password_hash)"),
    Pair("float-for-money", "CREATE TABLE orders (id bigint primary key, price FLOAT)", "CREATE TABLE orders (id bigint primary key, price_cents BIGINT)", quote="price"),
    Pair("timestamp-without-zone", "CREATE TABLE t (id bigint primary key, created_at DATETIME)", "CREATE TABLE t (id bigint primary key, created_at TIMESTAMPTZ)"),
    Pair("list-in-a-column", "users(id pk, name, followers text)", "follows(follower pk, followee)"),
    Pair("blob-in-row", "CREATE TABLE p (id bigint primary key, owner int, body MEDIUMTEXT, ts bigint)", "CREATE TABLE p (id bigint primary key, body MEDIUMTEXT)"),
    Pair("counter-in-row", "urls(code pk, url, owner, clicks)", "urls(code pk, url, owner, created_at)"),
    Pair("table-without-key", "urls(code pk, url)\nclicks(day, n, country)", "urls(code pk, url)\nclicks(code pk, day)"),
    Pair("like-scan", "Search: SELECT * FROM posts WHERE body LIKE '%term%'", "Search goes to Elasticsearch, not LIKE '%term%'."),
    Pair("read-scans", "GET /v1/users/{email} -> 200\nusers(id pk, name, email)", "GET /v1/users/{email} -> 200\nusers(id pk, name, email), index (email)"),
    Pair("no-contract", "One GraphQL endpoint, clients ask whatever they need.", GOOD_CREATE),
    Pair("principle-without-endpoint", "- Pagination wherever lists may become long", "GET /v1/posts?cursor= -> 200\nPagination by cursor."),
    Pair("no-data-model", "The data model would contain links and users, with appropriate keys.", "urls(code pk, target)\nThe data model would grow."),
]  # fmt: skip


def found(text: str, requirements: str = "") -> dict[str, list[str]]:
    hits: dict[str, list[str]] = {}
    for remark in check(read(text), text, requirements=requirements):
        hits.setdefault(remark.id, []).append(text[remark.start : remark.end])
    return hits


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.rule)
def test_the_rule_sees_the_fault_and_leaves_the_sound_line_alone(pair: Pair) -> None:
    hits = found(pair.broken, pair.requirements)
    assert pair.rule in hits
    assert any(pair.quote in quote for quote in hits[pair.rule])
    assert pair.rule not in found(pair.sound, pair.requirements)


def test_every_rule_has_a_pair_an_id_of_its_own_and_a_source() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids)) >= 30
    assert {pair.rule for pair in PAIRS} == set(ids)
    assert all(rule.sources and rule.sentence.endswith((".", "?")) for rule in RULES)


def test_documents_come_before_the_standard() -> None:
    for rule in RULES:
        kinds = [source.doc == "rfc9110" for source in rule.sources]
        assert kinds == sorted(kinds), rule.id


def test_an_error_is_only_what_the_text_gets_wrong() -> None:
    grave = {rule.id for rule in RULES if rule.severity is Severity.ERROR}
    assert grave == {
        "get-writes", "permanent-redirect-counted", "redirect-by-script", "always-200", "id-space-miscounted", "float-for-money",
    }  # fmt: skip


def test_a_miscounted_id_space_tells_the_factor() -> None:
    text = "The id is 6 random hex digits, about 56 billion combinations."
    (remark,) = [remark for remark in check(read(text), text) if remark.id == "id-space-miscounted"]
    assert remark.factor == pytest.approx(56e9 / 16**6)
    assert "16.8 million" in remark.message


def test_a_scan_over_many_rows_is_a_warning_with_the_number() -> None:
    text = "GET /v1/users/{email} -> 200\nusers(id pk, name, email)"
    (few,) = [r for r in check(read(text), text, rows=5_000) if r.id == "read-scans"]
    (many,) = [r for r in check(read(text), text, rows=33e9) if r.id == "read-scans"]
    assert (few.severity, many.severity) == (Severity.NOTE, Severity.WARNING)
    assert "33 billion rows" in many.message


def test_nothing_is_said_about_nothing() -> None:
    assert check(read(""), "") == ()
    assert check(read("  \n "), "  \n ") == ()


def test_offsets_count_from_the_start_of_a_blanked_sheet() -> None:
    text = " " * 500 + "\nGET /create?url=x\nPOST /v1/a {b} -> 201"
    remarks = check(read(text), text)
    assert "GET /create?url=x" in {text[remark.start : remark.end] for remark in remarks}
