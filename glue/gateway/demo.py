"""The demo pages: supabase/client/demo, their scripts bundled anew for every request.

A bundle is held in memory only, so an edit shows at the next reload.
"""

import asyncio
import json
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from glue import paths
from glue.gateway.problems import Problem, not_served
from glue.schema.modules import read_modules

FOLDER = paths.ROOT / "supabase" / "client" / "demo"
ESBUILD = paths.NODE_MODULES / ".bin" / "esbuild"
HEADERS = {
    "Cache-Control": "no-store",
    # The address holds a token when the page is opened.
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
FILES = {"": ("index.html", "text/html"), "page.css": ("page.css", "text/css")}
MODULES = {
    "": "filters",
    "commerce/": "commerce",
    "suppliers/": "suppliers",
    "concerts/": "concerts",
}
"""The folders of pages, below the demo's own; each page shows a module."""

# React as developers have it: it mounts everything twice and reports what is wrong.
BUNDLE = (
    "--bundle",
    "--format=esm",
    "--target=es2022",
    "--jsx=automatic",
    '--define:process.env.NODE_ENV="development"',
    "--log-level=error",
)


async def answer_demo(path: str, publishable_key: str) -> web.Response:
    """Answer for one path below /demo, where the module that a page shows is chosen."""
    chosen = read_modules().chosen
    pages = [folder for folder, module in MODULES.items() if module in chosen]
    if path in {f"/demo/{folder}".removesuffix("/") for folder in pages}:
        headers = {"Location": f"{path}/"}
        return web.Response(status=HTTPStatus.PERMANENT_REDIRECT, headers=headers)
    named = path.removeprefix("/demo/")
    # What the pages share.
    if pages and named == "config.json":
        return _page(json.dumps({"publishable_key": publishable_key}), "application/json")
    if pages and named == "page.css":
        return _page((FOLDER / named).read_text(), "text/css")
    start = named.rfind("/") + 1
    folder, name = named[:start], named[start:]
    if folder in pages and name in FILES:
        file, kind = FILES[name]
        return _page((FOLDER / folder / file).read_text(), kind)
    if folder in pages and name == "page.js":
        return await _bundle(FOLDER / folder / "page.tsx")
    raise not_served(path)


def _page(text: str, kind: str) -> web.Response:
    return web.Response(text=text, content_type=kind, charset="utf-8", headers=HEADERS)


async def _bundle(page: Path) -> web.Response:
    try:
        child = await asyncio.create_subprocess_exec(
            ESBUILD,
            str(page),
            *BUNDLE,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as exc:
        return _unbundled(f"esbuild is not there: {exc.strerror}")
    try:
        script, words = await child.communicate()
    except asyncio.CancelledError:
        child.kill()
        raise
    if child.returncode != 0:
        return _unbundled(words.decode(errors="replace"))
    return _page(script.decode(), "text/javascript")


def _unbundled(why: str) -> web.Response:
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, "not_bundled", "the page's script is not bundled", why
    ).response()
