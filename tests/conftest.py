"""The test bench: a private server for each process, a fresh database where one is asked for.

Nothing outlives the run: its servers, and every folder and process of its tests, live in one
temporary folder, and in one of the same name in memory. They go at the end of the run, also of one
that Ctrl-C or a signal ends; what a killed run left is cleared by the next one. Only a stopped
cluster is kept, see clusters.py.
"""

import contextlib
import fcntl
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import psutil
import psycopg
import pytest
from psycopg.rows import DictRow
from pytest_pgtap.plugin import PgTapFile, PgTapItem

from glue import db, paths
from glue.postgres import ports
from glue.postgres.server import SUPERUSER, Server
from glue.schema.modules import read_modules
from glue.schema.scratch import ensure_blank_template
from glue.schema.sources import without_area
from glue.schema.texts import read_text
from tests.clusters import FAST, TEMPLATE, start_cluster
from tests.poolers import stop_poolers
from tests.profile import SETTINGS, Profile

if TYPE_CHECKING:
    from collections.abc import Callable

PGTAP_FOLDERS = ("functions", "views", "triggers", "policies", "seeds")
PREFIX = "rowhouse-tests-"
MEMORY = Path("/dev/shm")  # noqa: S108 - Linux's file system in memory
ENOUGH_MEMORY = 8 * 2**30
PORT_SHARES = 16
MODULES = read_modules()
NEEDS = re.compile(r"^-- Needs: (?P<modules>.+)\.$", re.MULTILINE)
SERVER = "server"
LOCK = "lock"
HOME = pytest.StashKey[Path]()
DATA = pytest.StashKey[Path]()
HELD = pytest.StashKey[IO[str]]()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
PROFILES = os.environ.get("ROWHOUSE_PROFILES", "")
"""A folder: which statements of SQL the run executes is measured, and written there."""

# The longest files, longest first: a run that ends with one of them waits for it alone.
LONGEST = (
    "test_stack.py",
    "test_guides.py",
    "test_readme.py",
    "test_new_command.py",
    "test_new_module.py",
    "test_migrate_judges.py",
    "test_db_command.py",
    "test_bench.py",
    "test_backups.py",
    "test_migrate_differ.py",
    "test_server.py",
    "test_cli.py",
    "test_test_command.py",
    "test_time_rehearsal.py",
    "test_typescript.py",
    "test_demo_page.py",
    "test_commerce_page.py",
    "test_policy_mutants.py",
    "test_live.py",
    "test_relay.py",
    "test_load.py",
    "test_gateway.py",
    "test_webhooks.py",
)


class SqlPath(type(Path())):  # type: ignore[misc]
    """A file of SQL that the plugin reads as every command does: UTF-8, whatever saved it."""

    def read_text(self, *_: Any, **__: Any) -> str:
        """Return its text without a byte order mark."""
        return read_text(Path(self))


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of the run; the processes that it hands work to share it."""
    # A port that is free may be another process's a moment later: each has ports of its own.
    ports.PORTS = ports.PORTS[os.getpid() % PORT_SHARES :: PORT_SHARES]
    handed = getattr(config, "workerinput", None)
    if handed is not None:
        config.stash[HOME], config.stash[DATA] = Path(handed["home"]), Path(handed["data"])
        return
    _listen_to_signals()
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _is_abandoned(left):
            _clear(left)
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    home.chmod(0o711)
    config.stash[HOME] = home
    config.stash[DATA] = data = _data_of(home)
    data.mkdir(mode=0o711, exist_ok=True)
    config.stash[HELD] = _hold(home)
    _keep_temporary_files_in(home / "tmp")


def pytest_configure_node(node: Any) -> None:
    """Pass the folder to a worker process."""
    node.workerinput["home"] = str(node.config.stash[HOME])
    node.workerinput["data"] = str(node.config.stash[DATA])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop all started servers and remove their files."""
    stop_poolers()
    if hasattr(config, "workerinput") or HOME not in config.stash:
        return
    for folder in config.stash[DATA].glob(f"{SERVER}*"):
        Server(folder).stop()
    _clear(config.stash[HOME])


def _data_of(home: Path) -> Path:
    """Return where a run keeps its servers: in memory where there is enough, else in its folder.

    A database is 1,500 files, and many tests get one of their own: on a disk a copy takes four
    to nine times as long. Where TMPDIR is set, everything is there.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK | os.X_OK):
        return home
    shared = os.statvfs(MEMORY)
    free = min(shared.f_bavail * shared.f_frsize, psutil.virtual_memory().available)
    return MEMORY / home.name if free >= ENOUGH_MEMORY else home


def _hold(home: Path) -> IO[str]:
    """Lock a run's folder; the system unlocks it when this process ends, however it does."""
    file = (home / LOCK).open("w")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _is_abandoned(home: Path) -> bool:
    """Return whether the process that held a run's folder has ended."""
    try:
        with (home / LOCK).open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


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
    """End every process that lives in a run's folders, then remove them."""
    found = [process for process in psutil.process_iter() if _lives_in(process, home)]
    for process in found:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    for process in psutil.wait_procs(found, timeout=20)[1]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    for folder in (home, MEMORY / home.name):
        shutil.rmtree(folder, ignore_errors=True)


def _lives_in(process: psutil.Process, home: Path) -> bool:
    if process.pid == os.getpid():
        return False
    with contextlib.suppress(psutil.Error, OSError):
        # A part of a stack runs in the checkout; its environment names the folder.
        places = [process.cwd(), *process.cmdline(), process.environ().get("ROWHOUSE_HOME", "")]
        return any(home.name in place for place in places)
    return False


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    """Collect `tests/<address>.sql` as pgTAP, if its module is chosen."""
    tests = paths.ROOT / "tests"
    # In a project, pytest also looks through the folder above its tests.
    if file_path.suffix != ".sql" or not file_path.is_relative_to(tests):
        return None
    place = file_path.relative_to(tests).as_posix()
    if place.split("/")[0] in PGTAP_FOLDERS and MODULES.chosen.issuperset(
        [MODULES.of(without_area(place)), *_needed_by(file_path)]
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
    """Leave out tests of modules that are not chosen; mark `once`; the longest files first."""
    left_out = [item for item in items if not _is_chosen(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    for item in items:
        if runs_once(item):
            item.add_marker("once")
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def runs_once(item: pytest.Item) -> bool:
    """Return whether no other Postgres changes the result of a test.

    So it is with a Python test that does not use the server of its process, unless it says
    `each_engine`: then it starts servers itself. Other tests say `once` where one version
    proves as much as two.
    """
    if not isinstance(item, pytest.Function) or item.get_closest_marker("each_engine"):
        return False
    return "server" not in item.fixturenames


def _is_chosen(item: pytest.Item) -> bool:
    """Return whether the modules that a test says it needs are chosen."""
    return all(MODULES.chosen.issuperset(mark.args) for mark in item.iter_markers("needs"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print each figure that a test recorded."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(str(value))


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Server:
    """The server of this process: a transaction of one process holds back no other's reader."""
    folder = request.config.stash[DATA] / f"{SERVER}{WORKER}"
    return start_cluster(folder, FAST | SETTINGS if PROFILES else FAST)


@pytest.fixture(scope="session")
def drop_database(server: Server) -> "Iterator[Callable[[str], None]]":
    """Drop databases; where a run is measured, read first what they have executed."""
    admin = server.url(SUPERUSER)
    profile = Profile(server, TEMPLATE) if PROFILES else None

    def drop(url: str) -> None:
        if profile:
            profile.read(url)
        db.drop_database(admin, db.database_of(url))

    yield drop
    if profile:
        with db.connect(admin) as conn:
            left = conn.execute("select datname from pg_database where datname ~ '^t_'").fetchall()
        for row in left:
            profile.read(server.url(database=row["datname"]))
        profile.write(Path(PROFILES) / f"{WORKER}.json")


@pytest.fixture(scope="session")
def make_database(
    server: Server,
    drop_database: "Callable[[str], None]",  # noqa: ARG001 - it reads them before they go
) -> "Callable[..., str]":
    """Make databases: from the full template, or from another."""
    admin = server.url(SUPERUSER)

    def make(template: str = TEMPLATE) -> str:
        name = f"t_{Path(tempfile.mktemp()).name}".lower()  # noqa: S306 - a name, not a file
        db.create_database(admin, name, template, strategy="file_copy")
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
def db_url(
    make_database: "Callable[..., str]", drop_database: "Callable[[str], None]"
) -> Iterator[str]:
    """A fresh database with everything in it, for a test that commits."""
    url = make_database()
    yield url
    drop_database(url)


@pytest.fixture(scope="session")
def make_blank(make_database: "Callable[..., str]", server: Server) -> "Callable[[], str]":
    """Make databases that hold the stand-in only."""
    admin = server.url(SUPERUSER)
    return lambda: make_database(ensure_blank_template(admin, "postgres"))


@pytest.fixture
def blank_url(
    make_blank: "Callable[[], str]", drop_database: "Callable[[str], None]"
) -> Iterator[str]:
    """A fresh database that holds the stand-in only."""
    url = make_blank()
    yield url
    drop_database(url)


@pytest.fixture(scope="session")
def pgtap_connection(worker_db: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The connection of pytest-pgtap: it rolls each file back."""
    with psycopg.connect(worker_db, autocommit=True) as conn:
        conn.execute('set search_path to "$user", public, extensions')
        yield conn


@pytest.fixture(autouse=True)
def _without_session_locks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Free what a pgTAP file locked for its session: the rollback does not."""
    yield
    if isinstance(request.node, PgTapItem):
        request.getfixturevalue("pgtap_connection").execute("select pg_advisory_unlock_all()")


@pytest.fixture
def conn(worker_db: str) -> Iterator[psycopg.Connection[DictRow]]:
    """A connection in a transaction that is rolled back after the test."""
    with db.connect(worker_db, autocommit=False) as connection:
        yield connection
        connection.rollback()
