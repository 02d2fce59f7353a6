"""Endpoints, tables and access patterns as people type them."""

import pytest

from coach.api.lexicon import snake
from coach.api.model import Contract, Operation, Table, flat
from coach.api.reader import read


def one(text: str) -> Operation:
    (operation,) = read(text).operations
    return operation


def table(text: str) -> Table:
    (found,) = read(text).tables
    return found


def names(contract: Contract) -> list[str]:
    return [operation.name for operation in contract.operations]


def test_two_methods_share_one_line() -> None:
    contract = read("PUT|DELETE /v1/follows/{uid} → 204")
    assert names(contract) == ["PUT /v1/follows/{uid}", "DELETE /v1/follows/{uid}"]
    assert all(operation.statuses == (204,) for operation in contract.operations)


def test_same_takes_the_path_and_the_answers_of_the_line() -> None:
    contract = read("PUT /v1/follows/{user}   204 (DELETE the same), both idempotent")
    assert names(contract) == ["PUT /v1/follows/{user}", "DELETE /v1/follows/{user}"]
    assert contract.operations[1].statuses == (204,)


def test_two_endpoints_before_one_arrow_share_the_answer() -> None:
    contract = read("POST /users/{id}/follow, DELETE /users/{id}/follow -> 204")
    assert [operation.statuses for operation in contract.operations] == [(204,), (204,)]


def test_paths_alone_take_the_method_that_the_text_gives_to_all() -> None:
    assert names(read("/getTweets\n/sendTweet\nAll are GET, it is easier to test.")) == [
        "GET /getTweets",
        "GET /sendTweet",
    ]


def test_a_mention_of_an_endpoint_is_not_another_one() -> None:
    assert names(read("GET /v1/rides/{id} -> 200\nAfter a reconnect the app asks GET /rides/{id} once.")) == [
        "GET /v1/rides/{id}"
    ]


def test_a_reason_that_begins_with_a_status_is_no_answer() -> None:
    contract = read("GET /{code} -> 302\nGET /v1/urls/{code}/clicks\n302: countable, killable.")
    assert contract.operations[1].statuses == ()


@pytest.mark.parametrize(
    "text",
    [
        "GET /feed -> 200 ms at p99",
        "GET /feed 500 items",
        "GET /feed?limit=200",
        "GET /feed max 100 per page",
        "GET /feed $404",
    ],
)
def test_a_number_is_not_a_status(text: str) -> None:
    assert one(text).statuses == ()


def test_headers_are_read_with_their_values() -> None:
    operation = one("GET /{code} -> 302 + Location, Cache-Control: no-store, ETag")
    assert [(field.name, field.kind) for field in operation.headers] == [
        ("Location", ""),
        ("Cache-Control", "no-store"),
        ("ETag", ""),
    ]


def test_query_parameters_keep_their_sample_values() -> None:
    operation = one("GET /feed?cursor=...&limit=20 -> {items: [{id, url}], next}")
    assert [(field.name, field.kind) for field in operation.query_params] == [("cursor", ""), ("limit", "20")]
    assert [field.name for field in flat(operation.responses[0].fields)] == ["items", "id", "url", "next"]


def test_an_upload_url_in_the_first_payload_is_an_answer() -> None:
    operation = one("POST /v1/media    {media_id, put_url}  bytes go straight to object store")
    assert operation.request == ()
    assert [field.name for field in operation.responses[0].fields] == ["media_id", "put_url"]


def test_a_put_to_a_signed_url_is_not_of_this_api() -> None:
    assert one("PUT {put_url}: bytes, straight to the object store").external


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("GET /createUrl?url=x", "creates"),
        ("GET /urls/{id}/delete", "removes"),
        ("GET /posts/{id}/likes", "reads"),
        ("GET /posts", "reads"),
        ("POST /pastes/{key}/kill", "removes"),
        ("POST /orders", "creates"),
        ("PATCH /users/{id}", "changes"),
    ],
)
def test_what_a_call_does_is_told_by_method_and_verb(text: str, effect: str) -> None:
    assert one(text).effect == effect


def test_who_and_repeats_are_found_on_the_line() -> None:
    text = "POST /v1/posts {text} Idempotency-Key -> 201\nDELETE /v1/posts/{id} -> 204, author only"
    first, second = read(text).operations
    assert first.idempotency is not None
    assert text[first.idempotency.start : first.idempotency.end] == "Idempotency-Key"
    assert second.auth is not None
    assert text[second.auth.start : second.auth.end] == "author only"


def test_push_channels_are_streams() -> None:
    contract = read("WS /v1/feed/live -> {post_id}\nGET /v1/events (SSE)\nSocket, up: `pos {lat, lon}`")
    assert [(o.style, o.method) for o in contract.operations] == [("stream", "STREAM")] * 3
    assert [field.name for field in contract.operations[2].request] == ["lat", "lon"]


def test_offsets_point_at_the_words() -> None:
    text = "Create:\n- `POST /v1/urls` {long_url, alias?} -> 201 {short_url}"
    operation = one(text)
    assert text[operation.start : operation.head_end] == "POST /v1/urls"
    assert [text[field.start : field.end] for field in operation.request] == ["long_url", "alias"]
    assert text[operation.responses[0].start :].startswith("201")


@pytest.mark.parametrize(
    ("text", "columns", "key", "sort_key"),
    [
        ("urls(code pk, long_url, owner, created_at)", ["code", "long_url", "owner", "created_at"], ("code",), ()),
        ("Tables: rides(id PK, city, rider)", ["id", "city", "rider"], ("id",), ()),
        ("table links(code char(6) primary key, url text)", ["code", "url"], ("code",), ()),
        ("CREATE TABLE urls (\n  code VARCHAR(7) PRIMARY KEY,\n  long_url TEXT NOT NULL\n);",
         ["code", "long_url"], ("code",), ()),
        ("CREATE TABLE m (chat_id int, ts bigint, body text, PRIMARY KEY ((chat_id), ts))",
         ["chat_id", "ts", "body"], ("chat_id",), ("ts",)),
        ("Tables\nTable urls\n- code (PK)\n- long_url text", ["code", "long_url"], ("code",), ()),
        ("messages: pk chat_id, sk ts", ["chat_id", "ts"], ("chat_id",), ("ts",)),
        ("Data model\nusers: id (pk), name, email", ["id", "name", "email"], ("id",), ()),
        ("follows(follower_id, followee_id) both as primary key",
         ["follower_id", "followee_id"], ("follower_id", "followee_id"), ()),
        ("Redis: key: short_code -> value: long_url", ["short_code", "long_url"], ("short_code",), ()),
    ],
)  # fmt: skip
def test_a_table_is_read_in_many_notations(
    text: str, columns: list[str], key: tuple[str, ...], sort_key: tuple[str, ...]
) -> None:
    found = table(text)
    assert [snake(column.name) for column in found.columns] == columns
    assert found.key == key
    assert found.sort_key == sort_key


def test_several_tables_stand_on_one_line() -> None:
    contract = read("tweets(id), by_author(author, id desc), followers(user, bucket, follower)")
    assert [found.name for found in contract.tables] == ["tweets", "by_author", "followers"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("photos(id pk, owner, ts), index (owner, ts desc)", ("owner", "ts")),
        ("paste(id PK, expires_at), index on expires_at", ("expires_at",)),
        ("paste(id PK, expires_at idx)", ("expires_at",)),
        ("CREATE TABLE p (id int primary key, at int);\nCREATE INDEX i ON p (at);", ("at",)),
        ("CREATE TABLE p (id int primary key, at int, KEY (at))", ("at",)),
    ],
)
def test_an_index_goes_to_its_table(text: str, columns: tuple[str, ...]) -> None:
    assert [index.columns for index in table(text).indexes] == [columns]


def test_a_table_of_access_patterns_names_needs_and_tables() -> None:
    contract = read(
        "| need | table | key |\n|---|---|---|\n| follow | links | code |\n| my links | by_owner | owner_id, ts |"
    )
    assert [(need.need, need.answered_by) for need in contract.access_patterns] == [
        ("follow", "links, code"),
        ("my links", "by_owner, owner_id, ts"),
    ]
    assert [(found.name, found.key) for found in contract.tables] == [
        ("links", ("code",)),
        ("by_owner", ("owner_id", "ts")),
    ]


def test_a_list_of_access_patterns_is_read() -> None:
    contract = read("Access patterns:\n- get url by code -> urls pk\n- urls of a user: index (user_id)")
    assert [(need.need, need.answered_by) for need in contract.access_patterns] == [
        ("get url by code", "urls pk"),
        ("urls of a user", "index (user_id)"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "An API is the contract between a service and those who use it.",
        "The read/write ratio is 10:1, and/or more.",
        "id = base62(hash(url)), kill = hmac(secret, key)",
        "We use Postgres (relational, ACID) for the metadata.",
        "Photos (10 MB, jpeg) go to the object store.",
    ],
)
def test_prose_is_neither_endpoint_nor_table(text: str) -> None:
    assert read(text) == Contract()
