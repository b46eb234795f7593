"""A test that never ends; test_test_command.py interrupts it."""

import os
import threading
from pathlib import Path


def test_that_waits(db_url: str) -> None:
    assert db_url
    Path(os.environ["ROWHOUSE_STARTED"]).touch()
    threading.Event().wait()
