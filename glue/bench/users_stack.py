"""The parts that virtual users meet: gateway, API and relay, each a process, for one database."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from glue.bench.relay import Running, running_relay
from glue.errors import RowhouseError
from glue.http.keys import Keys
from glue.postgres.ports import free_port
from glue.stack.api import choose_program, configure_api, make_api
from glue.stack.stack import answers
from glue.waiting import wait_until

START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What runs: where the gateway is, what it believes in, and the relay."""

    gateway: str
    keys: Keys
    relay: Running
    api: str
    processes: Mapping[str, psutil.Process]

    def memory(self) -> dict[str, float]:
        """Return what each part holds of the machine's memory, in MiB."""
        return {
            name: round(process.memory_info().rss / 2**20, 1)
            for name, process in self.processes.items()
        }


@contextmanager
def running_parts(url: str) -> Iterator[Parts]:
    """Serve a database until the block is left."""
    choose_program()
    with running_relay(url) as relay:
        state = relay.state
        outer, inner = (
            Keys(state.get(f"{of}jwt_secret"), state.get(f"{of}publishable_key"),
                 state.get(f"{of}secret_key"))
            for of in ("", "inner_")
        )  # fmt: skip
        api = make_api(state.path.parent, state, free_port(), inner)
        configure_api(api, url)
        port = free_port()
        plan = {
            "port": port, "database": url, "prefix": api.prefix, "api": api.url,
            "outer": [outer.jwt_secret, outer.publishable_key, outer.secret_key],
            "inner": [inner.jwt_secret, inner.publishable_key, inner.secret_key],
            "relay": f"http://127.0.0.1:{relay.port}",
        }  # fmt: skip
        with (
            _running(state.path.parent, "api", api.command) as served,
            _running(state.path.parent, "gateway", _GATEWAY, json.dumps(plan)) as gateway,
        ):
            _await("the API", served, api.is_healthy)
            at = f"http://127.0.0.1:{port}"
            _await("the gateway", gateway, lambda: answers(f"{at}/health"))
            processes = {"API": served.pid, "gateway": gateway.pid, "relay": relay.process.pid}
            yield Parts(
                at, outer, relay, api.name,
                {name: psutil.Process(pid) for name, pid in processes.items()},
            )  # fmt: skip


_GATEWAY = (sys.executable, "-m", "glue.bench.users_gateway")


@contextmanager
def _running(
    home: Path, part: str, command: Sequence[str], words: str = ""
) -> Iterator["subprocess.Popen[str]"]:
    """Run a part until the block is left; its log is in the folder."""
    with (home / f"{part}.log").open("wb") as log:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=log, stderr=log, text=True, env=dict(os.environ)
        )
    try:
        if child.stdin is not None:
            child.stdin.write(words)
            child.stdin.close()
        yield child
    finally:
        child.terminate()
        child.wait()


def _await(name: str, child: "subprocess.Popen[str]", is_up: Callable[[], bool]) -> None:
    if not wait_until(lambda: child.poll() is not None or is_up(), START_SECONDS):
        raise RowhouseError(f"{name} did not come up")
    if child.poll() is not None:
        raise RowhouseError(f"{name} did not come up: it ended with {child.returncode}")
