"""deploy/compose: schemas, secrets, the paths of a real Caddy. No container took part."""

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from glue import paths
from glue.commands.secrets import make_secrets
from glue.postgres.ports import free_port
from glue.vetting.programs import program
from glue.waiting import wait_until

FOLDER = paths.ROOT / "deploy" / "compose"
COMPOSE = FOLDER / "compose.yaml"
CADDY, PROMTOOL = shutil.which("caddy"), shutil.which("promtool")
SECRETS = make_secrets("localhost", "ops@example.com")
PUBLIC, SECRET = SECRETS["SUPABASE_PUBLISHABLE_KEY"], SECRETS["SUPABASE_SECRET_KEY"]
ANON, SERVICE = SECRETS["ANON_TOKEN"], SECRETS["SERVICE_TOKEN"]
USER = "eyJ.user.token"
# Change their user when they start, so they cannot give up every right.
CHANGE_USER = {"db", "realtime"}


def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    return document


def test_it_is_what_the_specification_of_compose_says() -> None:
    command = (program("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", COMPOSE)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_it_asks_for_no_secret_that_is_not_made_and_has_no_default_for_one() -> None:
    text = COMPOSE.read_text()
    asked = set(re.findall(r"\$\{(\w+):\?", text))
    assert asked == SECRETS.keys() - {"RELAY_PASSWORD"}
    assert set(re.findall(r"\$\{(\w+):-", text)).isdisjoint(SECRETS)
    assert set(re.findall(r"\$\{(\w+)\}", text)) <= SECRETS.keys()


def test_every_image_has_a_tag_and_only_caddy_is_reached_from_outside() -> None:
    for name, service in compose()["services"].items():
        image = service["image"]
        assert re.search(r":[\w.-]+\d|\$\{ROWHOUSE_IMAGE", image), image
        for port in service.get("ports", []):
            assert name == "caddy" or port.startswith("127.0.0.1:"), name
    networks = compose()["networks"]
    assert networks["data"] == {"internal": True}


def test_every_process_gives_up_what_it_does_not_need() -> None:
    for name, service in compose()["services"].items():
        if name not in CHANGE_USER:
            assert service["read_only"], name
            assert service["cap_drop"] == ["ALL"], name
            assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["logging"]["options"]["max-size"], name
        is_short = service["restart"] == "no"
        assert is_short or service["deploy"]["resources"]["limits"]["memory"], name


def test_compose_writes_nothing_into_a_container_that_is_read_only() -> None:
    """Compose copies a secret that is not a file, which a read-only service does not allow."""
    document = compose()
    for kind in ("secrets", "configs"):
        copied = {name for name, it in document.get(kind, {}).items() if "file" not in it}
        for name, service in document["services"].items():
            named = {it if isinstance(it, str) else it["source"] for it in service.get(kind, [])}
            assert not service.get("read_only") or named.isdisjoint(copied), name


def test_prometheus_has_its_key_in_memory_alone(tmp_path: Path) -> None:
    service = compose()["services"]["prometheus"]
    jobs = yaml.safe_load((FOLDER / "prometheus.yml").read_text())["scrape_configs"]
    (file,) = jobs[0]["http_headers"]["apikey"]["files"]
    folder = str(Path(file).parent)
    assert folder in [it.partition(":")[0] for it in service["tmpfs"]]
    program = tmp_path / "prometheus"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"; env\n')
    program.chmod(0o755)
    command = [
        word.replace("$$", "$")
        .replace("/bin/prometheus", str(program))
        .replace(folder, str(tmp_path))
        for word in service["entrypoint"]
    ]
    done = subprocess.run(
        [*command, *service["command"]],
        env={"PATH": os.environ["PATH"], "METRICS_KEY": SECRET},
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout.splitlines()
    assert said[: len(service["command"])] == service["command"]
    assert SECRET not in done.stdout, "its environment"
    written = tmp_path / Path(file).name
    assert (written.read_text(), written.stat().st_mode & 0o777) == (SECRET, 0o600)


def test_what_is_mounted_is_there() -> None:
    for name, service in compose()["services"].items():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("."):
                assert (FOLDER / source).exists(), name
            else:
                assert source in compose()["volumes"], name


def test_a_started_process_waits_for_the_migration() -> None:
    services = compose()["services"]
    for name in ("rest", "worker"):
        waits = services[name]["depends_on"]["migrate"]
        assert waits == {"condition": "service_completed_successfully"}, name
    assert services["gateway"]["depends_on"]["rest"] == {"condition": "service_healthy"}


def test_the_way_back_starts_no_migration_of_the_release_before() -> None:
    """It would refuse the newer database, when the processes that ran are gone already."""
    page = (paths.ROOT / "docs" / "deploy-compose.md").read_text()
    line = r"^ROWHOUSE_IMAGE=(\S+) docker compose --project-directory deploy/compose (.+)$"
    back = re.findall(line, page.replace("\\\n ", ""), re.MULTILINE)
    (before, started), (now, down), (after, judged) = back
    assert before == after != now
    services = compose()["services"]
    ours = {name for name, it in services.items() if "ROWHOUSE_IMAGE" in it["image"]}
    assert {*started.split()} >= (ours - {"migrate", "smoke"}) | {"--no-deps", "--no-build", "rest"}
    assert down.endswith("--no-deps --entrypoint rowhouse migrate migrate down")
    assert judged.endswith("--no-deps smoke")


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not here: apt-get install prometheus")
def test_promtool_accepts_the_configuration(tmp_path: Path) -> None:
    document = yaml.safe_load((FOLDER / "prometheus.yml").read_text())
    for job in document["scrape_configs"]:
        # Debian's promtool is older than this field (Prometheus 2.55).
        job.pop("http_headers", None)
    (tmp_path / "prometheus.yml").write_text(yaml.safe_dump(document))
    command = (PROMTOOL, "check", "config", "--syntax-only", tmp_path / "prometheus.yml")
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


# -- Caddy ---------------------------------------------------------------------


@dataclass
class Upstream:
    """A part behind Caddy, which answers with what it was asked."""

    port: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)


def handler(name: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer with the request."""
            headers = {key.lower(): value for key, value in self.headers.items()}
            body = json.dumps({"part": name, "path": self.path, "headers": headers}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture(scope="module")
def caddy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A Caddy with our file, and each part behind it as one that echoes."""
    if CADDY is None:
        pytest.skip("caddy is not here: apt-get install caddy")
    text = (FOLDER / "Caddyfile").read_text()
    parts = {"gateway:8000": "gateway", "auth:9999": "auth", "realtime:4000": "realtime"}
    servers = []
    for address, name in parts.items():
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler(name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        assert address in text
        text = text.replace(address, f"127.0.0.1:{server.server_address[1]}")
    home = tmp_path_factory.mktemp("caddy")
    port = free_port()
    # Without TLS, and without the port at which Caddy is administered.
    (home / "Caddyfile").write_text(text.replace("{\n\temail", "{\n\tadmin off\n\temail", 1))
    site = SECRETS | {"SITE_ADDRESS": f"http://127.0.0.1:{port}"}
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), **site}
    child = subprocess.Popen(
        [CADDY, "run", "--config", home / "Caddyfile", "--adapter", "caddyfile"],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False)
    try:
        wait_until(lambda: child.poll() is not None or answers(client), 30)
        assert child.poll() is None
        yield client
    finally:
        client.close()
        child.terminate()
        child.wait(30)
        for server in servers:
            server.shutdown()
            server.server_close()


def test_what_goes_wrong_is_logged_without_keys_and_codes(tmp_path: Path) -> None:
    if CADDY is None:
        pytest.skip("caddy is not here: apt-get install caddy")
    text = (FOLDER / "Caddyfile").read_text().replace("{\n\temail", "{\n\tadmin off\n\temail", 1)
    # Nothing listens there: the parts are away, as in each upgrade.
    text = re.sub(r"\b(gateway:8000|auth:9999|realtime:4000)", "127.0.0.1:1", text)
    (tmp_path / "Caddyfile").write_text(text)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = tmp_path / "log"
    with log.open("w") as words, httpx.Client(base_url=address, trust_env=False) as client:
        child = subprocess.Popen(
            [CADDY, "run", "--config", tmp_path / "Caddyfile", "--adapter", "caddyfile"],
            env=SECRETS | {"SITE_ADDRESS": address, "HOME": str(tmp_path)},
            stderr=words,
        )
        try:
            assert wait_until(lambda: has_answered(client), 30)
            headers = {"apikey": SECRET, "Authorization": f"Bearer {USER}"}
            client.get(f"/rest/v1/x?apikey={SECRET}", headers=headers)
            client.get("/auth/v1/verify?token=a-code-of-a-mail", headers=headers)
            client.get(f"/realtime/v1/websocket?apikey={SECRET}")
        finally:
            child.terminate()
            child.wait(30)
    said = log.read_text()
    assert "connection refused" in said
    assert "/auth/v1/verify" in said
    for secret in (*SECRETS.values(), USER, "a-code-of-a-mail"):
        assert secret in {"localhost", "ops@example.com"} or secret not in said


def has_answered(client: httpx.Client) -> bool:
    try:
        return client.get("/").status_code > 0
    except httpx.TransportError:
        return False


def answers(client: httpx.Client) -> bool:
    try:
        return client.get("/health").is_success
    except httpx.HTTPError:
        return False


@pytest.mark.skipif(CADDY is None, reason="caddy is not here: apt-get install caddy")
def test_caddy_accepts_the_file_with_tls(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(CADDY), "validate", "--config", str(FOLDER / "Caddyfile"), "--adapter", "caddyfile"],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), **SECRETS}
        | {"SITE_ADDRESS": "api.example.com"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_everything_else_is_the_gateway_s(caddy: httpx.Client) -> None:
    for path in ("/rest/v1/rpc/health?a=1", "/functions/v1/webhooks", "/graphql/v1", "/health"):
        got = caddy.get(path, headers={"apikey": PUBLIC}).json()
        assert (got["part"], got["path"]) == ("gateway", path)
        assert "authorization" not in got["headers"], "the gateway reads keys itself"
    assert got["headers"]["x-forwarded-for"] == "127.0.0.1"


def test_an_address_that_a_client_invents_is_not_passed_on(caddy: httpx.Client) -> None:
    got = caddy.get("/health", headers={"X-Forwarded-For": "203.0.113.9"}).json()
    assert got["headers"]["x-forwarded-for"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({"apikey": PUBLIC}, ANON),
        ({"apikey": SECRET}, SERVICE),
        ({"apikey": PUBLIC, "Authorization": f"Bearer {PUBLIC}"}, ANON),
        ({"apikey": PUBLIC, "Authorization": f"Bearer {USER}"}, USER),
        ({"apikey": "sb_secret_invented"}, None),
        ({}, None),
    ],
)
def test_sign_in_sees_the_token_of_a_key(
    caddy: httpx.Client, headers: dict[str, str], token: str | None
) -> None:
    got = caddy.get("/auth/v1/user?x=1", headers=headers).json()
    assert (got["part"], got["path"]) == ("auth", "/user?x=1")
    assert got["headers"].get("authorization") == (token and f"Bearer {token}")


@pytest.mark.parametrize(
    ("key", "token"), [(PUBLIC, ANON), (SECRET, SERVICE)], ids=["publishable", "secret"]
)
def test_a_socket_of_realtime_has_the_token_of_its_key(
    caddy: httpx.Client, key: str, token: str
) -> None:
    path = f"/realtime/v1/websocket?apikey={key}&vsn=2.0.0"
    got = caddy.get(path).json()
    assert got["part"] == "realtime"
    assert got["path"] == f"/socket/websocket?apikey={key}&vsn=2.0.0"
    assert got["headers"]["x-api-key"] == token
    assert (
        got["headers"]["host"]
        == compose()["services"]["realtime"]["environment"]["SELF_HOST_TENANT_NAME"]
    )


def test_a_broadcast_over_http_is_that_of_its_caller(caddy: httpx.Client) -> None:
    for headers, token in (
        ({"apikey": SECRET}, SERVICE),
        ({"apikey": PUBLIC, "Authorization": f"Bearer {USER}"}, USER),
    ):
        got = caddy.post("/realtime/v1/api/broadcast", headers=headers).json()
        assert (got["part"], got["path"]) == ("realtime", "/api/broadcast")
        assert got["headers"]["authorization"] == f"Bearer {token}"


def test_realtime_is_closed_to_strangers_and_its_administration_to_all(
    caddy: httpx.Client,
) -> None:
    assert caddy.get("/realtime/v1/websocket").status_code == 401
    assert caddy.get("/realtime/v1/websocket?apikey=sb_publishable_x").status_code == 401
    for path in ("api/tenants", "metrics", "socket/websocket/../../api/tenants", "admin", ""):
        got = caddy.get(f"/realtime/v1/{path}", headers={"apikey": SECRET})
        assert got.status_code == 404, path
