"""A test that never ends; test_test_command.py interrupts it."""

import os
import signal
import threading
from pathlib import Path


def test_that_waits(db_url: str) -> None:
    assert db_url
    # The caller ignores Ctrl-C; a test and the processes that it starts do not.
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    Path(os.environ["ROWHOUSE_STARTED"]).touch()
    threading.Event().wait()
