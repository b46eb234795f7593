"""Each page of the console in a real browser: what it shows, and what can be done there."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, Request, expect

from glue import db
from glue.gateway.console import FOLDER
from glue.postgres.server import Server
from tests.api.conftest import RunningApi, running_api
from tests.api.consoles import address, faults_of
from tests.api.pages import opened

pytestmark = pytest.mark.once

# A delivery that failed, an event that only its owner reads, an operation half done, a
# limit in use, a setting that was changed and sealed.
GIVEN = """
    select tests.make_delivery(tests.make_webhook('ada'), 1);
    update core.webhook_deliveries
    set status = 'failed', last_outcome = 'refused', lease = 1, finished_at = now();
    insert into core.webhook_attempts (
        delivery_id, number, started_at, finished_at, outcome, status_code, latency_ms, response
    )
    select d.id, 1, now(), now(), 'refused', 400, 12, 'wrong' from core.webhook_deliveries as d;
    select core.emit('core.thing.made', 'core:alerts', 'seen', '{"v": 1, "word": "seen"}');
    select core.emit('core.thing.made', 'core:notifications:x', 'hid', '{"v": 1, "word": "hid"}');
    insert into core.operation_kinds (kind, chunk_function, chunk_size, max_items, description)
    values ('core.t_kind', 'core.t_chunk', 3, 20, 'Adds numbers.');
    insert into core.operations (kind, status, total, done, created_at, progressed_at)
    values ('core.t_kind', 'running', 4, 2, now(), now());
    insert into core.rate_limits (key, full_at)
    values ('role:anon:192.0.2.7', now() + interval '1 hour');
    update core.settings set value = '4' where name = 'core.operations_at_once';
    insert into core.request_counts (started_at, rpc, status, requests, took_ms)
    select date_bin('5 minutes', now(), '2000-01-01Z'), r.rpc, r.status, r.requests, 20
    from (values ('get_stock', 200, 90), ('get_stock', 404, 6), ('get_product', 200, 5),
        ('get_product', 500, 5)) as r (rpc, status, requests);
    update core.cache_counters set hits = 8, misses = 2 where slot = 0;
    insert into core.canaries (status, sent_at, took_ms)
    select 'arrived', now() - make_interval(secs => 10 * n), 10 + n
    from generate_series(0, 9) as g (n);
    insert into core.canaries (status, sent_at, fault)
    values ('failed', now() - interval '15 seconds', 'It did not arrive within 5 s');
    select core.seal_audit()
"""


@pytest.fixture(scope="module")
def site(make_database: Callable[..., str], server: Server) -> Iterator[RunningApi]:
    """Serve a database in which something has happened."""
    server.set_passwords()
    database = make_database()
    with db.connect(database) as conn:
        for statement in GIVEN.split(";\n"):
            conn.execute(statement.encode())
    with running_api(server, database) as running:
        yield running


@asynccontextmanager
async def shown(site: RunningApi, title: str, refused: str = "WebSocket") -> AsyncIterator[Page]:
    """Open a page by its link; at the end the browser complains of nothing but a refusal."""
    async with opened(address(site, "admin")) as (page, complaints):
        pages = page.get_by_role("navigation", name="Pages")
        await pages.get_by_role("link", name=title, exact=True).click()
        await expect(page.get_by_role("heading", name=title, level=1)).to_be_focused()
        yield page
        assert await faults_of(page) == ""
        assert await page.get_by_role("alert").count() == 0
        known = ("WebSocket", refused)
        assert [word for word in complaints if not any(one in word for one in known)] == []


def test_a_page_is_a_file(site: RunningApi) -> None:
    async def scene() -> None:
        async with opened(address(site, "admin")) as (page, _):
            links = page.get_by_role("navigation", name="Pages").get_by_role("link")
            await expect(links.first).to_be_visible()
            names = [await link.get_attribute("href") for link in await links.all()]
            files = (FOLDER / "pages").glob("*.tsx")
            assert {f"#/{file.stem}" for file in files} == set(names)

    asyncio.run(scene())


def test_a_failed_delivery_is_sent_again(site: RunningApi) -> None:
    async def scene() -> None:
        async with shown(site, "Webhooks") as page:
            endpoints = page.get_by_role("table", name="Endpoints")
            await expect(endpoints).to_contain_text("https://example.com/hook")
            deliveries = page.get_by_role("table", name="Deliveries")
            await expect(deliveries.get_by_role("row")).to_have_count(2)
            assert await faults_of(page) == ""
            await deliveries.get_by_role("link").click()
            attempts = page.get_by_role("table", name="Attempts")
            await expect(attempts).to_contain_text("refused40012 mswrong")
            await page.get_by_role("button", name="Send again: delivery").click()
            await expect(page.locator('[data-outcome="done"]')).to_contain_text("is sent again.")
            await page.get_by_role("link", name="All deliveries").click()
            await expect(page.get_by_text("There is no such delivery.")).to_be_visible()

    asyncio.run(scene())


def test_events_are_followed_by_topic_and_what_is_private_stays_so(site: RunningApi) -> None:
    async def scene() -> None:
        async with shown(site, "Events") as page:
            events = page.get_by_role("table", name="Events")
            await expect(events).to_contain_text("core:notifications:x")
            await expect(events).to_contain_text("for others only")
            await expect(events).to_contain_text('"word":"seen"')
            assert 'hid"' not in await events.inner_text()
            await page.get_by_label("Topic").fill("core:alerts")
            await expect(events.get_by_role("row")).to_have_count(2)
            with db.connect(site.database) as conn:
                conn.execute(
                    "select core.emit('core.thing.made', 'core:alerts', 'new', '{\"v\":1}')"
                )
            await expect(events).to_contain_text("new")

    asyncio.run(scene())


def test_an_operation_is_cancelled(site: RunningApi) -> None:
    async def scene() -> None:
        async with shown(site, "Operations") as page:
            await expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "50")
            await page.get_by_role("button", name="Cancel operation").click()
            outcome = page.locator('[data-outcome="done"]')
            await expect(outcome).to_contain_text("is being cancelled")
            # Its chunk runs on.
            button = page.get_by_role("button", name="Cancelling operation")
            await expect(button).to_be_disabled()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("title", "table", "words"),
    [
        ("Caches", "Caches", "80 %"),
        ("Rate limits", "Rate limits in use", "role:anon:192.0.2.7"),
        ("Latencies", None, "Times in the database"),
        ("Latencies", "Canaries", "14 ms19 ms19 ms"),
        ("Latencies", "Canaries", "It did not arrive within 5 s"),
        ("Requests", "Requests by RPC", "get_product10"),
        ("Locks", None, "No session waits for a lock."),
        ("Bloat", "Tables", "core."),
        ("Sync", None, "PMS of commerce"),
    ],
)
def test_what_is_measured_is_shown(
    site: RunningApi, title: str, table: str | None, words: str
) -> None:
    async def scene() -> None:
        async with shown(site, title) as page:
            where = page.locator("main") if table is None else page.get_by_role("table", name=table)
            await expect(where).to_contain_text(words)

    asyncio.run(scene())


def test_requests_are_ordered_by_their_errors(site: RunningApi) -> None:
    async def scene() -> None:
        async with shown(site, "Requests") as page:
            await expect(page.get_by_role("figure", name="Requests over time")).to_be_visible()
            rows = page.get_by_role("table", name="Requests by RPC").get_by_role("row")
            # The other rows are the calls of the console.
            await expect(rows.filter(has_text="get_stock")).to_contain_text("200: 90, 404: 6")
            await page.get_by_role("combobox", name="Order by").click()
            await page.get_by_role("option", name="Error share").click()
            await expect(rows.nth(1)).to_contain_text("get_product10505")
            await expect(rows.nth(1)).to_contain_text("50.00 %")

    asyncio.run(scene())


def test_the_history_of_a_row_is_shown_and_proved(site: RunningApi) -> None:
    async def scene() -> None:
        async with shown(site, "Audit") as page:
            await page.get_by_label("Table").fill("core.settings")
            await page.get_by_label("Key of the row").fill("core.operations_at_once")
            await page.get_by_role("button", name="Show its history").click()
            history = page.get_by_role("table", name="History")
            await expect(history).to_contain_text('{"value":null}')
            await page.get_by_role("button", name="Prove entry").first.click()
            outcome = page.locator('[data-outcome="done"]')
            await expect(outcome).to_contain_text("as it was written.")
            await expect(page.get_by_role("region", name="Proof")).to_be_visible()

    asyncio.run(scene())


def test_an_older_page_of_a_history_does_not_say_what_is_now(site: RunningApi) -> None:
    with db.connect(site.database) as conn:
        for value in range(1, 61):
            query = "update core.settings set value = %s where name = 'core.alert_hold_seconds'"
            conn.execute(query, (str(value),))

    async def scene() -> None:
        async with shown(site, "Audit") as page:
            await page.get_by_label("Table").fill("core.settings")
            await page.get_by_label("Key of the row").fill("core.alert_hold_seconds")
            await page.get_by_role("button", name="Show its history").click()
            newest = page.get_by_role("table", name="History").get_by_role("row").nth(1)
            await expect(newest).to_contain_text("as it is now")
            await expect(page.get_by_role("row").nth(2)).to_contain_text('{"value":59}')
            await page.get_by_role("button", name="Older").click()
            await expect(newest).to_contain_text("see the newer entries")

    asyncio.run(scene())


def test_a_setting_is_changed_with_a_reason(site: RunningApi) -> None:
    async def scene() -> None:
        async with shown(site, "Settings") as page:
            await page.get_by_role("button", name="Change core.operations_at_once").click()
            await page.get_by_label("Value, as JSON").fill("7")
            await page.get_by_label("Reason").fill("month end")
            await page.get_by_role("button", name="Change it").click()
            await expect(page.locator('[data-outcome="done"]')).to_contain_text("is changed.")
            row = page.get_by_role("row", name="core.operations_at_once")
            await expect(row.get_by_role("cell").nth(1)).to_have_text("7")

    asyncio.run(scene())
    with db.connect(site.database) as conn:
        query = "select core.setting('core.operations_at_once')::int as value"
        assert conn.execute(query).fetchone() == {"value": 7}


def test_a_flag_is_made_changed_and_deleted(site: RunningApi) -> None:
    async def scene() -> None:
        async with shown(site, "Feature flags") as page:
            outcome = page.locator('[data-outcome="done"]')
            await page.get_by_role("button", name="New flag").click()
            await page.get_by_role("textbox", name="Name", exact=True).fill("core.t_flag")
            await page.get_by_label("Share of the users").fill("25")
            await page.get_by_label("Reason").fill("first users")
            await page.get_by_role("button", name="Set it").click()
            await expect(outcome).to_have_text("Flag core.t_flag is set.")
            row = page.get_by_role("row", name="core.t_flag")
            await expect(row).to_contain_text("25 %")
            await page.get_by_role("button", name="Change core.t_flag").click()
            await page.get_by_role("switch", name="Enabled").check()
            await page.get_by_label("Reason").fill("it works")
            await page.get_by_role("button", name="Set it").click()
            await expect(row).to_contain_text("active")
            await page.get_by_role("button", name="Change core.t_flag").click()
            await page.get_by_label("Reason").fill("for all")
            await page.get_by_role("button", name="Delete it").click()
            await expect(outcome).to_have_text("Flag core.t_flag is deleted.")
            await expect(page.get_by_text("There is no feature flag.")).to_be_visible()

    asyncio.run(scene())


def test_a_form_opened_again_shows_what_others_changed(site: RunningApi) -> None:
    def execute(statement: str) -> None:
        with db.connect(site.database) as conn:
            conn.execute(statement.encode())

    execute(
        "insert into core.feature_flags (name, is_enabled, created_at, updated_at)"
        " values ('core.t_two', true, now(), now())"
    )

    async def scene() -> None:
        async with shown(site, "Feature flags", refused="409") as page:
            change = page.get_by_role("button", name="Change core.t_two")
            enabled = page.get_by_role("switch", name="Enabled")
            await change.click()
            await expect(enabled).to_be_checked()
            execute(
                "update core.feature_flags set is_enabled = false, version = version + 1"
                " where name = 'core.t_two'"
            )
            await page.get_by_label("Reason").fill("too late")
            await page.get_by_role("button", name="Set it").click()
            await expect(page.locator('[data-outcome="refused"]')).to_be_visible()
            await expect(page.get_by_role("row", name="core.t_two")).to_contain_text("off")
            await change.click()
            await expect(enabled).not_to_be_checked()
            # Other tests have no flag.
            execute("delete from core.feature_flags where name = 'core.t_two'")

            pages = page.get_by_role("navigation", name="Pages")
            await pages.get_by_role("link", name="Settings", exact=True).click()
            row = page.get_by_role("row", name="core.schedule_grace_seconds")
            await row.get_by_role("button").click()
            value = page.get_by_label("Value, as JSON")
            execute(
                "update core.settings set value = '77' where name = 'core.schedule_grace_seconds'"
            )
            await expect(row).to_contain_text("77")
            await expect(value).not_to_have_value("77")
            await row.get_by_role("button").click()
            await expect(value).to_have_value("77")

    asyncio.run(scene())


def test_the_keyboard_goes_on_where_it_was(site: RunningApi) -> None:
    setting = "core.webhook_tolerance_seconds"
    with db.connect(site.database) as conn:
        for value in range(1, 121):
            query = "update core.settings set value = %s where name = %s"
            conn.execute(query, (str(100 + value), setting))

    async def scene() -> None:
        async with shown(site, "Settings") as page:
            # A form that closes gives the focus back to what opened it.
            change = page.get_by_role("button", name=f"Change {setting}")
            await change.press("Enter")
            await expect(page.get_by_label("Value, as JSON")).to_be_focused()
            await page.get_by_role("button", name="Leave it").press("Enter")
            await expect(change).to_be_focused()

            row = page.get_by_role("row", name=setting)
            await row.get_by_role("link", name="history").press("Enter")
            history = page.get_by_role("table", name="History")
            entry = history.get_by_role("row").nth(1)
            older = page.get_by_role("button", name="Older")
            newer = page.get_by_role("button", name="Newer")
            await expect(entry).to_contain_text('{"value":219}')
            await older.press("Enter")
            await expect(entry).to_contain_text("see the newer entries")
            await expect(older).to_be_focused()
            # The last page has no older one, and the first one no newer one.
            await page.keyboard.press("Enter")
            await expect(older).to_have_count(0)
            await expect(page.get_by_role("region", name="History")).to_be_focused()
            await newer.press("Enter")
            await expect(older).to_be_visible()
            await expect(newer).to_be_focused()

            pages = page.get_by_role("navigation", name="Pages")
            await pages.get_by_role("link", name="Feature flags").press("Enter")
            new = page.get_by_role("button", name="New flag")
            await new.press("Enter")
            await page.get_by_role("button", name="Leave it").press("Enter")
            await expect(new).to_be_focused()

    asyncio.run(scene())


def test_jobs_are_searched_when_a_kind_is_typed(site: RunningApi) -> None:
    kind = "core.there_is_none"
    asked: list[str] = []

    def note(request: Request) -> None:
        body = request.post_data_json or {}
        if request.url.endswith("/search_jobs") and body["kind"] is not None:
            asked.append(body["kind"])

    async def scene() -> None:
        async with shown(site, "Jobs") as page:
            page.on("request", note)
            async with page.expect_request(lambda it: f'"{kind}"' in (it.post_data or "")):
                await page.get_by_label("Kind").press_sequentially(kind, delay=50)

    asyncio.run(scene())
    # Not at each key.
    assert len(set(asked)) < len(kind)


def test_a_topic_breaks_at_colons_only_and_a_uuid_is_short(site: RunningApi) -> None:
    whole = "core:notifications:0190a1b2-0000-7000-8000-00000000000a"
    with db.connect(site.database) as conn:
        conn.execute("select core.emit('core.thing.made', %s, 'wide', '{\"v\":1}')", (whole,))

    async def scene() -> None:
        async with shown(site, "Events") as page:
            topic = page.get_by_title(whole)
            await expect(topic).to_have_text("core:notifications:0190a1b2…")
            box = await topic.bounding_box()
            assert box is not None
            assert box["width"] > 150

    asyncio.run(scene())


def test_settings_are_searched_and_a_refusal_marks_the_field(site: RunningApi) -> None:
    async def scene() -> None:
        async with shown(site, "Settings", refused="422") as page:
            await page.get_by_label("Search").fill("operations_at_once")
            core = page.get_by_role("table", name="Settings of core")
            await expect(core.get_by_role("row")).to_have_count(2)
            await page.get_by_role("button", name="Change core.operations_at_once").click()
            value = page.get_by_label("Value, as JSON")
            await expect(value).to_be_focused()
            await expect(value).to_be_in_viewport()
            await value.fill("-7")
            await page.get_by_label("Reason").fill("to be refused")
            await page.get_by_role("button", name="Change it").click()
            await expect(page.locator('[data-outcome="refused"]')).to_be_visible()
            await expect(value).to_have_attribute("aria-invalid", "true")
            await core.get_by_role("link", name="history").click()
            history = page.get_by_role("table", name="History")
            await expect(history).to_contain_text("as it is now")

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("title", "table", "button"),
    [
        ("Jobs", "Queues", "Pause queue default"),
        ("Settings", "Settings of core", "Change core.operations_at_once"),
        ("Operations", "Operations", None),
        ("Bloat", "Tables", None),
    ],
)
def test_a_row_is_whole_on_a_phone(
    site: RunningApi, title: str, table: str, button: str | None
) -> None:
    async def scene() -> None:
        async with shown(site, title) as page:
            await page.set_viewport_size({"width": 390, "height": 844})
            rows = page.get_by_role("table", name=table, exact=True)
            row = rows.get_by_role("row").nth(1)
            if button is not None:
                row = rows.get_by_role("row").filter(has=page.get_by_role("button", name=button))
            parts = row.locator("td:first-child, [data-state], button")
            await expect(parts.first).to_be_visible()
            for part in await parts.all():
                box = await part.bounding_box()
                assert box is not None
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= 390
            assert await page.evaluate("document.documentElement.scrollWidth") <= 390

    asyncio.run(scene())
