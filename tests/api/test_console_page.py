"""The console in a real browser, over the real API, a real relay and a real worker."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Route, expect

from glue import db
from glue.postgres.server import Server
from tests.api.conftest import RunningApi, running_api
from tests.api.consoles import address, faults_of, tab_to
from tests.api.pages import opened
from tests.relays import running_relay
from tests.workers import working

pytestmark = pytest.mark.once
MARKUP = "<img src=x onerror=\"document.title = 'taken'\">It broke."
"""A word that markup would be made of, if the page took it for markup."""

# A job that gave up, of a kind that succeeds when it is tried again; and a broken rule.
GIVEN = """
    delete from core.jobs;
    insert into core.jobs (
        kind, status, run_at, attempts, max_attempts, enqueued_at, died_at, last_error
    )
    values (
        'core.maintain_partitions', 'dead', now(), 3, 3, now() - interval '2 hours', now(),
        %(error)s
    );
    delete from core.invariants;
    insert into core.invariants (name, module, query, repair)
    values ('core.t_holds', 'core', 'select 1 where false', 'None.'),
        ('core.t_broken', 'core', 'select 7 as sevens', 'Take the sevens away.');
    insert into core.alerts (check_name, status, unit, detail, opened_at, seen_at)
    values ('core.t_alert', 'fail', 'jobs', 'Too many of them.', now(), now())
"""


@pytest.fixture(scope="module")
def site(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    """Serve a database of which something is wrong."""
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        for statement in GIVEN.split(";\n"):
            conn.execute(statement.encode(), {"error": MARKUP})
    with running_api(server, database) as running:
        yield running


def test_a_failed_job_is_seen_understood_and_run_again(
    site: RunningApi, server: Server, tmp_path: Path
) -> None:
    async def scene() -> None:
        async with (
            running_relay(server, site.database, tmp_path, port=site.relay_port),
            opened(address(site, "admin")) as (page, complaints),
        ):
            pages = page.get_by_role("navigation", name="Pages")
            await expect(page.get_by_role("heading", name="Overview")).to_be_visible()
            # The token goes from the address at once.
            assert page.url == f"{site.api.url}/console/"

            alerts = page.get_by_role("table", name="Alerts")
            await expect(alerts.get_by_role("cell", name="Too many of them.")).to_be_visible()

            # Invariants are green or red, and red ones show their rows.
            await page.get_by_role("button", name="Check all 2").click()
            await expect(page.get_by_label("Outcome of the invariants")).to_have_text(
                "2 of 2 checked: 1 do not hold."
            )
            rules = page.get_by_role("table", name="Invariants that do not hold")
            await expect(rules.locator("[data-state]")).to_have_text(["violated"])
            await expect(rules).to_contain_text('1 row. Take the sevens away.{"sevens":7}')
            await page.get_by_role("button", name="core (2)").click()
            module = page.get_by_role("table", name="Invariants of core")
            await expect(module.locator("[data-state]")).to_have_text(["violated", "holds"])
            await expect(module.get_by_role("button", name="Check core.t_holds")).to_be_visible()
            assert await faults_of(page) == ""

            # The failed job, and why it failed.
            await pages.get_by_role("link", name="Jobs").click()
            assert await page.title() == "Jobs · Rowhouse console"
            jobs = page.get_by_role("table", name="Jobs", exact=True)
            await expect(jobs.get_by_role("row")).to_have_count(2)
            await expect(jobs).to_contain_text(MARKUP)
            await expect(page.get_by_label("Jobs by queue and state")).to_be_visible()
            assert await faults_of(page) == ""
            await jobs.get_by_role("link").click()
            why = page.get_by_role("region", name="Why")
            await expect(why).to_contain_text("dead: It gave up after attempt 3 of 3")
            await expect(why).to_contain_text(MARKUP)
            assert await page.locator("main img").count() == 0
            assert await faults_of(page) == ""

            # It is run again, by a worker.
            await page.get_by_role("button", name="Retry job").click()
            await expect(page.locator('[data-outcome="done"]')).to_contain_text("may run now")
            with working(site.database):
                await expect(why).to_contain_text("finished: It succeeded")
            await page.get_by_role("link", name="All jobs").click()
            await expect(page.get_by_text("No job is dead.")).to_be_visible()
            assert complaints == []

    asyncio.run(scene())


def test_invariants_are_checked_only_while_the_page_is_shown(site: RunningApi) -> None:
    checks = "**/rpc/check_invariant"
    asked: list[str] = []

    async def scene() -> None:
        async with opened(address(site, "admin")) as (page, _):
            # Not answered.
            await page.route(checks, lambda route: asked.append(route.request.post_data or ""))
            async with page.expect_request(checks):
                await page.get_by_role("button", name="Check all 2").click()
            async with page.expect_event("requestfailed", lambda it: it.url.endswith(checks[3:])):
                await page.get_by_role("link", name="Jobs", exact=True).click()
            await expect(page.get_by_role("table", name="Queues")).to_be_visible()
            assert len(asked) == 1

    asyncio.run(scene())


def test_a_queue_is_paused_by_the_keyboard_alone(site: RunningApi) -> None:
    async def scene() -> None:
        async with opened(address(site, "admin")) as (page, complaints):
            await tab_to(page, "Jobs")
            await page.keyboard.press("Enter")
            await expect(page.get_by_role("heading", name="Jobs", level=1)).to_be_focused()
            await expect(page.get_by_role("button", name="Pause queue default")).to_be_visible()
            await tab_to(page, "Pause queue default")
            await page.keyboard.press("Enter")
            outcome = page.locator('[data-outcome="done"]')
            await expect(outcome).to_have_text("Queue default is paused.")
            await expect(page.get_by_role("button", name="Resume queue default")).to_be_visible()
            await tab_to(page, "Resume queue default")
            await page.keyboard.press("Enter")
            await expect(outcome).to_have_text("Queue default goes on.")
            assert [word for word in complaints if "WebSocket" not in word] == []

    asyncio.run(scene())


def test_it_is_readable_on_a_phone_in_light_and_in_dark(site: RunningApi) -> None:
    async def scene() -> None:
        async with opened(address(site, "admin")) as (page, _):
            await page.set_viewport_size({"width": 390, "height": 844})
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme=scheme)
                for name in ("Jobs", "Overview"):
                    await page.get_by_role("button", name="Pages").click()
                    await page.get_by_role("link", name=name, exact=True).click()
                    await expect(page.get_by_role("heading", name=name, level=1)).to_be_focused()
                    await expect(page.get_by_role("table").first).to_be_visible()
                    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
                    button = page.get_by_role("button", name="Sign out")
                    box = await button.bounding_box()
                    assert box is not None
                    assert box["x"] + box["width"] <= 390
                    assert await faults_of(page) == ""

    asyncio.run(scene())


def test_others_are_refused_and_a_token_is_pasted_and_given_up(site: RunningApi) -> None:
    async def scene() -> None:
        async with opened(f"{site.api.url}/console/") as (page, _):
            field = page.get_by_label("A token of an admin")
            await field.fill(site.user("ada").token or "")
            await page.get_by_role("button", name="Sign in").click()
            refusal = page.get_by_role("alert").first
            await expect(refusal).to_contain_text("App role admin is needed.")
            assert await faults_of(page) == ""
            await page.get_by_role("button", name="Sign out").click()
            await field.fill(site.user("cleo", "admin").token or "")
            await page.get_by_role("button", name="Sign in").click()
            await expect(page.get_by_role("table", name="Alerts")).to_be_visible()
            await page.reload()
            await expect(page.get_by_role("table", name="Alerts")).to_be_visible()
            await page.get_by_role("button", name="Sign out").click()
            await page.reload()
            await expect(field).to_be_visible()

    asyncio.run(scene())


def test_a_link_opened_in_the_tab_signs_in_anew(site: RunningApi) -> None:
    async def scene() -> None:
        async with opened(address(site)) as (page, _):
            refusal = page.get_by_role("alert").first
            await expect(refusal).to_contain_text("App role admin is needed.")
            await page.goto(address(site, "admin"))
            await expect(page.get_by_role("table", name="Alerts")).to_be_visible()
            assert page.url == f"{site.api.url}/console/"
            await page.go_back()
            await expect(page.get_by_role("table", name="Alerts")).to_be_visible()
            assert "token" not in page.url

    asyncio.run(scene())


def test_what_fails_is_said_and_the_rest_goes_on(site: RunningApi) -> None:
    refused: list[Route] = []

    async def refuse_once(route: Route) -> None:
        if refused:
            await route.continue_()
        else:
            refused.append(route)
            await route.fulfill(status=503, json={})

    async def answer_oddly(route: Route) -> None:
        await route.fulfill(json={"items": None, "next": None})

    async def scene() -> None:
        async with opened(address(site, "admin")) as (page, _):
            await page.route("**/console/config.json", refuse_once)
            await page.reload()
            alerts = page.get_by_role("table", name="Alerts")
            await expect(alerts).to_be_visible()
            assert len(refused) == 1

            await page.route("**/rpc/list_job_queues", answer_oddly)
            pages = page.get_by_role("navigation", name="Pages")
            await pages.get_by_role("link", name="Jobs").click()
            await expect(page.get_by_role("alert")).to_contain_text("This page failed")
            await pages.get_by_role("link", name="Overview").click()
            await expect(alerts).to_be_visible()

    asyncio.run(scene())


def test_nothing_else_is_served(site: RunningApi) -> None:
    with httpx.Client(base_url=site.api.url) as http:
        assert http.get("/console").headers["location"] == "/console/"
        for path in ("", "config.json", "page.css", "page.js"):
            assert http.get(f"/console/{path}").status_code == 200, path
        for path in ("parts.tsx", "pages/jobs.tsx", "..%2fclient%2fshell.html", "x/"):
            assert http.get(f"/console/{path}").status_code == 404, path
        policies = {http.get("/console/").headers["content-security-policy"] for _ in range(2)}
        # Each page has a nonce of its own.
        assert len(policies) == 2
        assert not any("unsafe" in policy for policy in policies)
