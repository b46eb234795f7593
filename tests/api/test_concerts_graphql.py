"""A real GraphQL client reads concerts and votes, behind the gateway."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from gql import GraphQLRequest

from glue import db
from glue.postgres.server import Server
from tests.api.clients import Call, call_with_javascript, call_with_python
from tests.api.conftest import RunningApi
from tests.api.graphs import Graph, running_graphql

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

CLIENTS = pytest.mark.parametrize(
    "call", [call_with_python, call_with_javascript], ids=["supabase-py", "supabase-js"]
)


@pytest.fixture(scope="module")
def graph(
    running: RunningApi, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Graph]:
    """Given: GraphQL, over the database of the API."""
    with running_graphql(running, server, tmp_path_factory.mktemp("graphql")) as graph:
        yield graph


def names(page: Any) -> list[str]:
    return [edge["node"]["name"] for edge in page["edges"]]


def test_anyone_reads_a_show_with_its_setlist_and_votes(running: RunningApi, graph: Graph) -> None:
    (edge,) = graph.run(running.anon, "ShowPage", id="4001")["edges"]
    show = edge["node"]
    assert (show["artist"]["name"], show["venue"]["name"], show["show_on"]) == (
        "Alto",
        "Hall",
        "2099-05-01",
    )
    (setlist,) = show["setlists"]["edges"]
    songs = [one["node"] for one in setlist["node"]["songs"]["edges"]]
    assert [(song["place"], song["song"]["title"]) for song in songs] == [
        (1, "One"),
        (2, "Two"),
        (3, "Three"),
    ]
    assert int(songs[0]["votes"]) == 2
    assert graph.run(running.anon, "ShowPage", id="99")["edges"] == []


def test_an_artist_a_venue_and_coming_shows(running: RunningApi, graph: Graph) -> None:
    (artist,) = graph.run(running.anon, "ArtistPage", id="1001", **{"from": "2090-01-01"})["edges"]
    assert artist["node"]["shows"]["totalCount"] == 1
    (venue,) = graph.run(running.anon, "VenuePage", id="2001", **{"from": "2099-07-02"})["edges"]
    shows = venue["node"]["shows"]
    assert (shows["totalCount"], len(shows["edges"])) == (120, 50)
    assert shows["edges"][0]["node"]["artist"]["name"] == "Band 1"
    coming = graph.run(running.anon, "ComingShows", first=2, **{"from": "2099-07-02"})
    assert [one["node"]["show_on"] for one in coming["edges"]] == ["2099-07-02", "2099-07-03"]


def test_anyone_searches(running: RunningApi, graph: Graph) -> None:
    found = json.loads(graph.run(running.anon, "Search", query="bnad 117", size=2))
    assert (len(found["items"]), found["items"][0]["name"]) == (2, "Band 117")
    assert len(json.loads(graph.run(running.anon, "Search", query="band"))["items"]) == 20
    assert graph.fail(running.anon, "Search", query="") == "core.invalid_argument"


def test_a_filter_combines_conditions(running: RunningApi, graph: Graph) -> None:
    text = """
    query Q($names: [String!]) {
      artistCollection(
        filter: {or: [{name: {ilike: "band 11_"}}, {name: {in: $names}}], not: {id: {eq: 8111}}}
        orderBy: [{popularity: DescNullsLast}, {id: AscNullsFirst}]
      ) { totalCount edges { node { name popularity } } }
    }
    """
    request = GraphQLRequest(text, variable_values={"names": ["Alto"]})
    found = graph.ask(running.service, request)["artistCollection"]
    assert found["totalCount"] == 10
    assert names(found)[:2] == ["Alto", "Band 118"]
    unknown = "{ artistCollection(filter: {popularity: {is: NULL}}) { totalCount } }"
    known = unknown.replace("NULL", "NOT_NULL")
    counts = [
        graph.ask(running.service, GraphQLRequest(text))["artistCollection"]["totalCount"]
        for text in (unknown, known, "{ artistCollection { totalCount } }")
    ]
    assert 0 < counts[0] == counts[2] - counts[1]


def test_callers_read_their_own_votes_only(running: RunningApi, graph: Graph) -> None:
    ada = graph.run(running.user("ada"), "MyVotes")
    assert [vote["node"]["setlist_song_id"] for vote in ada["edges"]] == ["6001"]
    assert ada["edges"][0]["node"]["setlist_song"]["song"]["title"] == "One"
    assert graph.run(running.user("zoe"), "MyVotes")["totalCount"] == 0
    refused = graph.fail(running.anon, "MyVotes")
    assert refused == "graphql.not_permitted: the caller may not read or do this"


def test_a_vote_is_cast_once_and_taken_back(running: RunningApi, graph: Graph) -> None:
    eve = running.user("eve")
    assert graph.run(eve, "CastVote", song="6003") == '{"votes": 1, "setlist_song_id": 6003}'
    assert graph.fail(eve, "CastVote", song="6003") == "concerts.already_voted"
    assert graph.run(eve, "WithdrawVote", song="6003") == '{"votes": 0, "setlist_song_id": 6003}'
    assert graph.fail(eve, "CastVote", song="6004") == "concerts.voting_closed"
    assert graph.fail(running.anon, "CastVote", song="6003").startswith("graphql.not_permitted")


def test_pages_go_forward_and_back(running: RunningApi, graph: Graph) -> None:
    def ask(**more: Any) -> Any:
        return graph.run(running.anon, "PopularArtists", **more)

    pages = [ask(first=40)]
    while pages[-1]["pageInfo"]["hasNextPage"]:
        pages.append(ask(first=40, after=pages[-1]["pageInfo"]["endCursor"]))
    forward = [name for page in pages for name in names(page)]
    assert {page["totalCount"] for page in pages} == {len(forward)} == {len(set(forward))}

    backs = [ask(last=40)]
    while backs[-1]["pageInfo"]["hasPreviousPage"]:
        backs.append(ask(last=40, before=backs[-1]["pageInfo"]["startCursor"]))
    assert [name for page in reversed(backs) for name in names(page)] == forward


def test_a_page_is_bounded(running: RunningApi, graph: Graph) -> None:
    for more in ({}, {"first": 1_000_000}, {"last": 1_000_000}):
        assert len(names(graph.run(running.anon, "PopularArtists", **more))) == 100


def test_untrusted_callers_run_listed_documents_only(running: RunningApi, graph: Graph) -> None:
    text = "{ artistCollection { totalCount } }"
    for caller in (running.anon, running.user("ada")):
        refused = graph.refuse(caller, GraphQLRequest(text))
        assert refused == "graphql.unknown_document: send the id of a listed document"
    unknown = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}
    refused = graph.refuse(running.anon, GraphQLRequest(text, extensions=unknown))
    assert refused.startswith("graphql.unknown_document: there is no document 000")
    assert graph.ask(running.service, GraphQLRequest(text))["artistCollection"]["totalCount"] > 100


def test_the_text_beside_an_id_is_not_run(running: RunningApi, graph: Graph) -> None:
    identity, _ = graph.documents["PopularArtists"]
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": identity}}
    request = GraphQLRequest("{ venueCollection { totalCount } }", extensions=extensions)
    assert list(graph.ask(running.anon, request)) == ["artistCollection"]


def nested(levels: int) -> str:
    inner = "totalCount"
    for _ in range(levels):
        inner = f"edges {{ node {{ artist {{ shows(first: 1) {{ {inner} }} }} }} }}"
    return f"{{ showCollection(first: 1) {{ {inner} }} }}"


PAGES = """
{ showCollection { edges { node { setlists { edges { node { songs { totalCount } } } } } } } }
"""
WIDE = "{ " + " ".join(f"a{n}: artistByPk(id: {n}) {{ id }}" for n in range(300)) + " }"
FRAGMENTS = """
query Q($first: Int = 100) { showCollection(first: $first) { edges { node { ...S } } } }
fragment S on Show {
  a: setlists { edges { node { id } } }
  b: setlists { edges { node { show { setlists(first: 2) { totalCount } } } } }
}
"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (nested(4), "graphql.too_deep"),
        (PAGES, "graphql.too_costly"),
        (WIDE, "graphql.too_large"),
        (FRAGMENTS, "graphql.too_costly"),
    ],
    ids=["deep", "pages within pages", "wide", "fragments and defaults"],
)
def test_operations_are_bounded(running: RunningApi, graph: Graph, text: str, code: str) -> None:
    before = graph.count()
    assert graph.refuse(running.service, GraphQLRequest(text)).partition(":")[0] == code
    assert graph.count() == before


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"query": nested(4)}, "graphql.too_deep"),
        ({"query": PAGES}, "graphql.too_costly"),
        ({"query": WIDE}, "graphql.too_large"),
        ({"query": "{ artistCollection {"}, "graphql.syntax_error"),
        ({"query": "{ nothing }"}, "graphql.invalid_request"),
        (
            {
                "query": "query Q($n: BigInt!) { artistByPk(id: $n) { id } }",
                "variables": {"n": "x"},
            },
            "graphql.invalid_argument",
        ),
        ({"documentId": "0" * 64}, "graphql.unknown_document"),
    ],
    ids=["deep", "costly", "wide", "syntax", "field", "variable", "id"],
)
def test_refusals_have_a_key(
    running: RunningApi, graph: Graph, body: dict[str, Any], code: str
) -> None:
    assert graph.code(running.service, body) == code


def test_refusals_of_the_database_have_their_key(running: RunningApi, graph: Graph) -> None:
    vote, page = ({"documentId": graph.documents[name][0]} for name in ("CastVote", "ShowPage"))
    refused = graph.code(running.user("ada"), vote | {"variables": {"song": "99"}})
    assert refused == "concerts.unknown_song"
    assert graph.code(running.anon, {"query": "{ __typename }"}) == "graphql.unknown_document"
    refused = graph.code(running.anon, vote | {"variables": {"song": "6003"}})
    assert refused == "graphql.not_permitted"
    bad = graph.code(running.anon, page | {"variables": {"id": "9" * 30}})
    assert bad == "graphql.invalid_argument"


def test_within_the_bounds_the_service_asks_what_it_likes(
    running: RunningApi, graph: Graph
) -> None:
    data = graph.ask(running.service, GraphQLRequest(nested(3)))
    assert len(data["showCollection"]["edges"]) == 1


@pytest.mark.parametrize(
    ("name", "variables", "message"),
    [
        ("ShowPage", {}, 'Variable "$id" of required type "BigInt!" was not provided.'),
        ("ShowPage", {"id": None}, 'Variable "$id" of non-null type "BigInt!" must not be null.'),
        ("ShowPage", {"id": "x"}, 'Variable "$id" got invalid value "x"'),
        ("ShowPage", {"id": 1.5}, 'Variable "$id" got invalid value 1.5'),
        ("ShowPage", {"id": "9" * 30}, "graphql.invalid_argument: a value is not valid"),
        ("PopularArtists", {"first": -1}, "graphql.invalid_argument: first and last are 0 or more"),
        ("PopularArtists", {"first": "x"}, 'Variable "$first" got invalid value "x"'),
        ("PopularArtists", {"after": "x"}, "Invalid cursor"),
        ("VenuePage", {"id": "1", "from": "13/13/13"}, "graphql.invalid_argument"),
        ("CastVote", {"song": "99"}, "concerts.unknown_song"),
    ],
)
def test_bad_variables_are_refused(
    running: RunningApi, graph: Graph, name: str, variables: dict[str, Any], message: str
) -> None:
    assert graph.fail(running.user("ada"), name, **variables).startswith(message)


def test_more_rows_take_no_more_statements(running: RunningApi, graph: Graph) -> None:
    wide = GraphQLRequest(
        "query Q($first: Int) { showCollection(first: $first, filter: {id: {gt: 8200}}) {"
        " totalCount edges { node { artist { name } venue { name } setlists(first: 2) {"
        " edges { node { songs(first: 10) { edges { node { votes song { title"
        " artist { name } } } } } } } } } } } }"
    )

    def statements(first: int) -> int:
        before = graph.count()
        request = GraphQLRequest(wide, variable_values={"first": first})
        shows = graph.ask(running.service, request)["showCollection"]["edges"]
        assert len(shows) == first
        return graph.count() - before

    few, many = statements(2), statements(50)
    assert few == many
    assert 1 <= few <= 4


def test_an_unexpected_error_is_masked(running: RunningApi, graph: Graph) -> None:
    with db.connect(running.database) as conn:
        conn.execute("alter view api.venues rename column city to town")
        try:
            masked = graph.fail(running.anon, "VenuePage", id="2001", **{"from": "2099-01-01"})
        finally:
            conn.execute("alter view api.venues rename column town to city")
    assert masked == "graphql.failed: an error of the server"
    assert "city" in graph.log.read_text()


def test_other_paths_hint_at_graphql_where_it_is_served(running: RunningApi, graph: Graph) -> None:
    served = httpx.get(graph.url.replace("/graphql/v1", "/graphql"))
    assert (served.status_code, "/graphql/v1" in served.json()["hint"]) == (404, True)
    without = httpx.get(f"{running.api.url}/graphql")
    assert (without.status_code, "/graphql/v1" in without.json()["hint"]) == (404, False)


def test_only_the_gateway_is_answered(running: RunningApi, graph: Graph) -> None:
    headers = {"apikey": running.api.secret_key, "Authorization": f"Bearer {running.user().token}"}
    body = {"documentId": graph.documents["ShowPage"][0], "variables": {"id": "4001"}}
    direct = httpx.post(graph.inner_url, json=body, headers=headers)
    assert (direct.status_code, direct.json()["errors"][0]["message"]) == (
        401,
        "graphql.gateway_only",
    )
    keyless = httpx.post(graph.url, json=body)
    assert (keyless.status_code, keyless.json()["code"]) == (401, "no_api_key")
    read = httpx.get(graph.url, headers={"apikey": running.api.publishable_key})
    assert read.status_code == 405


@CLIENTS
def test_without_pg_graphql_the_rpc_says_so(running: RunningApi, graph: Graph, call: Call) -> None:
    identity, _ = graph.documents["ShowPage"]
    answer = call(running.api, running.anon, "run_persisted_query", {"id": identity})
    assert (answer.status, answer.message) == (501, "concerts.graphql_not_served")
    answer = call(running.api, running.user(), "run_persisted_query", {"id": "x", "variables": {}})
    assert (answer.status, answer.message) == (404, "concerts.unknown_query")
