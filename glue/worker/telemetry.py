"""Spans and logs to OpenTelemetry, errors to Sentry: when they are wanted and installed.

Wanted: one of the usual OTEL_EXPORTER_OTLP_* endpoints, or SENTRY_DSN, is set. Installed:
the extras `otel` and `sentry`. Otherwise everything here does nothing, at no cost, and a
job's own trace is passed on as it came.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glue.errors import ConfigError
from glue.trace import belongs_to, current_traceparent

if TYPE_CHECKING:
    from opentelemetry._logs import Logger
    from opentelemetry.context import Context
    from opentelemetry.sdk._logs import LoggerProvider
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer

SERVICE = "rowhouse-worker"
_ENDPOINTS = tuple(f"OTEL_EXPORTER_OTLP_{signal}ENDPOINT" for signal in ("", "TRACES_", "LOGS_"))


@dataclass(frozen=True, slots=True)
class _Outlets:
    """Where spans and logs go."""

    spans: "TracerProvider"
    tracer: "Tracer"
    logs: "LoggerProvider"
    logger: "Logger"


@dataclass(slots=True)
class _State:
    """What of all this is on in this process."""

    outlets: _Outlets | None = None
    has_sentry: bool = False


_STATE = _State()


def start(environment: Mapping[str, str] = os.environ) -> None:
    """Turn on what the environment asks for; refuse when its package is missing."""
    is_disabled = environment.get("OTEL_SDK_DISABLED", "").lower() == "true"
    if any(environment.get(name) for name in _ENDPOINTS) and not is_disabled:
        try:
            _start_otlp()
        except ImportError as exc:
            raise ConfigError(
                "OTEL_EXPORTER_OTLP_* is set, but OpenTelemetry is not installed",
                "Run `pip install 'rowhouse[otel]'`, or unset it.",
            ) from exc
    if environment.get("SENTRY_DSN"):
        try:
            _start_sentry()
        except ImportError as exc:
            raise ConfigError(
                "SENTRY_DSN is set, but its SDK is not installed",
                "Run `pip install 'rowhouse[sentry]'`, or unset it.",
            ) from exc
        _STATE.has_sentry = True


def _start_sentry() -> None:
    import sentry_sdk  # noqa: PLC0415 - an extra
    from sentry_sdk.integrations.argv import ArgvIntegration  # noqa: PLC0415 - an extra

    # Three things that the SDK adds to an error have secrets: variables of its frames and
    # arguments of the process the URL of the database, the requests before it the keys of feeds.
    sentry_sdk.init(
        include_local_variables=False,
        max_breadcrumbs=0,
        disabled_integrations=[ArgvIntegration()],
    )


def _start_otlp() -> None:
    from opentelemetry.exporter.otlp.proto.http._log_exporter import (  # noqa: PLC0415 - an extra
        OTLPLogExporter,
    )
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 - an extra
        OTLPSpanExporter,
    )
    from opentelemetry.sdk._logs.export import BatchLogRecordProcessor  # noqa: PLC0415 - an extra
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - an extra

    use(BatchSpanProcessor(OTLPSpanExporter()), BatchLogRecordProcessor(OTLPLogExporter()))


def use(span_processor: Any, log_processor: Any) -> None:
    """Send spans and logs to these processors of the SDK."""
    from opentelemetry.sdk._logs import LoggerProvider  # noqa: PLC0415 - an extra
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - an extra
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - an extra

    named = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": SERVICE}
    resource = Resource.create(named)
    spans = TracerProvider(resource=resource, shutdown_on_exit=False)
    spans.add_span_processor(span_processor)
    logs = LoggerProvider(resource=resource, shutdown_on_exit=False)
    logs.add_log_record_processor(log_processor)
    tracer, logger = spans.get_tracer("rowhouse"), logs.get_logger("rowhouse")
    _STATE.outlets = _Outlets(spans, tracer, logs, logger)


def stop() -> None:
    """Send what is left, and be off."""
    outlets, _STATE.outlets = _STATE.outlets, None
    if outlets is not None:
        outlets.spans.shutdown()
        outlets.logs.shutdown()
    if _STATE.has_sentry:
        import sentry_sdk  # noqa: PLC0415 - an extra

        sentry_sdk.flush(timeout=5)
        _STATE.has_sentry = False


def is_on() -> bool:
    """Return whether spans go anywhere."""
    return _STATE.outlets is not None


@contextmanager
def span(name: str, traceparent: str | None, facts: Mapping[str, Any]) -> Iterator[None]:
    """Surround work that belongs to a trace; what it begins belongs to the span."""
    outlets = _STATE.outlets
    if outlets is None:
        with belongs_to(traceparent):
            try:
                yield
            except Exception as exc:
                _report(exc)
                raise
        return

    from opentelemetry.trace import SpanKind, Status, StatusCode  # noqa: PLC0415 - an extra

    attributes = {f"rowhouse.{key}": _plain(value) for key, value in facts.items()}
    with outlets.tracer.start_as_current_span(
        name,
        context=_context(traceparent),
        kind=SpanKind.CONSUMER,
        attributes=attributes,
        record_exception=True,
        set_status_on_exception=False,
    ) as current:
        context = current.get_span_context()
        inner = f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"
        with belongs_to(inner):
            try:
                yield
            except Exception as exc:
                current.set_status(Status(StatusCode.ERROR, type(exc).__name__))
                _report(exc)
                raise


def note_batch(
    name: str, seconds: float, facts: Mapping[str, Any], traceparents: Sequence[str]
) -> None:
    """Report a batch that has ended: one span, linked with the traces it belonged to."""
    outlets = _STATE.outlets
    if outlets is None:
        return

    from opentelemetry.trace import Link, get_current_span  # noqa: PLC0415 - an extra

    ended = time.time_ns()
    links = [Link(get_current_span(_context(item)).get_span_context()) for item in traceparents]
    attributes = {f"rowhouse.{key}": _plain(value) for key, value in facts.items()}
    outlets.tracer.start_span(
        name, links=links, attributes=attributes, start_time=ended - round(seconds * 1e9)
    ).end(ended)


def note_log(level: int, event: str, facts: Mapping[str, Any]) -> None:
    """Send one log line; it belongs to the trace of the work that runs."""
    outlets = _STATE.outlets
    if outlets is None:
        return

    from opentelemetry._logs import SeverityNumber  # noqa: PLC0415 - an extra

    # logging's 10, 20, 30 … are OTLP's 5, 9, 13 …
    severity = SeverityNumber(min(24, max(1, level * 4 // 10 + 1)))
    outlets.logger.emit(
        context=_context(current_traceparent()),
        severity_number=severity,
        severity_text=severity.name,
        body=event,
        attributes={key: _plain(value) for key, value in facts.items() if value is not None},
    )


def _report(error: Exception) -> None:
    if _STATE.has_sentry:
        import sentry_sdk  # noqa: PLC0415 - an extra

        sentry_sdk.capture_exception(error)


def _context(traceparent: str | None) -> "Context":
    from opentelemetry.context import Context  # noqa: PLC0415 - an extra
    from opentelemetry.trace.propagation.tracecontext import (  # noqa: PLC0415 - an extra
        TraceContextTextMapPropagator,
    )

    carrier = {"traceparent": traceparent} if traceparent else {}
    return TraceContextTextMapPropagator().extract(carrier, Context())


def _plain(value: object) -> str | int | float | bool:
    return value if isinstance(value, str | int | float | bool) else str(value)
