"""The demo page of commerce in a real browser, over the real API and a real relay."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page, expect

from glue import db
from glue.postgres.server import Server
from tests.api.conftest import RunningApi, running_api
from tests.api.pages import opened
from tests.relays import running_relay
from tests.workers import working

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce")]

TITLE = '<img src=x onerror="document.title = 1"><b>Shirt</b>'
"""A title that markup would be made of, if the page took it for markup."""


@pytest.fixture(scope="module")
def shop(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    """Serve the small stock: its one published product has 20 pieces of SHIRT-L left."""
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        conn.execute("select tests.small_stock()")
        conn.execute("update commerce.products set title = %s where title = 'Shirt'", (TITLE,))
    with running_api(server, database) as running, working(database):
        yield running


def tokens(shop: RunningApi) -> dict[str, str]:
    """Return the tokens that the page takes, by the names that it gives them."""
    callers = {
        "ada": shop.user("ada"),
        "bob": shop.user("bob"),
        "staff": shop.user("cleo", "admin"),
    }
    return {name: caller.token or "" for name, caller in callers.items()}


async def left(page: Page, count: int) -> None:
    """Wait until both customers see this many pieces."""
    for name in ("Ada", "Bob"):
        pane = page.get_by_role("region", name=name)
        await expect(pane.locator(".left")).to_have_attribute("data-left", str(count))


def test_one_of_two_gets_the_last_pieces_and_sees_them_shipped(
    shop: RunningApi, server: Server, tmp_path: Path
) -> None:
    async def scene() -> None:
        fragment = "&".join(f"{name}={token}" for name, token in tokens(shop).items())
        address = f"{shop.api.url}/demo/commerce/"
        async with (
            running_relay(server, shop.database, tmp_path, port=shop.relay_port),
            opened(f"{address}#{fragment}") as (page, complaints),
        ):
            ada, bob, staff = (
                page.get_by_role("region", name=name) for name in ("Ada", "Bob", "Staff")
            )
            await expect(page.locator("header [role=status]")).to_have_attribute(
                "data-state", "live"
            )
            for pane in (ada, bob):
                await expect(pane).to_have_attribute("data-state", "live")
            await left(page, 20)
            # The tokens go from the address at once.
            assert page.url == address

            # A title is text, whatever it is made of.
            await expect(page.get_by_role("heading", level=2).first).to_contain_text(TITLE)
            await expect(page.get_by_role("radio", name=TITLE)).to_be_checked()
            assert await page.locator("main img, h2 b").count() == 0
            assert await page.title() == "Rowhouse: commerce"

            # What one holds, the other sees go, and come again.
            await ada.get_by_role("button", name="Hold 20").click()
            await left(page, 0)
            await ada.get_by_role("button", name="Release").click()
            await left(page, 20)
            assert complaints == []

            # Both want all of it: by the keyboard alone.
            await page.get_by_label("Pieces for each").focus()
            await page.keyboard.press("Tab")
            await page.keyboard.press("Enter")
            await expect(page.locator('[data-outcome="refused"]')).to_have_count(1)
            await expect(page.locator('[data-outcome="refused"]')).to_have_text(
                "Refused. SHIRT-L: 20 wanted, 0 available."
            )
            await left(page, 0)
            winner = page.locator("section", has_text="Got it: 20 in order")
            await expect(winner).to_have_count(1)
            (complaint,) = complaints
            assert "409" in complaint

            # The staff sends it; the winner sees each step, and the loser has no order.
            order = winner.locator("[data-order]")
            for step, status in (("Pay", "paid"), ("Pack", "packed"), ("Ship", "shipped")):
                await staff.get_by_role("button", name=f"{step} order").click()
                await expect(order).to_have_attribute("data-status", status)
            assert await page.locator("[data-order]").count() == 2
            assert len(complaints) == 1

            await page.set_viewport_size({"width": 390, "height": 844})
            assert await page.evaluate("document.documentElement.scrollWidth") <= 390

    asyncio.run(scene())
    with db.connect(shop.database) as conn:
        placed = conn.execute("select o.status from commerce.orders as o").fetchall()
        assert placed == [{"status": "shipped"}]


def test_tokens_are_pasted_kept_for_the_tab_and_given_up(shop: RunningApi) -> None:
    async def scene() -> None:
        async with opened(f"{shop.api.url}/demo/commerce/") as (page, complaints):
            for name, token in tokens(shop).items():
                await page.get_by_label(f"{name.title()}: a token").fill(token)
            await page.get_by_role("button", name="Sign in").click()
            await expect(page.get_by_role("region", name="Staff")).to_be_visible()
            await page.reload()
            await expect(page.get_by_role("region", name="Staff")).to_be_visible()
            await page.get_by_role("button", name="Sign out").click()
            await page.reload()
            await expect(page.get_by_label("Ada: a token")).to_be_visible()
            # A link that is opened in the tab signs in, and its tokens go from the address.
            fragment = "&".join(f"{name}={token}" for name, token in tokens(shop).items())
            await page.goto(f"{shop.api.url}/demo/commerce/#{fragment}")
            await expect(page.get_by_role("region", name="Staff")).to_be_visible()
            assert page.url == f"{shop.api.url}/demo/commerce/"
            assert [word for word in complaints if "WebSocket" not in word] == []

    asyncio.run(scene())


def test_nothing_else_is_served(shop: RunningApi) -> None:
    with httpx.Client(base_url=shop.api.url) as http:
        assert http.get("/demo/commerce").headers["location"] == "/demo/commerce/"
        for path in ("", "page.css", "page.js"):
            assert http.get(f"/demo/commerce/{path}").status_code == 200, path
        for path in ("page.tsx", "config.json", "../session.ts", "x/", "x/page.js"):
            assert http.get(f"/demo/commerce/{path}").status_code == 404, path
