"""The demo page in a real browser, over the real API and a real relay."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page, expect
from psycopg.types.json import Jsonb

from glue import db
from glue.postgres.server import Server
from tests.api.conftest import RunningApi, running_api
from tests.api.pages import opened
from tests.relays import RunningRelay, running_relay
from tests.workers import working

pytestmark = [pytest.mark.once, pytest.mark.needs("filters")]

NCR, VISAYAS = "National Capital Region (NCR)", "Region VII (Central Visayas)"

# Resolves with the time at which a text is in the page, which tells of each of its changes.
WATCH_FOR = """text => {
    window.appeared = new Promise((resolve) => {
        const look = () => {
            if (document.body.textContent.includes(text)) resolve(Date.now() / 1000);
        };
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    });
}"""


@pytest.fixture(scope="module")
def shop(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    """Serve the small shop: two regions, a province of sales in each."""
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        conn.execute("select tests.small_shop()")
    with running_api(server, database) as running, working(database):
        yield running


@dataclass
class Shown:
    """A page of a browser, and what it complained of."""

    page: Page
    complaints: list[str]

    def choice(self, dimension: str, name: str) -> str:
        """Tell where the box of a value is."""
        return f'[data-dimension="{dimension}"] label:has-text("{name}") input'

    async def values(self, dimension: str) -> list[str]:
        """List the values that a dimension shows."""
        return await self.page.locator(f'[data-dimension="{dimension}"] li span').all_inner_texts()

    async def until_fresh(self) -> None:
        """Wait for the counts of the selection."""
        await expect(self.page.locator("main")).to_have_attribute("aria-busy", "false")


@asynccontextmanager
async def browser(url: str) -> AsyncIterator[Shown]:
    """Open a page in a browser of its own."""
    async with opened(url) as (page, complaints):
        yield Shown(page, complaints)


@asynccontextmanager
async def live_page(
    shop: RunningApi, server: Server, folder: Path
) -> AsyncIterator[tuple[Shown, RunningRelay]]:
    """Open the demo page as `up` prints it, and wait until it hears of changes."""
    port = shop.relay_port
    token = shop.user().token
    async with (
        running_relay(server, shop.database, folder, port=port) as relay,
        browser(f"{shop.api.url}/demo/#token={token}") as shown,
    ):
        await expect(shown.page.get_by_role("status")).to_have_attribute("data-state", "live")
        yield shown, relay


def insert_line(database: str, brand: str) -> float:
    """Take in a line of a new brand, as a source sends it; return when it was committed."""
    line = {
        "basket": "b9",
        "store": "s1",
        "product": "p9",
        "brand": brand,
        "department": "Food",
        "category": "Drinks",
        "price": "3.00",
        "quantity": 1,
        "sold_at": "2024-05-04T08:00:00+08:00",
    }
    with db.connect(database) as conn:
        conn.execute("select filters.ingest_transactions(%s)", (Jsonb([line]),))
        return time.time()


def test_choices_cascade(shop: RunningApi, server: Server, tmp_path: Path) -> None:
    async def scene() -> None:
        async with live_page(shop, server, tmp_path) as (shown, _):
            page = shown.page
            assert sorted(await shown.values("province")) == ["Cebu", NCR]

            # Choosing a region leaves its provinces only.
            await page.check(shown.choice("region", "Visayas"))
            await expect(page.locator('[data-dimension="province"] li')).to_have_count(1)
            assert await shown.values("province") == ["Cebu"]
            await shown.until_fresh()
            assert await page.locator("dd").first.inner_text() == "2"

            # Given: both regions, and a province of one. That one goes, with its province.
            await page.check(shown.choice("region", "NCR"))
            await shown.until_fresh()
            await page.check(shown.choice("province", "Cebu"))
            await shown.until_fresh()
            assert await shown.values("region") == [NCR, VISAYAS]
            await page.uncheck(shown.choice("region", "Visayas"))
            await expect(page.locator(shown.choice("province", "NCR"))).to_be_visible()
            await shown.until_fresh()
            assert await page.locator('[data-dimension="province"] :checked').count() == 0
            assert await page.locator(shown.choice("region", "NCR")).is_checked()

            await page.get_by_role("button", name="Clear all").click()
            await expect(page.locator('[data-dimension="province"] li')).to_have_count(2)
            assert await page.locator(":checked").count() == 0
            assert shown.complaints == []

    asyncio.run(scene())


def test_a_new_brand_shows_without_a_reload(
    shop: RunningApi,
    server: Server,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    async def scene() -> float:
        async with live_page(shop, server, tmp_path) as (shown, _):
            await shown.page.evaluate(WATCH_FOR, "brand new")
            committed = await asyncio.to_thread(insert_line, shop.database, "brand new")
            async with asyncio.timeout(30):
                appeared: float = await shown.page.evaluate("window.appeared")
            assert "brand new" in await shown.values("brand")
            assert shown.complaints == []
            return appeared - committed

    seconds = asyncio.run(scene())
    record_property("figure", f"a new brand is on the page {seconds:.3f} s after its commit")


def test_the_page_says_when_realtime_is_away(
    shop: RunningApi, server: Server, tmp_path: Path
) -> None:
    async def scene() -> None:
        async with live_page(shop, server, tmp_path) as (shown, relay):
            status = shown.page.get_by_role("status")
            await relay.stop()
            await expect(status).to_have_attribute("data-state", "polling")
            await relay.start()
            await expect(status).to_have_attribute("data-state", "live")

    asyncio.run(scene())


def test_a_token_is_pasted_kept_for_the_tab_and_given_up(shop: RunningApi) -> None:
    async def scene() -> None:
        async with browser(f"{shop.api.url}/demo/") as shown:
            page = shown.page
            await page.get_by_label("A token").fill("no token")
            await page.get_by_role("button", name="Sign in").click()
            await expect(page.get_by_role("alert")).to_contain_text("Expected 3 parts in JWT")
            await page.get_by_role("button", name="Sign out").click()

            await page.get_by_label("A token").fill(shop.user().token or "")
            await page.get_by_role("button", name="Sign in").click()
            await expect(page.get_by_role("group", name="Region")).to_be_visible()
            await page.reload()
            await expect(page.get_by_role("group", name="Region")).to_be_visible()
            await page.get_by_role("button", name="Sign out").click()
            await page.reload()
            await expect(page.get_by_label("A token")).to_be_visible()

            # A token of the address goes from it at once.
            await page.goto(f"{shop.api.url}/demo/?#token={shop.user().token}")
            await expect(page.get_by_role("group", name="Region")).to_be_visible()
            assert page.url == f"{shop.api.url}/demo/"
            # So does one of a link that is opened in this tab.
            await page.get_by_role("button", name="Sign out").click()
            await page.goto(f"{shop.api.url}/demo/#token={shop.user().token}")
            await expect(page.get_by_role("group", name="Region")).to_be_visible()
            assert page.url == f"{shop.api.url}/demo/"

    asyncio.run(scene())


def test_nothing_else_is_served(shop: RunningApi) -> None:
    with httpx.Client(base_url=shop.api.url) as http:
        assert http.get("/demo").headers["location"] == "/demo/"
        assert http.get("/demo/config.json").json() == {"publishable_key": shop.api.publishable_key}
        for path in ("page.tsx", "../../../glue/stack/lite.mjs", "..%2flite.mjs", "toString", "x/"):
            assert http.get(f"/demo/{path}").status_code == 404, path
