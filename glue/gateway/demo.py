"""The demo page of filters: supabase/client/demo, its script bundled anew for every request.

The bundle is held in memory only, so an edit shows at the next reload.
"""

import asyncio
import json
from http import HTTPStatus

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
    """Answer for one path below /demo, where the module that it shows is chosen."""
    if "filters" not in read_modules().chosen:
        raise not_served(path)
    if path == "/demo":
        return web.Response(status=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": "/demo/"})
    name = path.removeprefix("/demo/")
    if name in FILES:
        file, kind = FILES[name]
        return _page((FOLDER / file).read_text(), kind)
    if name == "config.json":
        return _page(json.dumps({"publishable_key": publishable_key}), "application/json")
    if name == "page.js":
        return await _bundle()
    raise not_served(path)


def _page(text: str, kind: str) -> web.Response:
    return web.Response(text=text, content_type=kind, charset="utf-8", headers=HEADERS)


async def _bundle() -> web.Response:
    try:
        child = await asyncio.create_subprocess_exec(
            ESBUILD,
            str(FOLDER / "page.tsx"),
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
