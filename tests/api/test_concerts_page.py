"""The demo page of concerts in a real browser, over the real API and a real relay."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Locator, Page, Route, expect

from glue import db
from glue.postgres.server import Server
from tests.api.conftest import RunningApi, running_api
from tests.api.pages import opened
from tests.relays import running_relay
from tests.workers import working

pytestmark = [pytest.mark.once, pytest.mark.needs("concerts")]

TITLE = '<img src=x onerror="document.title = 1"><b>Two</b>'
"""A title that markup would be made of, if the page took it for markup."""

# In the ranking of the last night Basso was before Alto, and Tenor was not there. The show
# on top is Alto's 4001, in 2099.
GIVEN = """
    select tests.small_tour();
    delete from concerts.viewers;
    update concerts.artist_heats set heat = concerts._vote_weight(core.now()) + 5;
    refresh materialized view concerts.trending_artists_distinct;
    update concerts.artist_heats set heat = concerts._vote_weight(core.now()) - 20;
    insert into concerts.artists (id, name, popularity)
    overriding system value values (1003, 'Tenor', 20);
    update concerts.songs set title = %(title)s where id = 3002
"""


@pytest.fixture(scope="module")
def tour(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    """Serve the small tour, with a ranking of the last night."""
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        for statement in GIVEN.split(";\n"):
            conn.execute(statement.encode(), {"title": TITLE})
    with running_api(server, database) as running, working(database):
        yield running


def tokens(tour: RunningApi) -> dict[str, str]:
    """Return the tokens that the page takes, by the names that it gives them."""
    return {name: tour.user(name).token or "" for name in ("ada", "bob")}


def song(pane: Locator, title: str) -> Locator:
    """Return a song of the setlist in a pane."""
    return pane.locator(f".songs li[data-song={title!r}]")


async def counted(panes: tuple[Locator, ...], title: str, votes: int) -> None:
    """Wait until all panes show this many votes for a song."""
    for pane in panes:
        await expect(song(pane, title).locator("data")).to_have_attribute("value", str(votes))


async def reading(page: Page) -> asyncio.Lock:
    """Return a lock that every read of a setlist takes."""
    reads = asyncio.Lock()

    async def read(route: Route) -> None:
        async with reads:
            await route.fulfill(response=await route.fetch())

    await page.route("**/rpc/get_setlist", read)
    return reads


def test_a_vote_is_cast_and_withdrawn_before_the_eyes_of_both(  # noqa: PLR0915 - one scene
    tour: RunningApi, server: Server, tmp_path: Path
) -> None:
    async def scene() -> None:  # noqa: PLR0915 - step after step
        fragment = "&".join(f"{name}={token}" for name, token in tokens(tour).items())
        address = f"{tour.api.url}/demo/concerts/"
        async with (
            running_relay(server, tour.database, tmp_path, port=tour.relay_port),
            opened(f"{address}#{fragment}") as (page, complaints),
            opened(f"{address}#{fragment}") as (elsewhere, _),
        ):
            panes = ada, bob = tuple(
                page.get_by_role("region", name=name, exact=True) for name in ("Ada", "Bob")
            )
            show = page.get_by_role("article", name="Show")

            reads = await reading(page)

            # The page opens the show on top.
            await expect(show).to_have_attribute("data-show", "4001")
            for pane in panes:
                await expect(pane).to_have_attribute("data-state", "live")
                await expect(pane.locator('[data-votes="live"]')).to_be_visible()
                # Each is a viewer, which the other is told.
                await expect(pane.locator("[data-viewers]")).to_have_attribute("data-viewers", "2")
            # The tokens go from the address at once.
            assert page.url == address
            assert await page.title() == "Rowhouse: concerts"

            # What is trending, with the way since the last night.
            trending = page.get_by_role("region", name="Trending artists")
            await expect(trending.locator("b")).to_have_text(["Alto", "Tenor", "Basso"])
            moves = trending.locator("[data-moved]")
            for place, moved in enumerate(("up", "new", "down")):
                await expect(moves.nth(place)).to_have_attribute("data-moved", moved)

            await expect(ada.locator(".until")).to_contain_text("Vote until it starts")

            # A search with a typing error leads to a show that was: its votes are closed.
            search = page.get_by_role("searchbox")
            found = page.get_by_role("list", name="Found")
            await search.fill("allto hall 2020")
            await found.get_by_role("button", name="May 1, 2020").click()
            await expect(show).to_have_attribute("data-show", "4002")
            await expect(search).to_have_value("")
            for pane in panes:
                await expect(pane.locator(".until")).to_have_text(
                    "Voting is closed: the show started, on May 1, 2020."
                )
                await expect(pane.locator(".songs button")).to_have_count(0)

            # One that is cancelled says so. An artist leads to the next show, if there is one.
            await trending.get_by_role("button", name="Basso").click()
            await expect(show).to_have_attribute("data-show", "4003")
            await expect(ada.locator(".until")).to_have_text(
                "Voting is closed: the show is cancelled."
            )
            await trending.get_by_role("button", name="Tenor").click()
            await expect(trending.locator('[data-outcome="refused"]')).to_have_text(
                "Refused. Tenor has no show."
            )
            await search.fill("Alto")
            await found.locator('[data-entity="artist"] button').click()
            await expect(show).to_have_attribute("data-show", "4001")
            await search.fill("nothing is called so")
            await expect(page.get_by_role("search")).to_contain_text("Nothing is found.")
            await search.fill("")

            # A title is text, whatever it is made of.
            titles = ada.locator(".songs .song")
            await expect(titles.nth(1)).to_contain_text(TITLE)
            assert await page.locator("main img, li span b").count() == 0

            # Ada votes by the keyboard, Bob sees it; so when it is withdrawn.
            for pane in panes:
                await expect(pane.locator('[data-votes="live"]')).to_be_visible()
            # Another browser sees it, too.
            afar = elsewhere.get_by_role("region", name="Bob", exact=True)
            await expect(afar.locator('[data-votes="live"]')).to_be_visible()
            everyone = (*panes, afar)
            await counted(everyone, "Three", 0)
            await ada.get_by_role("button", name="Vote for Three").focus()
            await page.keyboard.press("Enter")
            await expect(ada.locator(".outcome")).to_have_text("Voted for Three: 1 vote.")
            await counted(everyone, "Three", 1)
            await expect(song(bob, "Three")).to_have_attribute("data-mine", "false")
            await bob.get_by_role("button", name="Vote for Three").click()
            await counted(everyone, "Three", 2)
            await ada.get_by_role("button", name="Withdraw the vote for Three").click()
            await expect(ada.locator(".outcome")).to_have_text("Withdrawn: the vote for Three.")
            await counted(everyone, "Three", 1)
            assert complaints == []

            # What the rules refuse is told in a sentence, and the page shows why; until then
            # no pane reads that the show is cancelled.
            await expect(song(ada, "Three")).to_have_attribute("data-mine", "false")
            async with reads:
                with db.connect(tour.database) as conn:
                    conn.execute("update concerts.shows set status = 'cancelled' where id = 4001")
                await ada.get_by_role("button", name="Vote for Three").click()
                await expect(ada.locator('[data-outcome="refused"]')).to_have_text(
                    "Refused. The show is cancelled."
                )
            await expect(ada.locator(".until")).to_have_attribute("data-open", "false")
            (complaint,) = complaints
            assert "409" in complaint

            await page.set_viewport_size({"width": 390, "height": 844})
            assert await page.evaluate("document.documentElement.scrollWidth") <= 390

    asyncio.run(scene())
    with db.connect(tour.database) as conn:
        counts = "select c.user_id from concerts.votes as c where c.setlist_song_id = 6003"
        assert len(conn.execute(counts).fetchall()) == 1
        conn.execute("update concerts.shows set status = 'scheduled' where id = 4001")


def test_tokens_are_pasted_kept_for_the_tab_and_given_up(tour: RunningApi) -> None:
    async def scene() -> None:
        async with opened(f"{tour.api.url}/demo/concerts/") as (page, complaints):
            for name, token in tokens(tour).items():
                await page.get_by_label(f"{name.title()}: a token").fill(token)
            await page.get_by_role("button", name="Sign in").click()
            await expect(page.get_by_role("region", name="Bob", exact=True)).to_be_visible()
            await page.reload()
            await expect(page.get_by_role("region", name="Bob", exact=True)).to_be_visible()
            await page.get_by_role("button", name="Sign out").click()
            await page.reload()
            await expect(page.get_by_label("Bob: a token")).to_be_visible()
            assert [word for word in complaints if "WebSocket" not in word] == []

    asyncio.run(scene())


def test_nothing_else_is_served(tour: RunningApi) -> None:
    with httpx.Client(base_url=tour.api.url) as http:
        assert http.get("/demo/concerts").headers["location"] == "/demo/concerts/"
        for path in ("", "page.css", "page.js"):
            assert http.get(f"/demo/concerts/{path}").status_code == 200, path
        for path in ("page.tsx", "shows.ts", "lists.tsx", "config.json", "../parts.tsx", "x/"):
            assert http.get(f"/demo/concerts/{path}").status_code == 404, path
