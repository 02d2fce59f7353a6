"""Which required operation has which endpoint, over synonyms and odd names, and what is left over."""

import pytest

from coach.api.coverage import cover, leftovers
from coach.api.reader import read
from coach.model.problem import RequiredOperation
from coach.model.words import Severity

URLS = (
    RequiredOperation(
        id="shorten", does="shorten a link", verb="POST", nouns=("urls", "links", "shorten"), reads=False
    ),
    RequiredOperation(id="follow", does="follow a short link", verb="GET", nouns=("redirect", "code"), reads=True),
    RequiredOperation(id="delete", does="delete a link", verb="DELETE", nouns=("urls", "links"), reads=False),
    RequiredOperation(id="stats", does="see the clicks", verb="GET", nouns=("stats", "clicks"), reads=True),
)
FEED = (
    RequiredOperation(id="post", does="post a photo", verb="POST", nouns=("photos", "posts"), reads=False),
    RequiredOperation(id="feed", does="open the home feed", verb="GET", nouns=("feed", "timeline"), reads=True),
    RequiredOperation(id="follow", does="follow somebody", verb="PUT", nouns=("follows", "following"), reads=False),
    RequiredOperation(
        id="unfollow", does="unfollow somebody", verb="DELETE", nouns=("follows", "following"), reads=False
    ),
)


def chosen(text: str, required: tuple[RequiredOperation, ...]) -> dict[str, str | None]:
    coverage = cover(read(text), required)
    return {match.required: match.operation.name if match.operation else None for match in coverage.matches}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("POST /v1/urls {url} -> 201\nGET /{code} -> 302\nDELETE /v1/urls/{code}\nGET /v1/urls/{code}/stats",
         ["POST /v1/urls", "GET /{code}", "DELETE /v1/urls/{code}", "GET /v1/urls/{code}/stats"]),
        ("POST /l {to} -> 201\nGET /{code} -> 302\nDELETE /l/{code} -> 204\nGET /l/{code}/days -> [[day, n]]",
         ["POST /l", "GET /{code}", "DELETE /l/{code}", "GET /l/{code}/days"]),
        ("createShortUrl(long_url) -> code\nresolve(code) -> long_url\ndeleteUrl(code)\ngetAnalytics(code) -> clicks",
         ["createShortUrl", "resolve", "deleteUrl", "getAnalytics"]),
        ("GET /create?url=x\nGET /{short}\nGET /{short}/delete",
         ["GET /create", "GET /{short}", "GET /{short}/delete", None]),
        ("POST /shorten {url}\nGET /r/{code} -> 301", ["POST /shorten", "GET /r/{code}", None, None]),
    ],
)  # fmt: skip
def test_links_are_covered_in_any_dress(text: str, names: list[str | None]) -> None:
    assert list(chosen(text, URLS).values()) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("POST /v1/uploads -> {put_url}\nPOST /v1/photos/{id}/publish\nGET /v1/home?cursor=\n"
         "PUT|DELETE /v1/follows/{uid}",
         ["POST /v1/photos/{id}/publish", "GET /v1/home", "PUT /v1/follows/{uid}", "DELETE /v1/follows/{uid}"]),
        ("POST /drop {sha} -> 201\nGET /wall?since=\nPUT|DELETE /friend/{uid}",
         ["POST /drop", "GET /wall", "PUT /friend/{uid}", "DELETE /friend/{uid}"]),
        ("POST /photos\nGET /timeline\nPOST /users/{id}/follow\nPOST /users/{id}/unfollow",
         ["POST /photos", "GET /timeline", "POST /users/{id}/follow", "POST /users/{id}/unfollow"]),
    ],
)  # fmt: skip
def test_a_feed_is_covered_in_any_dress(text: str, names: list[str | None]) -> None:
    assert list(chosen(text, FEED).values()) == names


def test_a_match_points_at_its_endpoint() -> None:
    text = "Endpoints\nPOST /v1/urls {url} -> 201"
    (match, *_) = cover(read(text), URLS).matches
    assert match.span is not None
    assert text[match.span.start : match.span.end] == "POST /v1/urls"


def test_another_problem_is_named_endpoint_by_endpoint() -> None:
    contract = read("POST /v1/rides {pickup} -> 202\nGET /v1/rides/{id}/driver -> 200")
    coverage = cover(contract, URLS, "Users can\n- order rides\n- see the driver")
    assert coverage.share == 0
    remarks = leftovers(coverage, contract)
    assert {r.id for r in remarks if r.severity is Severity.WARNING} == {"endpoint-without-requirement"}
    assert len([r for r in remarks if r.id == "endpoint-without-requirement"]) == 2


def test_a_missing_operation_is_told() -> None:
    contract = read("POST /v1/urls {url} -> 201\nGET /{code} -> 302")
    coverage = cover(contract, URLS)
    assert [match.required for match in coverage.missing] == ["delete", "stats"]
    (remark,) = [r for r in leftovers(coverage, contract) if r.id == "operation-without-endpoint"]
    assert "delete a link; see the clicks" in remark.message


def test_the_candidates_own_requirements_want_endpoints_too() -> None:
    requirements = (
        "Users can\n- shorten a link\n- delete a link\n- search their links\n"
        "Out: accounts, edit links\nRedirect p99 < 50 ms"
    )
    coverage = cover(read("POST /v1/links {url}\nDELETE /v1/links/{code}"), (), requirements)
    assert [requirements[need.start : need.end] for need in coverage.unmet] == ["search their links"]


def test_an_endpoint_that_nobody_asked_for_is_spare() -> None:
    coverage = cover(read("POST /v1/links {url}\nPOST /v1/coupons {code}"), URLS, "shorten a link")
    assert [operation.name for operation in coverage.spare] == ["POST /v1/coupons"]


def test_nothing_required_is_fully_covered() -> None:
    assert cover(read(""), ()).share == 1.0


RIDES = (
    RequiredOperation(id="ask", does="ask for a car", verb="POST", nouns=("trips", "rides"), reads=False),
    RequiredOperation(id="answer", does="take or refuse an offer", verb="POST", nouns=("offers", "rides"), reads=False),
    RequiredOperation(id="cancel", does="cancel a trip", verb="DELETE", nouns=("trips", "rides"), reads=False),
)


def test_a_call_serves_a_second_operation_only_when_it_says_so() -> None:
    assert chosen("POST /rides {from, to} -> 201", RIDES)["answer"] is None
    assert chosen("POST /rides {from, to} -> 201\nPOST /rides/{id}/offer {refuse: bool}", RIDES)["answer"] is not None
