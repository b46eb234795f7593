"""The typed Python client calls the API as an app would."""

import asyncio
import json
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from glue import paths
from glue.clients.calls import RpcError
from glue.clients.client import AsyncClient, Client
from tests.api.conftest import RunningApi

pytestmark = [pytest.mark.once, pytest.mark.needs("commerce", "filters", "reading")]


def client_of(running: RunningApi, http: httpx.Client, *app_roles: str) -> Client:
    caller = running.user("typed", *app_roles)
    return Client.over(http, running.api.url, caller.key, lambda: caller.token or "")


def test_answers_have_their_types(running: RunningApi) -> None:
    with httpx.Client(timeout=60) as http:
        client = client_of(running, http)
        values = client.filter_values(dimension="brand", within={"store_class": ["A"]})
        assert [item["value"] for item in values["items"]] == ["acme", "zest"]
        pushed = client.push_progress(
            items=[
                {
                    "series_id": 1,
                    "chapter": 5,
                    "device_id": "phone",
                    "updated_at": "2026-01-01T10:00:00Z",
                }
            ]
        )
        assert pushed[0]["outcome"] == "applied"
        assert client.progress_since(version=0)["rows"][0]["chapter"] == 5
        assert client.list_orders()["items"] == []


def test_a_refusal_has_its_key_and_remedy(running: RunningApi) -> None:
    with httpx.Client(timeout=60) as http, pytest.raises(RpcError) as refused:
        client_of(running, http).list_orders(status="odd")
    assert (refused.value.status, refused.value.key) == (422, "commerce.invalid_status")
    assert "odd" in refused.value.detail
    assert refused.value.hint


def test_none_is_sent_where_it_must_be(running: RunningApi) -> None:
    name = "core.operations_at_once"
    with httpx.Client(timeout=60) as http:
        client = client_of(running, http, "admin")
        assert client.change_setting(name=name, value=7, reason="month end")["value"] == 7
        assert client.change_setting(name=name, value=None, reason="over")["value"] is None


def test_a_queue_is_paused_and_resumed(running: RunningApi) -> None:
    with httpx.Client(timeout=60) as http:
        client = client_of(running, http, "admin")

        def is_paused() -> bool:
            queues = client.list_job_queues()["items"]
            return any(q["paused_until"] for q in queues if q["name"] == "maintenance")

        client.pause_queue(queue="maintenance")
        assert is_paused()
        client.resume_queue(queue="maintenance")
        assert not is_paused()


def test_nothing_and_text_are_answers_too(running: RunningApi) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    with httpx.Client(timeout=60) as http:
        client_of(running, http, "admin").revoke_token(jti="t-typed", expires_at=tomorrow)
        service = Client.over(http, running.api.url, running.service.key)
        assert "rowhouse_" in service.metrics()


def test_the_client_of_an_event_loop_calls_side_by_side(running: RunningApi) -> None:
    caller = running.user("typed")

    async def both() -> list[int]:
        async with httpx.AsyncClient(timeout=60) as http:
            client = AsyncClient.over(http, running.api.url, caller.key, lambda: caller.token or "")
            pages = await asyncio.gather(client.list_notifications(), client.list_notifications())
            return [page["unread"] for page in pages]

    assert asyncio.run(both()) == [0, 0]


PAGE = (paths.ROOT / "docs" / "clients.md").read_text()


def test_the_lines_of_the_page_run(running: RunningApi, monkeypatch: pytest.MonkeyPatch) -> None:
    caller = running.user("typed")
    given = {"API": running.api.url, "KEY": caller.key, "TOKEN": caller.token or ""}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec("".join(blocks), names)  # noqa: S102 - the page's own lines
    assert names["dimensions"]
    assert names["said"][0] == "commerce.invalid_status"
    assert all(names["said"])
    assert asyncio.run(names["ask"]()) == names["dimensions"]


def test_the_typescript_of_the_page_compiles(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```ts\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    supabase = tmp_path / "supabase"
    (supabase / "app").mkdir(parents=True)
    (supabase / "types.ts").write_text((paths.ROOT / "supabase" / "types.ts").read_text())
    (tmp_path / "node_modules").symlink_to(paths.NODE_MODULES)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    imports, lines = block.split("\n\n", 1)
    declared = "declare const url: string, key: string, token: string;\n"
    (supabase / "app" / "app.ts").write_text(
        f"{imports}\n{declared}{lines}const items: number = data!.items.length;\n"
        "export { error, items };\n"
    )
    options = json.loads((paths.ROOT / "supabase/client/tsconfig.json").read_text())
    options["include"] = ["supabase/app/*.ts"]
    options["compilerOptions"] |= {"noEmit": True, "rootDir": "."}
    (tmp_path / "tsconfig.json").write_text(json.dumps(options))
    tsc = paths.NODE_MODULES / ".bin" / "tsc"
    done = subprocess.run([tsc, "--project", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
