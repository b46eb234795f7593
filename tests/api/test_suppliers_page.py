"""The demo page of suppliers in a real browser, over the real API and a real relay."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Locator, expect

from glue import db
from glue.postgres.server import Server
from tests.api.conftest import RunningApi, running_api
from tests.api.pages import opened
from tests.relays import running_relay
from tests.workers import working

pytestmark = [pytest.mark.once, pytest.mark.needs("suppliers")]

TITLE = '<img src=x onerror="document.title = 1"><b>Mould</b>'
"""A title that markup would be made of, if the page took it for markup."""

# More suppliers, so that a move of the whole project is an operation: 600 tasks.
GIVEN = """
    select tests.small_project();
    update suppliers.task_templates set title = %(title)s where code = 'mould';
    insert into suppliers.suppliers (id, code, name, created_at, updated_at)
    overriding system value
    select n, 'S' || n, 'S' || n, now(), now() from generate_series(4001, 4148) as n;
    insert into suppliers.supplier_capabilities (supplier_id, capability_code, valid_from_on)
    select n, 'painting', '2020-01-01' from generate_series(4001, 4148) as n;
    select suppliers.add_supplier_to_project(2001, n) from generate_series(4001, 4148) as n
"""


@pytest.fixture(scope="module")
def works(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    """Serve the project PEN with 150 suppliers, of which sam's has four tasks."""
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        for statement in GIVEN.split(";\n"):
            conn.execute(statement.encode(), {"title": TITLE})
    with running_api(server, database) as running, working(database):
        yield running


def tokens(works: RunningApi) -> dict[str, str]:
    """Return the tokens that the page takes, by the names that it gives them."""
    callers = {
        "manager": works.user("mia", "project_manager"),
        "supplier": works.user("sam", "supplier"),
    }
    return {name: caller.token or "" for name, caller in callers.items()}


def column(pane: Locator, status: str) -> Locator:
    """Return the column of a status on the board of a pane."""
    return pane.locator(f'.column[data-status="{status}"]')


async def step(pane: Locator, code: str, status: str, note: str = "") -> None:
    """Choose the next step of a task, with a note where one is given."""
    await pane.get_by_label("Note for the next step").fill(note)
    await pane.get_by_label(f"Next step of {code}").select_option(status)


def test_a_task_is_done_and_dates_move_before_the_eyes_of_both(  # noqa: PLR0915 - one scene
    works: RunningApi, server: Server, tmp_path: Path
) -> None:
    async def scene() -> None:  # noqa: PLR0915 - step after step
        fragment = "&".join(f"{name}={token}" for name, token in tokens(works).items())
        address = f"{works.api.url}/demo/suppliers/"
        async with (
            running_relay(server, works.database, tmp_path, port=works.relay_port),
            opened(f"{address}#{fragment}") as (page, complaints),
        ):
            supplier, manager = (
                page.get_by_role("region", name=name) for name in ("Supplier", "Manager")
            )
            for pane in (supplier, manager):
                await expect(pane).to_have_attribute("data-state", "live")
            # The tokens go from the address at once.
            assert page.url == address

            # A title is text, whatever it is made of.
            mould = column(supplier, "planned").locator('[data-task="mould"]')
            await expect(mould).to_contain_text(TITLE)
            assert await page.locator("main img, li b b").count() == 0
            assert await page.title() == "Rowhouse: suppliers"
            await expect(mould.locator("em")).to_have_text("ready")

            # The last task decides when all is done; the others have slack.
            timeline = manager.get_by_label("Timeline")
            for code, is_critical in {"run": "true", "mould": "false", "paint": "false"}.items():
                await expect(timeline.locator(f'[data-task="{code}"]')).to_have_attribute(
                    "data-critical", is_critical
                )

            # What the rules refuse is told in a sentence.
            await step(supplier, "sample", "in_progress")
            refused = supplier.locator('[data-outcome="refused"]')
            await expect(refused).to_contain_text("mould")
            (complaint,) = (word for word in complaints if "WebSocket" not in word)
            assert "409" in complaint

            # The supplier is blocked; the manager sees it and is told why.
            await step(supplier, "mould", "in_progress")
            await expect(
                column(supplier, "in_progress").locator('[data-task="mould"]')
            ).to_be_visible()
            await step(supplier, "mould", "blocked", "no steel")
            # Each side reads for itself: the supplier's may still show the step before.
            for pane in (supplier, manager):
                await expect(column(pane, "blocked").locator('[data-task="mould"]')).to_be_visible()
            await expect(manager.get_by_label("Notifications")).to_contain_text("no steel")

            # It goes on, is submitted, and the manager takes it: the next task is ready.
            await step(manager, "mould", "in_progress")
            await expect(
                column(supplier, "in_progress").locator('[data-task="mould"]')
            ).to_be_visible()
            await step(supplier, "mould", "submitted")
            await expect(
                column(manager, "submitted").locator('[data-task="mould"]')
            ).to_be_visible()
            await step(manager, "mould", "done")
            await expect(column(supplier, "done").locator('[data-task="mould"]')).to_be_visible()
            sample = column(supplier, "planned").locator('[data-task="sample"]')
            await expect(sample.locator("em")).to_have_text("ready")

            # A dry run shows the difference and changes nothing; the move is seen at once.
            run = column(supplier, "planned").locator('[data-task="run"]')
            before = await run.locator("time").get_attribute("datetime")
            assert before == "2099-01-30"
            await manager.get_by_label("Phase").select_option("production")
            await manager.get_by_role("button", name="Dry run").click()
            differences = manager.get_by_label("Differences")
            await expect(differences.locator("li")).to_have_text(["runJan 30 Feb 6"])
            await expect(run.locator("time")).to_have_attribute("datetime", before)
            await manager.get_by_role("button", name="Move", exact=True).click()
            await expect(run.locator("time")).to_have_attribute("datetime", "2099-02-06")
            await expect(run).to_contain_text("first promised Jan 30")

            # All suppliers: an operation, with its progress.
            await manager.get_by_label("Phase").select_option("")
            await manager.get_by_label("all suppliers of the project").check()
            await manager.get_by_role("button", name="Move", exact=True).click()
            await expect(manager.locator(".operation")).to_have_attribute(
                "data-status", "succeeded"
            )
            await expect(manager.locator(".operation")).to_have_attribute("data-done", "599")
            await expect(run.locator("time")).to_have_attribute("datetime", "2099-02-13")
            assert [word for word in complaints if "WebSocket" not in word] == [complaint]

            await page.set_viewport_size({"width": 390, "height": 844})
            assert await page.evaluate("document.documentElement.scrollWidth") <= 390

    asyncio.run(scene())


def test_tokens_are_pasted_kept_for_the_tab_and_given_up(works: RunningApi) -> None:
    async def scene() -> None:
        async with opened(f"{works.api.url}/demo/suppliers/") as (page, complaints):
            for name, token in tokens(works).items():
                await page.get_by_label(f"{name.title()}: a token").fill(token)
            await page.get_by_role("button", name="Sign in").click()
            await expect(page.get_by_role("region", name="Manager")).to_be_visible()
            await page.reload()
            await expect(page.get_by_role("region", name="Manager")).to_be_visible()
            await page.get_by_role("button", name="Sign out").click()
            await page.reload()
            await expect(page.get_by_label("Manager: a token")).to_be_visible()
            assert [word for word in complaints if "WebSocket" not in word] == []

    asyncio.run(scene())


def test_nothing_else_is_served(works: RunningApi) -> None:
    with httpx.Client(base_url=works.api.url) as http:
        assert http.get("/demo/suppliers").headers["location"] == "/demo/suppliers/"
        for path in ("", "page.css", "page.js"):
            assert http.get(f"/demo/suppliers/{path}").status_code == 200, path
        for path in ("page.tsx", "tasks.ts", "board.tsx", "config.json", "../parts.tsx", "x/"):
            assert http.get(f"/demo/suppliers/{path}").status_code == 404, path
