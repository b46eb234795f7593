"""Files of a local folder: images for everyone; uploads and archives by signed links."""

import asyncio
from collections import Counter
from http import HTTPStatus
from urllib.parse import parse_qs

from aiohttp import web

from glue.gateway.body import Body, silent
from glue.gateway.limits import Limits
from glue.gateway.onward import Onward
from glue.gateway.problems import Problem, ProblemError, not_served
from glue.storage.folder import FolderStore
from glue.storage.store import EXPORTS, IMMUTABLE, INCOMING, StoreError

TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
HEADERS = {
    "Cache-Control": IMMUTABLE,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
ARCHIVE = {
    "Cache-Control": "no-store",
    "Content-Type": "application/zip",
    "X-Content-Type-Options": "nosniff",
}


class MediaFolder:
    """Answers for `/media/<key>`."""

    def __init__(self, store: FolderStore | None, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._large: Counter[str] = Counter()

    async def answer(
        self, request: web.BaseRequest, key: str, query: str, sender: str
    ) -> web.StreamResponse:
        """Show a file, or take one."""
        if self._store is None:
            raise not_served(request.path)
        if request.method == "PUT" and key.startswith(INCOMING):
            return await self._take(self._store, request, key, query, sender)
        if request.method == "GET" and key.startswith(EXPORTS):
            return self._hand_out(self._store, key, query)
        if request.method in {"GET", "HEAD"} and not key.startswith(INCOMING):
            return self._show(self._store, key)
        raise not_served(request.path)

    def _show(self, store: FolderStore, key: str) -> web.StreamResponse:
        content_type = TYPES.get(key.rpartition(".")[2])
        try:
            path = store.path(key)
        except StoreError as exc:
            raise not_served(key) from exc
        if content_type is None or not path.is_file():
            raise not_served(f"/media/{key}")
        return web.FileResponse(path, headers={**HEADERS, "Content-Type": content_type})

    def _hand_out(self, store: FolderStore, key: str, query: str) -> web.StreamResponse:
        if not _may(store, "GET", key, query):
            raise _unsigned("download", "get_compliance_export shows a link that is valid.")
        path = store.path(key)
        if not path.is_file():
            raise not_served(f"/media/{key}")
        return web.FileResponse(
            path, headers={**ARCHIVE, "Content-Disposition": f'attachment; filename="{path.name}"'}
        )

    async def _take(
        self, store: FolderStore, request: web.BaseRequest, key: str, query: str, sender: str
    ) -> web.Response:
        if not _may(store, "PUT", key, query):
            raise _unsigned(
                "upload", "register_media announces an upload; list_media_versions shows its URL."
            )
        onward = Onward("the folder", "", request.headers.copy(), {}, self._most, sender)
        body = Body(request, onward, self._limits, self._large)
        try:
            async with asyncio.timeout(self._limits.upload_seconds):
                content = b"".join([chunk async for chunk in body.chunks()])
        except TimeoutError:
            raise silent() from None
        finally:
            body.release()
        await asyncio.to_thread(store.put, key, content, request.content_type)
        return web.json_response({"key": key}, status=HTTPStatus.CREATED)

    @property
    def _most(self) -> int:
        return self._limits.max_upload_bytes


def _may(store: FolderStore, method: str, key: str, query: str) -> bool:
    """Return whether the query of a request has a right to a file."""
    asked = parse_qs(query)
    expires, signature = (asked.get(name, [""])[0] for name in ("expires", "signature"))
    try:
        return store.may(method, key, expires, signature)
    except StoreError as exc:
        raise not_served(key) from exc


def _unsigned(what: str, hint: str) -> ProblemError:
    """Return the refusal of a request without a right."""
    return ProblemError(
        Problem(
            HTTPStatus.FORBIDDEN,
            f"{what}_not_signed",
            f"this {what} is not signed, or not any more",
            hint=hint,
        )
    )
