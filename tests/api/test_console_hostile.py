"""The console under what others have written: markup everywhere, odd addresses, long lists."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.async_api import Page, expect

from glue import db
from glue.gateway.console import FOLDER
from glue.postgres.server import Server
from glue.waiting import wait_until
from tests.api.conftest import RunningApi, running_api
from tests.api.consoles import address
from tests.api.pages import opened

pytestmark = pytest.mark.once

MARKUP = '<img src=x onerror="window.taken=1"><a href="javascript:window.taken=1">take</a>'
"""What runs a script, if a page takes it for markup; no apostrophe, so that SQL can quote it."""

TIGHT = MARKUP.replace(" ", "/")
"""The same without white space, as a URL may have it."""

GIVEN = """
    delete from core.jobs where true;
    update core.job_kinds set description = %(m)s::text where true;
    insert into core.jobs (
        kind, status, payload, run_at, attempts, max_attempts, enqueued_at, died_at, last_error,
        last_traceback, traceparent
    )
    values ('core.seal_audit', 'dead', jsonb_build_object(%(m)s::text, %(m)s::text), now(), 3, 3,
        now(), now(), %(m)s::text, %(m)s::text, %(m)s::text);
    update core.job_queues set description = %(m)s::text where true;
    select core.pause_queue('maintenance', 'infinity', %(m)s::text);
    select tests.make_delivery(tests.make_webhook('ada'), 1);
    update core.webhook_endpoints
    set url = 'https://example.com/' || %(t)s, status_reason = 'owner', status = 'disabled';
    update core.webhook_deliveries
    set status = 'failed', last_outcome = 'refused', event_type = %(m)s::text, lease = 1,
        finished_at = now();
    insert into core.webhook_attempts (
        delivery_id, number, started_at, finished_at, outcome, status_code, error, response
    )
    select d.id, 1, now(), now(), 'refused', 400, %(m)s::text, %(m)s::text
    from core.webhook_deliveries as d;
    select core.emit('core.thing.made', 'core:alerts', %(m)s::text,
        jsonb_build_object('v', 1, 'w', %(m)s::text));
    insert into core.rate_limits (key, full_at) values (%(m)s::text, now() + interval '1 hour');
    insert into core.request_counts (started_at, rpc, status, requests, took_ms)
    values (date_bin('5 minutes', now(), '2000-01-01Z'), %(m)s::text, 200, 1, 1);
    insert into core.canaries (status, sent_at, fault) values ('failed', now(), %(m)s::text);
    insert into core.alerts (check_name, status, unit, detail, opened_at, seen_at)
    values ('core.dead_jobs', 'fail', %(m)s::text, %(m)s::text, now(), now());
    delete from core.invariants where true;
    insert into core.invariants (name, module, query, repair)
    values ('core.t_broken', 'core', format('select %%L as %%I', %(m)s::text, 'one'), %(m)s::text);
    select core.set_feature_flag('core.t_flag',
        jsonb_build_object('description', %(m)s::text, 'roles', array[left(%(m)s::text, 60)]),
        %(m)s::text);
    insert into core.settings (name, default_value, description)
    values ('core.t_text', to_jsonb(%(m)s::text), %(m)s::text);
    select core.set_setting('core.t_text', to_jsonb('2' || %(m)s::text), %(m)s::text);
    insert into core.operation_kinds (kind, chunk_function, description)
    values ('core.t_kind', 'core.t_chunk', %(m)s::text);
    insert into core.operations (kind, status, total, created_at, progressed_at)
    values ('core.t_kind', 'running', 4, now(), now())
"""
# Pages and parts of pages, with where the markup has to be read as what it is.
PAGES = {
    "overview": "table[aria-label='Alerts']",
    "jobs": "table[aria-label='Jobs']",
    "jobs/{job}": "table[aria-label='Everything about the job']",
    "webhooks/{delivery}": "table[aria-label='Attempts']",
    "events": "table[aria-label='Events']",
    "limits": "main table",
    "requests": "table[aria-label='Requests by RPC']",
    "latencies": "table[aria-label='Canaries']",
    "flags": "table[aria-label='Feature flags']",
    "settings": "table[aria-label='Settings of core']",
    "audit/core.settings/core.t_text": "table[aria-label='History']",
    "audit/core.feature_flags/core.t_flag": "table[aria-label='History']",
    # The URL has no white space, a name of an application is cut, and a kind has a short name.
    "webhooks": None,
    "locks": None,
    "operations": None,
    "caches": None,
    "sync": None,
    "vacuum": None,
}
ADDRESSES = (
    "constructor",
    "__proto__",
    "toString/valueOf",
    "jobs/%E0%A4%A",
    "jobs/NaN",
    "jobs/-1",
    "webhooks/1e999",
    "audit/%3Cimg%20src%3Dx%20onerror%3Dwindow.taken%3D1%3E/%00",
    "audit/a",
    "%2e%2e/overview",
    "/////",
)


@pytest.fixture(scope="module")
def site(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    """Serve a database in which every text that others may write is markup."""
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        for statement in GIVEN.split(";\n"):
            conn.execute(statement.encode(), {"m": MARKUP, "t": TIGHT})
    with running_api(server, database) as running, waiting_session(database):
        yield running


@contextmanager
def waiting_session(database: str) -> Iterator[None]:
    """Keep a session waiting for another one; both have markup for a name."""

    def wait() -> None:
        with db.connect(database) as conn:
            conn.execute("select set_config('application_name', %s, false)", (MARKUP,))
            conn.execute("update core.job_queues set description = 'x' where true")

    waits = b"select from core._list_lock_waits()"
    with db.connect(database, autocommit=False) as holder, db.connect(database) as watch:
        holder.execute("select set_config('application_name', %s, false)", (MARKUP,))
        holder.execute("select from core.job_queues for update")
        waiting = threading.Thread(target=wait)
        waiting.start()
        try:
            assert wait_until(lambda: watch.execute(waits).rowcount == 1, 30)
            yield
        finally:
            holder.rollback()
            waiting.join()


def ids(site: RunningApi) -> dict[str, int]:
    with db.connect(site.database) as conn:
        row = conn.execute(
            "select (select max(id) from core.jobs where status = 'dead') as job,"
            " (select max(id) from core.webhook_deliveries) as delivery"
        ).fetchone()
    assert row is not None
    return row


async def show(page: Page, site: RunningApi, to: str) -> None:
    """Go to a page of the console by its address."""
    await page.goto(f"{site.api.url}/console/#/{to}")
    await expect(page.locator("main h1, main [role=alert]").first).to_be_visible()
    await expect(page.get_by_text("Loading")).to_have_count(0)


async def is_untouched(page: Page) -> bool:
    """Return whether the page is made of its own elements, whose links stay within it."""
    links = await page.locator("main a").evaluate_all("of => of.map(a => a.getAttribute('href'))")
    return (
        await page.evaluate("window.taken") is None
        and await page.locator("main img").count() == 0
        and all(link.startswith("#/") for link in links)
    )


def test_each_page_shows_markup_as_text(site: RunningApi) -> None:
    placed = ids(site)
    assert {file.stem for file in (FOLDER / "pages").glob("*.tsx")} <= {
        name.split("/")[0] for name in PAGES
    }

    async def scene() -> None:
        async with opened(address(site, "admin")) as (page, complaints):
            await expect(page.get_by_role("heading", name="Overview")).to_be_visible()
            for name, where in PAGES.items():
                await show(page, site, name.format(**placed))
                if where is not None:
                    await expect(page.locator(where)).to_contain_text(MARKUP)
                assert await is_untouched(page), name
            await show(page, site, "webhooks")
            await expect(page.get_by_role("table", name="Endpoints")).to_contain_text(TIGHT)
            await show(page, site, "locks")
            await expect(page.locator("main")).to_contain_text(MARKUP[:60])
            await show(page, site, "overview")
            await page.get_by_role("button", name="Check all 1").click()
            rules = page.get_by_role("table", name="Invariants that do not hold")
            await expect(rules).to_contain_text(MARKUP)
            assert await is_untouched(page)
            assert [word for word in complaints if "WebSocket" not in word] == []

    asyncio.run(scene())


def test_a_form_and_a_refusal_show_markup_as_text(site: RunningApi) -> None:
    async def scene() -> None:
        async with opened(address(site, "admin")) as (page, _):
            await expect(page.get_by_role("heading", name="Overview")).to_be_visible()
            await show(page, site, "flags")
            await page.get_by_role("button", name="Change core.t_flag").click()
            await expect(page.get_by_label("Description")).to_have_value(MARKUP)
            await page.get_by_role("button", name="Leave it").click()
            await page.get_by_role("button", name="New flag").click()
            await page.get_by_role("textbox", name="Name", exact=True).fill(MARKUP)
            await page.get_by_label("Reason").fill(MARKUP)
            await page.get_by_role("button", name="Set it").click()
            refusal = page.locator('[data-outcome="refused"]')
            await expect(refusal).to_contain_text(MARKUP[:40])
            assert await is_untouched(page)

    asyncio.run(scene())


def test_an_odd_address_breaks_nothing(site: RunningApi) -> None:
    async def scene() -> None:
        async with opened(address(site, "admin")) as (page, complaints):
            await expect(page.get_by_role("heading", name="Overview")).to_be_visible()
            for odd in ADDRESSES:
                await show(page, site, odd)
                assert await is_untouched(page), odd
                links = page.get_by_role("navigation", name="Pages").get_by_role("link")
                await expect(links.first).to_be_visible()
            known = ("WebSocket", "Failed to load resource")
            assert [word for word in complaints if not any(one in word for one in known)] == []

    asyncio.run(scene())


def test_more_settings_than_a_page_holds_are_all_listed(site: RunningApi) -> None:
    with db.connect(site.database) as conn:
        conn.execute(
            "insert into core.settings (name, default_value, description)"
            " select format('aaa.t_%s', n), '1', 'One of many.' from generate_series(1, 600) as n"
        )
        row = conn.execute("select name from core.settings order by name desc limit 1").fetchone()
    assert row is not None

    async def scene() -> None:
        async with opened(address(site, "admin")) as (page, _):
            await expect(page.get_by_role("heading", name="Overview")).to_be_visible()
            await show(page, site, "settings")
            await expect(page.get_by_role("button", name="aaa (600)")).to_be_visible()
            await page.get_by_label("Search").fill(row["name"])
            await expect(page.get_by_role("cell", name=row["name"], exact=True)).to_be_visible()

    asyncio.run(scene())
