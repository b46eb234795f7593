"""The demo pages: supabase/client/demo, a folder for the page of each module.

A page is found by its place: `<module>/page.tsx` shows that module, and is served where the
module is chosen. The page of the folder itself shows filters.
"""

from aiohttp import web

from glue.gateway import pages
from glue.gateway.problems import not_served
from glue.schema.modules import read_modules

FOLDER = pages.CLIENT / "demo"
SCRIPT, STYLE = "page.tsx", "page.css"


async def answer_demo(path: str, publishable_key: str) -> web.Response:
    """Answer for one path below /demo, where the module that a page shows is chosen."""
    modules = read_pages()
    if path in {f"/demo/{folder}".removesuffix("/") for folder in modules}:
        return pages.answer_redirect(path)
    named = path.removeprefix("/demo/")
    # What the pages share.
    if modules and named == "config.json":
        return pages.answer_config({"publishable_key": publishable_key})
    if modules and named == STYLE:
        return pages.answer_text((FOLDER / STYLE).read_text(), "text/css")
    start = named.rfind("/") + 1
    folder, name = named[:start], named[start:]
    if folder not in modules:
        raise not_served(path)
    if name == "":
        own = [f"/demo/{folder}{STYLE}"] if folder and (FOLDER / folder / STYLE).exists() else []
        return pages.answer_shell(f"Rowhouse: {modules[folder]}", [f"/demo/{STYLE}", *own])
    if name == STYLE and (FOLDER / folder / STYLE).exists():
        return pages.answer_text((FOLDER / folder / STYLE).read_text(), "text/css")
    if name == "page.js":
        return await pages.answer_script(f'import "./{folder}{SCRIPT}";', FOLDER, "entry.tsx")
    raise not_served(path)


def read_pages() -> dict[str, str]:
    """Return the module of each page by its folder, of the chosen modules."""
    folders = [page.parent.name for page in FOLDER.glob(f"*/{SCRIPT}")]
    found = {"": "filters"} | {f"{name}/": name for name in folders}
    chosen = read_modules().chosen
    return {folder: module for folder, module in sorted(found.items()) if module in chosen}
