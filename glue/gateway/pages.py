"""What the demo pages and the console share: one shell, and bundles made anew at each request.

A bundle is held in memory only, so an edit shows at the next reload. The policy of a page
allows no script and no style but its own files; a style that a library writes needs the
page's nonce.
"""

import asyncio
import html
import json
import os
import secrets
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from glue import paths
from glue.gateway.problems import Problem

CLIENT = paths.SHIPPED / "supabase" / "client"
SHELL = CLIENT / "shell.html"
ESBUILD = paths.NODE_MODULES / ".bin" / "esbuild"
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"
HEADERS = {
    "Cache-Control": "no-store",
    # The address holds a token when the page is opened.
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
}

# React as developers have it: it mounts everything twice and reports what is wrong.
SCRIPT = (
    "--loader=tsx",
    "--format=esm",
    "--target=es2022",
    "--jsx=automatic",
    '--define:process.env.NODE_ENV="development"',
)


def answer_text(text: str, kind: str) -> web.Response:
    """Answer a file of a page."""
    return web.Response(text=text, content_type=kind, charset="utf-8", headers=HEADERS)


def answer_config(facts: dict[str, object]) -> web.Response:
    """Answer what a page must know of the installation."""
    return answer_text(json.dumps(facts), "application/json")


def answer_redirect(path: str) -> web.Response:
    """Lead from a folder without its slash to the folder."""
    headers = {"Location": f"{path}/"}
    return web.Response(status=HTTPStatus.PERMANENT_REDIRECT, headers=headers)


def answer_shell(title: str, styles: Iterable[str]) -> web.Response:
    """Answer the document of a page, with its title, its style sheets and a nonce."""
    nonce = secrets.token_urlsafe(16)
    links = "".join(f'\n    <link rel="stylesheet" href="{html.escape(s)}" />' for s in styles)
    words = {"title": html.escape(title), "styles": links.lstrip(), "nonce": nonce}
    text = SHELL.read_text()
    for name, value in words.items():
        text = text.replace(f"%{name}%", value)
    response = answer_text(text, "text/html")
    policy = f"{POLICY}; style-src 'self' 'nonce-{nonce}'"
    response.headers["Content-Security-Policy"] = policy
    return response


async def answer_script(entry: str, folder: Path, name: str) -> web.Response:
    """Bundle a script whose text imports files of a folder."""
    return await _bundle(entry, folder, "text/javascript", f"--sourcefile={name}", *SCRIPT)


async def answer_styles(entry: str, folder: Path, name: str) -> web.Response:
    """Bundle a style sheet that imports others."""
    options = ("--loader=css", f"--sourcefile={name}")
    return await _bundle(entry, folder, "text/css", *options)


async def _bundle(entry: str, folder: Path, kind: str, *options: str) -> web.Response:
    try:
        child = await asyncio.create_subprocess_exec(
            ESBUILD,
            "--bundle",
            "--log-level=error",
            *options,
            cwd=folder,
            env={**os.environ, "NODE_PATH": str(paths.NODE_MODULES)},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as exc:
        return _unbundled(f"esbuild is not there: {exc.strerror}")
    try:
        bundle, words = await child.communicate(entry.encode())
    except asyncio.CancelledError:
        child.kill()
        raise
    if child.returncode != 0:
        return _unbundled(words.decode(errors="replace"))
    return answer_text(bundle.decode(), kind)


def _unbundled(why: str) -> web.Response:
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, "not_bundled", "the page is not bundled", why
    ).response()
