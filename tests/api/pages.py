"""Pages in a real browser."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright, expect

CHROMIUM = shutil.which("chromium")
PATIENCE = 120_000
"""Milliseconds for each thing that a page shall show: only what never comes takes so long.

Playwright's own five seconds are a guess at the machine, and short on one that does other work.
"""

expect.set_options(timeout=PATIENCE)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[tuple[Page, list[str]]]:
    """Open a page in a browser of its own; yield it, and a list of what it complains of."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on the PATH")
    async with async_playwright() as driver:
        chromium = await driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=PATIENCE
        )
        page = await chromium.new_page()
        page.set_default_timeout(PATIENCE)
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda word: complaints.append(word.text) if word.type == "error" else None,
        )
        await page.goto(url)
        yield page, complaints
        await chromium.close()
