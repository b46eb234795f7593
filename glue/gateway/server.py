"""The gateway's door: every request, from its key to the part that answers it."""

import asyncio
import re
import uuid
from http import HTTPStatus
from urllib.parse import unquote

from aiohttp import web
from multidict import CIMultiDict

from glue.gateway import health
from glue.gateway.body import is_arguments
from glue.gateway.callers import address_of, read_caller, sender_of
from glue.gateway.console import answer_console
from glue.gateway.counts import Counts
from glue.gateway.demo import answer_demo
from glue.gateway.guard import Asked, Guard
from glue.gateway.log import LOG, log_event
from glue.gateway.media import MediaFolder
from glue.gateway.onward import Onward
from glue.gateway.paths import Target, check_rest_path, read_target
from glue.gateway.plan import Plan
from glue.gateway.problems import (
    Problem,
    ProblemError,
    functions_not_started,
    graphql_not_started,
    part_away,
)
from glue.gateway.proxy import Proxy, passed_on
from glue.gateway.refusals import METHODS, bad_method, is_preflight, refusal_of
from glue.gateway.replica_reads import Reads
from glue.http.draining import close_port
from glue.http.serving import Site

REQUEST_ID = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")
"""What `core.request_id()` takes."""

JWKS = "/auth/v1/.well-known/jwks.json"
REST, REALTIME, FUNCTIONS = "/rest/v1", "/realtime/v1", "/functions/v1"
GRAPHQL = "/graphql/v1"
DEMO, CONSOLE, MEDIA = "/demo", "/console", "/media"
BACKLOG = 1024


class Gateway:
    """Serves from `start` to `stop`."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.guard = Guard(plan.database, plan.limits)
        self.counts = Counts(plan.database, plan.limits)
        self.proxy = Proxy(plan.limits)
        self.reads = Reads(plan, self.proxy)
        self.media = MediaFolder(plan.media, plan.limits)
        server = web.Server(
            self.counts.counted(self._answer),
            # A client that leaves ends its request, and so the query behind it.
            handler_cancellation=True,
        )
        # The library waits so long twice: for requests, then for those whose body it has cut off.
        self._runner = web.ServerRunner(server, shutdown_timeout=plan.limits.drain_seconds / 2)
        self.is_draining = False

    async def start(self) -> None:
        """Begin to listen; what was begun ends if that fails, as where the port is taken."""
        try:
            await self._start()
        except BaseException:
            # A pool whose tasks are cancelled while they connect would wait for ever.
            await self.stop()
            raise

    async def _start(self) -> None:
        await self.guard.open()
        self.counts.start()
        await self.proxy.open()
        await self.reads.open()
        await self._runner.setup()
        plan = self.plan
        await Site(
            self._runner,
            plan.host,
            plan.port,
            backlog=BACKLOG,
            keepalive_timeout=plan.limits.head_seconds,
            max_line_size=plan.limits.max_head_bytes,
            max_field_size=plan.limits.max_head_bytes,
            lingering_time=1.0,
            auto_decompress=False,
        ).start()
        log_event("gateway listens", host=plan.host, port=plan.port)

    async def serve(self, stop: asyncio.Event) -> None:
        """Serve until a signal stops it; what runs then may end."""
        await self.start()
        try:
            await stop.wait()
            await self._drain()
        finally:
            await self.stop()

    async def _drain(self) -> None:
        """Say that no request is wanted, wait until that is known, take none, let all end.

        Sockets and requests have the same seconds: a client that says no goodbye adds none.
        """
        self.is_draining = True
        log_event("gateway drains", sockets=len(self.proxy.sockets))
        await asyncio.sleep(self.plan.limits.drain_delay)
        await close_port(self._runner)
        goodbyes = asyncio.create_task(self.proxy.close_sockets(self.plan.limits.drain_seconds / 2))
        await self._runner.cleanup()
        goodbyes.cancel()

    async def stop(self) -> None:
        """End every connection; requests that run may end first."""
        await self._runner.cleanup()
        await self.counts.close()
        await self.proxy.close()
        await self.reads.close()
        await self.guard.close()
        log_event("gateway stopped")

    # -- every request -------------------------------------------------------------

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        given = request.headers.get("X-Request-Id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
        added = {
            "X-Request-Id": request_id,
            **self.plan.cors.headers(request.headers.get("Origin")),
        }
        try:
            response = await self._route(request, read_target(request.raw_path), added)
        except ProblemError as exc:
            response = exc.problem.response()
        except web.HTTPException as exc:
            response = Problem(exc.status, "refused", exc.reason).response()
        except ConnectionError:
            # The client has left.
            raise
        except Exception:  # noqa: BLE001 - one request's trouble is not another's
            LOG.exception("a request failed", extra={"facts": {"request_id": request_id}})
            response = Problem(
                HTTPStatus.INTERNAL_SERVER_ERROR, "gateway_failed", "an error of the gateway"
            ).response()
        if not response.prepared:
            for name, value in added.items():
                response.headers.setdefault(name, value)
            if self.is_draining:
                response.force_close()
        return response

    async def _route(
        self, request: web.BaseRequest, target: Target, added: dict[str, str]
    ) -> web.StreamResponse:
        if request.method not in METHODS:
            raise bad_method()
        if is_preflight(request):
            allowed = self.plan.cors.preflight(request.headers)
            return web.Response(status=HTTPStatus.NO_CONTENT, headers=allowed)
        parts = {
            REST: self._rest,
            REALTIME: self._realtime,
            FUNCTIONS: self._function,
            MEDIA: self._media,
        }
        for prefix, answer in parts.items():
            if target.below(prefix) is not None:
                return await answer(request, target, added)
        if target.path == GRAPHQL:
            return await self._graphql(request, target, added)
        return await self._serve(target)

    async def _serve(self, target: Target) -> web.Response:
        """Answer what the gateway answers itself."""
        if target.below(DEMO) is not None:
            return await answer_demo(target.path, self.plan.keys.publishable_key)
        if target.below(CONSOLE) is not None:
            return await answer_console(target.path, self.plan.keys.publishable_key)
        if target.path in health.PATHS:
            return await health.answer_health(
                target.path, self.guard, self.reads, is_draining=self.is_draining
            )
        if target.path == JWKS:
            keys = await self.plan.keys.jwks.published()
            return web.json_response({"keys": keys}, headers={"Cache-Control": "max-age=60"})
        raise refusal_of(target, graphql=self.plan.graphql is not None)

    # -- the parts -----------------------------------------------------------------

    async def _rest(
        self, request: web.BaseRequest, target: Target, added: dict[str, str]
    ) -> web.StreamResponse:
        path = target.below(REST) or "/"
        check_rest_path(path)
        caller = await read_caller(self.plan.keys, request.headers, target.query)
        headers = self._headers(request, added)
        part = self.plan.rest
        headers["Authorization"] = f"Bearer {caller.token(part.keys.jwt_secret)}"
        seen = {name.lower(): value for name, value in headers.items() if name != "apikey"}
        added |= await self.guard.admit(caller, Asked(request.method, path, seen))
        headers["apikey"] = part.key_of(caller.role)
        query = target.without_key()
        url = f"{part.url}{part.prefix}{path}" + (f"?{query}" if query else "")
        rpc = path.removeprefix("/rpc/") if path.startswith("/rpc/") else ""
        onward = Onward(
            "the API",
            url,
            headers,
            added,
            most_bytes=self.plan.limits.of_rpc(unquote(rpc)),
            sender=sender_of(caller, headers),
            cuts_errors=True,
            takes_object=bool(rpc) and request.method == "POST" and is_arguments(headers),
        )
        return await self.reads.answer(request, onward, unquote(rpc), f"{path}?{query}")

    async def _graphql(
        self, request: web.BaseRequest, target: Target, added: dict[str, str]
    ) -> web.StreamResponse:
        part = self.plan.graphql
        if part is None:
            raise graphql_not_started()
        caller = await read_caller(self.plan.keys, request.headers, target.query)
        headers = self._headers(request, added)
        headers.popall("apikey", None)
        headers["Authorization"] = f"Bearer {caller.token(part.secret)}"
        seen = {name.lower(): value for name, value in headers.items()}
        added |= await self.guard.admit(caller, Asked(request.method, GRAPHQL, seen))
        onward = Onward(
            "GraphQL",
            f"{part.url}{GRAPHQL}",
            headers,
            added,
            most_bytes=self.plan.limits.max_body_bytes,
            sender=sender_of(caller, headers),
        )
        return await self.proxy.pass_on(request, onward)

    async def _realtime(
        self, request: web.BaseRequest, target: Target, added: dict[str, str]
    ) -> web.StreamResponse:
        if self.plan.realtime is None:
            raise part_away("Realtime")
        url = f"{self.plan.realtime}{target.raw}"
        headers = self._headers(request, added)
        onward = Onward(
            "Realtime",
            url,
            headers,
            added,
            most_bytes=self.plan.limits.max_broadcast_bytes,
            sender=address_of(headers),
        )
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self.proxy.join_sockets(request, onward)
        return await self.proxy.pass_on(request, onward)

    async def _function(
        self, request: web.BaseRequest, target: Target, added: dict[str, str]
    ) -> web.StreamResponse:
        part = self.plan.functions
        if part is None:
            raise functions_not_started()
        if target.path.split("/")[3:4] not in [[name] for name in part.without_token]:
            await read_caller(self.plan.keys, request.headers, target.query)
        url = f"{part.url}{target.raw}"
        headers = self._headers(request, added)
        onward = Onward(
            "the edge functions",
            url,
            headers,
            added,
            most_bytes=self.plan.limits.max_body_bytes,
            sender=address_of(headers),
        )
        return await self.proxy.pass_on(request, onward)

    async def _media(
        self, request: web.BaseRequest, target: Target, added: dict[str, str]
    ) -> web.StreamResponse:
        key = (target.below(MEDIA) or "/").removeprefix("/")
        asking = address_of(self._headers(request, added))
        return await self.media.answer(request, key, target.query, asking)

    def _headers(self, request: web.BaseRequest, added: dict[str, str]) -> CIMultiDict[str]:
        """Return the headers for a part: who asked is the gateway's word, not the client's."""
        headers = passed_on(request.headers)
        came_by = headers.popall("X-Forwarded-For", [])
        kept = [one.strip() for line in came_by for one in line.split(",") if one.strip()]
        trusted = self.plan.limits.trusted_proxies
        peer = request.remote or "unknown"
        headers["X-Forwarded-For"] = ", ".join([*(kept[-trusted:] if trusted else []), peer])
        headers["X-Forwarded-Host"] = request.headers.get("Host", "")
        headers["X-Forwarded-Proto"] = request.scheme
        headers["X-Request-Id"] = added["X-Request-Id"]
        return headers
