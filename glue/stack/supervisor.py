"""The supervisor of a stack: starts its parts, keeps them running, stops them."""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence

from glue.config import is_local
from glue.errors import RowhouseError
from glue.stack.functions import find_deno, functions_command
from glue.stack.graphql import ENVIRONMENT as GRAPHQL_ENVIRONMENT
from glue.stack.logs import rotate_logs
from glue.stack.part_logs import PartLogs
from glue.stack.parts import ChildPart, Part, PartSupervisor, PostgresPart, Say
from glue.stack.stack import START_SECONDS, Stack
from glue.waiting import wait_until

TICK_SECONDS = 0.1
DRAIN_SECONDS = 5.0
QUICK_DRAIN = {
    name: os.environ.get(name) or "1" for name in ("GATEWAY_DRAIN_SECONDS", "RELAY_DRAIN_SECONDS")
}
"""`rowhouse down` does not wait for a page that is open."""

LOG_SECONDS = 1.0
"""How often the supervisor looks whether a log has grown too large."""


class Supervisor:
    """Runs the parts of a stack in this process until a signal."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.stopping = threading.Event()

    def run(self, say: Say, on_ready: Callable[[], object] = lambda: None) -> None:
        """Keep the parts running until asked to stop, then stop them all."""
        self.stack.claim()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        logs = PartLogs(self.stack.home)
        api = self.stack.configured_api()
        serving = ChildPart(self.stack.home, "api", api.command, port=api.port)
        relay, gateway = self._relay(), self._gateway()
        parts: list[Part] = [serving]
        if is_local():
            parts = [PostgresPart(self.stack.server), serving, self._worker()]
        read = self.stack.configured_read_api()
        if read is not None:
            parts.append(ChildPart(self.stack.home, "api_read", read.command, port=read.port))
        if self.stack.database.has_relay():
            parts.append(relay)
        deno = find_deno()
        if deno is not None:
            parts.append(self._functions(deno))
        graphql = self._graphql()
        parts += [graphql, gateway] if graphql is not None else [gateway]
        supervisors = [PartSupervisor(part, say) for part in parts]
        try:
            for supervisor in supervisors:
                supervisor.start(time.monotonic())
            self._await("API", serving, api.is_healthy, logs)
            if graphql is not None:
                self._await("GraphQL", graphql, self.stack.graphql_answers, logs)
            self._await("gateway", gateway, self.stack.gateway_answers, logs)
            wait_until(
                lambda: (
                    self.stopping.is_set() or not relay.is_running() or self.stack.relay_answers()
                ),
                START_SECONDS,
            )
            if not self.stopping.is_set():
                self.stack.record.write(os.getpid(), ready=True, database=self.stack.database_name)
                on_ready()
                self._check(supervisors)
        finally:
            for part in reversed(parts):
                part.stop()
            self.stack.record.path.unlink(missing_ok=True)

    def _check(self, supervisors: Sequence[PartSupervisor]) -> None:
        """Start again what is gone, and keep the logs small, until asked to stop."""
        looked_at = time.monotonic()
        while not self.stopping.wait(TICK_SECONDS):
            now = time.monotonic()
            for supervisor in supervisors:
                supervisor.check(now)
            if now - looked_at > LOG_SECONDS:
                looked_at = now
                # On a full disk a log stays as it is: the next look may have more room.
                with contextlib.suppress(OSError):
                    rotate_logs(self.stack.home / "log")

    def _await(
        self, name: str, part: ChildPart, answers: Callable[[], bool], logs: PartLogs
    ) -> None:
        """Wait until a part answers; raise with its own last words when it does not."""
        wait_until(
            lambda: self.stopping.is_set() or not part.is_running() or answers(), START_SECONDS
        )
        if not self.stopping.is_set() and not (part.is_running() and answers()):
            raise RowhouseError(
                f"the {name} did not come up: {logs.last_error(part.name)}", f"Read {part.log}."
            )

    def _gateway(self) -> ChildPart:
        """Return the gateway."""
        return ChildPart(
            self.stack.home,
            "gateway",
            (sys.executable, "-m", "glue", "gateway"),
            port=self.stack.state.get("gateway_port"),
            environment={"ROWHOUSE_HOME": str(self.stack.home), **QUICK_DRAIN},
        )

    def _functions(self, deno: str) -> ChildPart:
        """Return the edge functions: they call the API as any client does."""
        address = self.stack.address()
        return ChildPart(
            self.stack.home,
            "functions",
            functions_command(deno, self.stack.state.get("functions_port")),
            port=self.stack.state.get("functions_port"),
            environment={
                "DENO_DIR": str(self.stack.home / "deno"),
                "DENO_NO_UPDATE_CHECK": "1",
                "SUPABASE_URL": address.url,
                "SUPABASE_ANON_KEY": address.publishable_key,
                "SUPABASE_SERVICE_ROLE_KEY": address.secret_key,
            },
        )

    def _graphql(self) -> ChildPart | None:
        """Return GraphQL, which takes the roles of its callers; None when it is not wanted."""
        if self.stack.graphql_url is None:
            return None
        command, port = self.stack.configured_graphql(), self.stack.state.get("graphql_port")
        return ChildPart(
            self.stack.home, "graphql", command, port=port, environment=GRAPHQL_ENVIRONMENT
        )

    def _worker(self) -> ChildPart:
        """Return the worker, as the role that holds only the grants that it needs."""
        address = self.stack.address()
        return ChildPart(
            self.stack.home,
            "worker",
            (sys.executable, "-m", "glue", "work", "--drain", str(DRAIN_SECONDS)),
            environment={
                "ROWHOUSE_HOME": str(self.stack.home),
                "WORKER_DATABASE_URL": self.stack.server.url("app_worker"),
                "CANARY_URL": address.url,
                "CANARY_KEY": address.publishable_key,
                "SUPABASE_JWT_SECRET": self.stack.jwt_secret,
            },
        )

    def _relay(self) -> ChildPart:
        """Return the relay, as the role that may take the roles of its callers."""
        return ChildPart(
            self.stack.home,
            "relay",
            (sys.executable, "-m", "glue", "relay"),
            port=self.stack.state.get("relay_port"),
            environment={
                "ROWHOUSE_HOME": str(self.stack.home),
                "RELAY_DATABASE_URL": self.stack.database.relay_url(),
                **QUICK_DRAIN,
            },
        )


def main() -> None:
    """Be the supervisor that `up --detach` leaves behind."""

    def say(words: str) -> None:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        # A full disk takes no words, and must not end what keeps the parts running.
        with contextlib.suppress(OSError):
            print(f"{stamp} {words}", flush=True)  # noqa: T201 - its stdout is its log

    try:
        Supervisor(Stack()).run(say, on_ready=lambda: say("ready"))
    except RowhouseError as exc:
        say(f"error: {exc}")
        sys.exit(exc.exit_code)


if __name__ == "__main__":
    main()
