"""What tests of the console share: how to sign in, and a judge of accessibility."""

from playwright.async_api import Page

from glue import paths
from tests.api.conftest import RunningApi

AXE = paths.NODE_MODULES / "axe-core" / "axe.min.js"
RUN = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"


def address(site: RunningApi, *roles: str) -> str:
    """Return the address that signs a user with these app roles in."""
    return f"{site.api.url}/console/#token={site.user('cleo', *roles).token}"


async def faults_of(page: Page) -> str:
    """Return what axe finds, of the rules of WCAG A and AA."""
    # Not as a script element: the policy of the page admits its own files only.
    await page.evaluate(AXE.read_text())
    found = await page.evaluate(RUN)
    return "\n".join(
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    )


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    focused = "document.activeElement?.ariaLabel || document.activeElement?.textContent"
    for _ in range(80):
        if await page.evaluate(focused) == name:
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {name}")
