"""One trace from the request to the job, its span, its events and its logs."""

import gzip
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from glue import db, paths
from glue.errors import ConfigError
from glue.trace import belongs_to, current_traceparent, headers
from glue.waiting import wait_until
from glue.worker import telemetry
from glue.worker.handlers import Job
from glue.worker.lane import Plan
from glue.worker.observe import observe, observe_batch
from glue.worker.webhook_lane import deliver
from glue.worker.worker import Worker
from tests.glue.receivers import running_receiver

pytest.importorskip("opentelemetry.sdk", reason="the extra `otel` is not installed")
from opentelemetry.sdk._logs.export import (
    InMemoryLogRecordExporter,
    SimpleLogRecordProcessor,
)
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import (
    InMemorySpanExporter,
)

TRACE = "0af7651916cd43dd8448eb211c80319c"
LOOPBACK = '["127.0.0.1/32"]'
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"


_FAILS = """
import os, sys
import httpx, psycopg
from glue.worker import telemetry

def open_it(url):
    psycopg.connect(url)

telemetry.start()
httpx.get(os.environ["ASKED"])
try:
    with telemetry.span("job", None, {}):
        open_it(sys.argv[1])
except psycopg.OperationalError:
    telemetry.stop()
"""


class Outlet:
    """The exported spans and logs."""

    def __init__(self) -> None:
        self.span_exporter = InMemorySpanExporter()
        self.log_exporter = InMemoryLogRecordExporter()  # type: ignore[no-untyped-call]
        telemetry.use(
            SimpleSpanProcessor(self.span_exporter), SimpleLogRecordProcessor(self.log_exporter)
        )

    @property
    def spans(self) -> list[Any]:
        """The spans that have ended."""
        return list(self.span_exporter.get_finished_spans())

    @property
    def logs(self) -> list[Any]:
        """The log records."""
        return [item.log_record for item in self.log_exporter.get_finished_logs()]


@pytest.fixture
def outlet(caplog: pytest.LogCaptureFixture) -> Iterator[Outlet]:
    """Telemetry on, into memory."""
    caplog.set_level(logging.INFO, "rowhouse.worker")
    yield Outlet()
    telemetry.stop()


def make_job(traceparent: str | None = PARENT, kind: str = "core.t_kind") -> Job:
    now = datetime.now(UTC)
    return Job(
        id=7,
        kind=kind,
        queue="default",
        payload={},
        token=1,
        attempts=2,
        max_attempts=3,
        concurrency_key=None,
        actor=None,
        traceparent=traceparent,
        enqueued_at=now - timedelta(seconds=1),
        started_at=now,
        worker=uuid4(),
        url="",
    )


def test_a_job_is_a_span_of_the_trace_that_asked_for_it(outlet: Outlet) -> None:
    with observe(make_job()):
        inner = current_traceparent()
        assert headers() == {"traceparent": inner}
    assert current_traceparent() is None
    (span,) = outlet.spans
    assert span.name == "core.t_kind"
    assert f"{span.context.trace_id:032x}" == TRACE
    assert f"{span.parent.span_id:016x}" == "b7ad6b7169203331"
    assert inner == f"00-{TRACE}-{span.context.span_id:016x}-01"
    assert span.attributes["rowhouse.job"] == 7
    assert span.attributes["rowhouse.attempt"] == 2
    assert span.attributes["rowhouse.waited_ms"] == 1000
    assert span.resource.attributes["service.name"] == "rowhouse-worker"


def test_a_job_without_a_trace_begins_one(outlet: Outlet) -> None:
    for malformed in (None, "nonsense", f"00-{'0' * 32}-b7ad6b7169203331-01"):
        with observe(make_job(malformed)):
            assert current_traceparent() is not None
    assert [span.parent for span in outlet.spans] == [None, None, None]


def test_an_error_is_on_the_span_and_in_the_log(
    outlet: Outlet, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ZeroDivisionError), observe(make_job()):
        raise ZeroDivisionError
    (span,) = outlet.spans
    assert span.status.status_code.name == "ERROR"
    assert span.events[0].name == "exception"
    (record,) = outlet.logs
    assert (record.body, record.severity_number.name) == ("job failed", "WARN")
    assert record.trace_id == span.context.trace_id
    assert record.span_id == span.context.span_id
    line = json.loads(caplog.messages[0])
    assert line["traceparent"].split("-")[1:3] == [TRACE, f"{span.context.span_id:016x}"]
    assert (line["event"], line["level"], line["job"]) == ("job failed", "warning", 7)


def test_a_batch_is_a_span_with_links(outlet: Outlet) -> None:
    observe_batch("sql jobs", done=3, failed=1, seconds=0.5, traceparents=[PARENT])
    (span,) = outlet.spans
    assert (span.name, span.attributes["rowhouse.done"]) == ("sql jobs", 3)
    assert [f"{link.context.trace_id:032x}" for link in span.links] == [TRACE]
    assert span.end_time - span.start_time == 500_000_000


def test_without_telemetry_the_trace_still_goes_on() -> None:
    assert not telemetry.is_on()
    with observe(make_job()):
        assert current_traceparent() == PARENT
    with observe(make_job("nonsense")):
        assert current_traceparent() is None


def test_what_a_job_makes_belongs_to_its_trace(db_url: str) -> None:
    with belongs_to(PARENT), db.connect(db_url) as conn:
        conn.execute("select core.emit('core.thing.done', 'core:thing', '1', '{}')")
        conn.execute("select core.enqueue('core.watch_health')")
    with db.connect(db_url) as conn:
        for table in ("core.events", "core.jobs"):
            rows = conn.execute(f"select distinct traceparent as it from {table}").fetchall()
            assert rows == [{"it": PARENT}], table


def test_from_the_request_through_the_worker(db_url: str, outlet: Outlet) -> None:
    ran: list[str | None] = []

    def handle(job: Job) -> None:
        ran.append(current_traceparent())
        with db.connect(job.url) as conn:
            conn.execute("select core.enqueue('core.t_leaf')")

    with db.connect(db_url) as conn:
        conn.execute(
            "insert into core.job_kinds (kind, handler, description)"
            " values ('core.t_root', 'python', '-'), ('core.t_leaf', 'python', '-')"
        )
        conn.execute("delete from core.job_schedules where true")
        with conn.transaction():
            conn.execute(
                "select set_config('request.headers', %s, true)",
                (json.dumps({"traceparent": PARENT}),),
            )
            conn.execute("select core.enqueue('core.t_root'), core.enqueue('core.watch_health')")
    worker = Worker(Plan(db_url, {"core.t_root": handle, "core.t_leaf": lambda _: None}))
    worker.start()
    wanted = {"core.t_root", "core.t_leaf", "sql jobs"}
    assert wait_until(lambda: wanted <= {span.name for span in outlet.spans}, 30)
    worker.stop()
    worker.join()
    spans = {span.name: span for span in outlet.spans}
    root, leaf, batch = spans["core.t_root"], spans["core.t_leaf"], spans["sql jobs"]
    assert f"{root.context.trace_id:032x}" == TRACE
    assert leaf.context.trace_id == root.context.trace_id
    assert leaf.parent.span_id == root.context.span_id
    assert [f"{link.context.trace_id:032x}" for link in batch.links] == [TRACE]
    assert ran == [f"00-{TRACE}-{root.context.span_id:016x}-01"]


class _Collector(BaseHTTPRequestHandler):
    """Accepts whatever is sent and remembers where."""

    paths: list[str] = []  # noqa: RUF012 - one for the one test that uses it

    def do_POST(self) -> None:
        """Take a request."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.paths.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_usual_variables_turn_it_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "rowhouse.worker")
    collector = HTTPServer(("127.0.0.1", 0), _Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{collector.server_port}"
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
    telemetry.start({"OTEL_EXPORTER_OTLP_ENDPOINT": endpoint})
    with observe(make_job()):
        pass
    telemetry.stop()
    collector.shutdown()
    assert sorted(_Collector.paths) == ["/v1/logs", "/v1/traces"]


@pytest.mark.parametrize(
    "environment",
    [{}, {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x.invalid", "OTEL_SDK_DISABLED": "true"}],
)
def test_otherwise_it_stays_off(environment: dict[str, str]) -> None:
    telemetry.start(environment)
    assert not telemetry.is_on()


def test_what_is_wanted_but_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentry_sdk", None)
    with pytest.raises(ConfigError, match="SENTRY_DSN"):
        telemetry.start({"SENTRY_DSN": "https://key@sentry.invalid/1"})


def test_errors_go_to_sentry(monkeypatch: pytest.MonkeyPatch) -> None:
    sentry = pytest.importorskip("sentry_sdk", reason="the extra `sentry` is not installed")
    seen: list[BaseException] = []
    monkeypatch.setattr(sentry, "init", lambda **_: None)
    monkeypatch.setattr(sentry, "capture_exception", seen.append)
    telemetry.start({"SENTRY_DSN": "https://key@sentry.invalid/1"})
    with pytest.raises(ZeroDivisionError), observe(make_job()):
        raise ZeroDivisionError
    telemetry.stop()
    assert [type(error) for error in seen] == [ZeroDivisionError]


def test_what_sentry_is_sent_has_no_secret(tmp_path: Path) -> None:
    """Real events to a receiver here: a frame that knows the URL, arguments, a request before."""
    pytest.importorskip("sentry_sdk", reason="the extra `sentry` is not installed")
    secret = "4b1f-of-the-database"
    script = tmp_path / "fails.py"
    script.write_text(_FAILS)
    with running_receiver() as receiver:
        done = subprocess.run(
            [sys.executable, script, f"postgresql://app:{secret}@127.0.0.1:1/app"],
            env=os.environ
            | {
                "PYTHONPATH": str(paths.ROOT),
                "ASKED": receiver.url(f"/pause?apikey={secret}"),
                "SENTRY_DSN": receiver.url("/1").replace("://", "://public@"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    sent = [it.body for it in receiver.requests if it.path.endswith("/envelope/")]
    text = "".join(gzip.decompress(body).decode() for body in sent)
    assert "OperationalError" in text
    assert "open_it" in text, "the frame is there, without its variables"
    assert secret not in text


def test_a_delivery_is_a_span_and_its_receiver_is_told(outlet: Outlet, db_url: str) -> None:
    stop = threading.Event()
    with running_receiver() as receiver, db.connect(db_url) as conn:
        for name, value in (("ports", f"[{receiver.port}]"), ("allowed_networks", LOOPBACK)):
            conn.execute(
                "update core.settings set value = %s where name = %s",
                (value, f"core.webhook_{name}"),
            )
        conn.execute("select tests.make_delivery(tests.make_webhook('ada'), 1)")
        conn.execute("update core.webhook_endpoints set url = %s", (receiver.url("/status/200"),))
        conn.execute("update core.webhook_deliveries set traceparent = %s", (PARENT,))
        sender = threading.Thread(target=deliver, args=(db_url, stop))
        sender.start()
        assert wait_until(lambda: len(outlet.spans) > 0, 20)
        stop.set()
        sender.join()
    (span,), (request,) = outlet.spans, receiver.requests
    assert (span.name, f"{span.context.trace_id:032x}") == ("webhook", TRACE)
    assert request.headers["traceparent"] == f"00-{TRACE}-{span.context.span_id:016x}-01"
