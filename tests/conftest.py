"""The test bench: one private server a run, one template, a fresh database where one is asked.

Nothing outlives the run: its server, and every folder and process of its tests, live in one
temporary folder. It goes at the end of the run, also of one that Ctrl-C or a signal ends; what
a killed run left is cleared by the next one.
"""

import contextlib
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import psycopg
import pytest
from psycopg.rows import DictRow
from pytest_pgtap.plugin import PgTapFile

from glue import db, paths
from glue.schema.build import build_from_sources
from glue.schema.modules import read_modules
from glue.schema.scratch import ensure_blank_template
from glue.schema.sources import without_area
from glue.schema.texts import read_text
from glue.stack.parts import ProcessRecord
from glue.stack.pgtap import unpack_pgtap
from glue.stack.postgres import Server

if TYPE_CHECKING:
    from collections.abc import Callable

PGTAP_FOLDERS = ("functions", "views", "triggers", "policies", "seeds")
TEMPLATE = "rowhouse_tests"
PREFIX = "rowhouse-tests-"
MODULES = read_modules()
NEEDS = re.compile(r"^-- Needs: (?P<modules>.+)\.$", re.MULTILINE)
HOME = pytest.StashKey[Path]()

# What a test run may lose in a power cut, it may have for speed.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "256MB",
    "max_connections": "300",
}


class SqlPath(type(Path())):  # type: ignore[misc]
    """A file of SQL that the plugin reads as every command does: UTF-8, whatever saved it."""

    def read_text(self, *_: Any, **__: Any) -> str:
        """Return its text without a byte order mark."""
        return read_text(Path(self))


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once: in the one process, or in the one that hands out the work."""
    handed = getattr(config, "workerinput", None)
    if handed is not None:
        config.stash[HOME] = Path(handed["home"])
        return
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if ProcessRecord(left, "pytest").read() and ProcessRecord(left, "pytest").process() is None:
            _clear(left)
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    home.chmod(0o711)
    config.stash[HOME] = home
    ProcessRecord(home, "pytest").write(os.getpid())
    _listen_to_signals()
    _keep_temporary_files_in(home / "tmp")
    unpack_pgtap(home)
    server = Server(home, settings=FAST)
    server.start()
    _build_template(server)


def pytest_configure_node(node: Any) -> None:
    """Pass the server's address to a worker process."""
    node.workerinput["home"] = str(node.config.stash[HOME])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop all started servers and remove their files."""
    if hasattr(config, "workerinput") or HOME not in config.stash:
        return
    Server(config.stash[HOME]).stop()
    _clear(config.stash[HOME])


def _listen_to_signals() -> None:
    """Let a signal end the run as Ctrl-C does, and children hear theirs.

    What starts tests in the background may have told them to ignore Ctrl-C; nohup's wish about
    hanging up is respected.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.default_int_handler)


def _keep_temporary_files_in(folder: Path) -> None:
    """Let tests, their workers and their children make temporary files there."""
    folder.mkdir(mode=0o711)
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None


def _clear(home: Path) -> None:
    """End every process that lives in a run's folder, then remove it."""
    found = [process for process in psutil.process_iter() if _lives_in(process, home)]
    for process in found:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    for process in psutil.wait_procs(found, timeout=20)[1]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    shutil.rmtree(home, ignore_errors=True)


def _lives_in(process: psutil.Process, home: Path) -> bool:
    if process.pid == os.getpid():
        return False
    with contextlib.suppress(psutil.Error, OSError):
        places = [process.cwd(), *process.cmdline()]
        return any(str(home) in place for place in places)
    return False


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    """Collect `tests/<address>.sql` as pgTAP, if its module is chosen."""
    place = file_path.relative_to(paths.ROOT / "tests").as_posix()
    if (
        file_path.suffix == ".sql"
        and place.split("/")[0] in PGTAP_FOLDERS
        and MODULES.chosen.issuperset([MODULES.of(without_area(place)), *_needed_by(file_path)])
    ):
        collected: pytest.Collector = PgTapFile.from_parent(parent, path=SqlPath(file_path))
        return collected
    return None


def _needed_by(file: Path) -> list[str]:
    """Return the modules that a pgTAP file names in its line `-- Needs:`, beside its own."""
    found = NEEDS.search(file.read_text())
    return found["modules"].split(", ") if found else []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests of modules that are not chosen; mark tests that need one run only.

    Mark `once` each Python test that does not use the server of the run.

    No other Postgres changes its result, unless it says `each_engine`: then it starts
    servers itself. Other tests say `once` where one version proves as much as two.
    """
    left_out = [item for item in items if not _is_chosen(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    for item in items:
        if not isinstance(item, pytest.Function) or item.get_closest_marker("each_engine"):
            continue
        if "server" not in item.fixturenames:
            item.add_marker("once")


def _is_chosen(item: pytest.Item) -> bool:
    """Return whether the modules that a test says it needs are chosen."""
    return all(MODULES.chosen.issuperset(mark.args) for mark in item.iter_markers("needs"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print each figure that a test recorded."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(str(value))


def _build_template(server: Server) -> None:
    admin = server.url("supabase_admin")
    blank = ensure_blank_template(admin, "postgres")
    server.set_passwords()
    url = db.create_database(admin, TEMPLATE, blank)
    with db.connect(url) as conn:
        conn.execute(f"alter database {TEMPLATE} owner to postgres")
        conn.execute("create extension pgtap with schema extensions")
        # So that pgTAP asserts as any role, and tests.set_clock moves the time.
        conn.execute("grant usage on schema extensions to public")
        conn.execute('grant set on parameter "rowhouse.clock" to postgres')
    owner = server.url(database=TEMPLATE)
    build_from_sources(owner)
    with db.connect(owner, autocommit=False) as conn:
        for path in [
            paths.ROOT / "tests/support/schema.sql",
            *sorted((paths.ROOT / "tests/support").glob("*.sql")),
            *(
                path
                for module in sorted(MODULES.chosen)
                for path in sorted((paths.ROOT / "tests/support" / module).glob("*.sql"))
            ),
        ]:
            conn.execute(path.read_text().encode())


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Server:
    """The run's server."""
    return Server(request.config.stash[HOME], settings=FAST)


@pytest.fixture(scope="session")
def make_database(server: Server) -> "Callable[..., str]":
    """Make databases: from the full template, or from another; they go with their server."""
    admin = server.url("supabase_admin")

    def make(template: str = TEMPLATE) -> str:
        name = f"t_{Path(tempfile.mktemp()).name}".lower()  # noqa: S306 - a name, not a file
        db.create_database(admin, name, template)
        with db.connect(admin) as conn:
            conn.execute(f'alter database "{name}" owner to postgres')
        return server.url(database=name)

    return make


@pytest.fixture(scope="session")
def worker_db(make_database: "Callable[..., str]") -> str:
    """One database for every rolled-back test of this process.

    pgTAP keeps what it compares in temporary tables of the role that asserts.
    """
    url = make_database()
    with db.connect(url) as conn:
        conn.execute(
            f'grant temporary on database "{db.database_of(url)}"'
            " to anon, authenticated, service_role, app_worker, app_reader"
        )
    return url


@pytest.fixture
def db_url(make_database: "Callable[..., str]") -> str:
    """A fresh database with everything in it, for a test that commits."""
    return make_database()


@pytest.fixture(scope="session")
def make_blank(make_database: "Callable[..., str]", server: Server) -> "Callable[[], str]":
    """Make databases that hold the stand-in only."""
    admin = server.url("supabase_admin")
    return lambda: make_database(ensure_blank_template(admin, "postgres"))


@pytest.fixture
def blank_url(make_blank: "Callable[[], str]") -> str:
    """A fresh database that holds the stand-in only."""
    return make_blank()


@pytest.fixture(scope="session")
def pgtap_connection(worker_db: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The connection of pytest-pgtap: it rolls each file back."""
    with psycopg.connect(worker_db, autocommit=True) as conn:
        conn.execute('set search_path to "$user", public, extensions')
        yield conn


@pytest.fixture
def conn(worker_db: str) -> Iterator[psycopg.Connection[DictRow]]:
    """A connection in a transaction that is rolled back after the test."""
    with db.connect(worker_db, autocommit=False) as connection:
        yield connection
        connection.rollback()
