"""One run of a Python job: what its handler returned or raised, in a form that Postgres takes."""

import inspect
import json
import re
import traceback
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from glue.worker.handlers import Handler, Job, PermanentError, RetryLaterError
from glue.worker.observe import observe

RESULT_BYTES = 1024 * 1024
ERROR_CHARS, TRACEBACK_CHARS, LINE_CHARS = 2000, 8000, 500
_NUL = re.compile(r"(?<!\\)(\\\\)*\\u0000")


class ResultError(Exception):
    """What a handler returned can not be kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run of a Python job ended."""

    job: Job
    result: str | None = None
    """As JSON."""
    error: str | None = None
    retry_after: timedelta | None = None
    is_permanent: bool = False
    traceback: str | None = None


def run_handler(handler: Handler, job: Job) -> Outcome:
    """Run a handler; whatever it raises becomes the outcome."""
    try:
        with observe(job):
            return Outcome(job, result=_as_json(handler(job)))
    except RetryLaterError as exc:
        after = exc.after if isinstance(exc.after, timedelta) else None
        return Outcome(job, error=words_of(exc), retry_after=after, traceback=_trace(exc))
    except (PermanentError, ResultError) as exc:
        return Outcome(job, error=words_of(exc), is_permanent=True, traceback=_trace(exc))
    except BaseException as exc:  # noqa: BLE001 - the job's error, also SystemExit, not the worker's
        name = type(exc).__name__
        return Outcome(job, error=storable(f"{name}: {words_of(exc)}"), traceback=_trace(exc))


def _as_json(result: Any) -> str | None:
    """Return a handler's result as JSON that Postgres takes, or say why it is none."""
    if result is None:
        return None
    if inspect.iscoroutine(result):
        result.close()
    try:
        text = json.dumps(result, allow_nan=False, ensure_ascii=False)
        size = len(text.encode())
    except (TypeError, ValueError, RecursionError) as exc:
        raise ResultError(f"The result is not JSON: {words_of(exc)}") from exc
    if _NUL.search(text):
        raise ResultError("The result is not JSON: it holds the character U+0000.")
    if size > RESULT_BYTES:
        raise ResultError(f"The result has {size} bytes, at most {RESULT_BYTES}.")
    return text


def words_of(error: BaseException) -> str:
    """Return an error's text; one that cannot be printed is named."""
    try:
        return storable(str(error))
    except Exception:  # noqa: BLE001 - the error's own code
        return type(error).__name__


def _trace(error: BaseException) -> str:
    """Return the traceback; of a long one, the end: that is where it happened."""
    try:
        text = "".join(traceback.format_exception(error))
    except Exception:  # noqa: BLE001 - the error's own code
        text = "".join(traceback.format_tb(error.__traceback__))
    lines = (line[:LINE_CHARS] for line in text.splitlines(keepends=True))
    return storable("".join(lines), last=TRACEBACK_CHARS)


def storable(text: str, last: int | None = None) -> str:
    """Return text that Postgres takes, cut to its beginning, or to so much of its end."""
    cut = text[:ERROR_CHARS] if last is None else text[-last:]
    return cut.replace("\x00", "\ufffd").encode(errors="backslashreplace").decode()
