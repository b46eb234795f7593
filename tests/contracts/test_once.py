"""Which tests run on one Postgres only, and in which order files run."""

import pytest

from glue import paths
from tests.conftest import LONGEST, runs_once

pytest_plugins = ["pytester"]

# Given: fixtures named as those of the suite, and a test for each way to use them.
TESTS = """
import pytest

@pytest.fixture
def server(): ...

@pytest.fixture
def db_url(server): ...

@pytest.fixture
def prepared(request): ...

def test_alone(): ...
def test_with_another_fixture(prepared): ...
def test_with_the_server(server): ...
def test_with_a_database(db_url): ...

@pytest.mark.usefixtures("db_url")
def test_with_a_database_that_it_does_not_name(): ...

@pytest.mark.each_engine
def test_that_starts_servers(): ...

@pytest.mark.parametrize("case", [1])
def test_with_a_parameter(case): ...
"""


def test_a_python_test_without_the_server_runs_once(pytester: pytest.Pytester) -> None:
    found = {item.name: runs_once(item) for item in pytester.getitems(TESTS)}
    assert found == {
        "test_alone": True,
        "test_with_another_fixture": True,
        "test_with_the_server": False,
        "test_with_a_database": False,
        "test_with_a_database_that_it_does_not_name": False,
        "test_that_starts_servers": False,
        "test_with_a_parameter[1]": True,
    }


def test_each_such_test_of_the_suite_is_marked(request: pytest.FixtureRequest) -> None:
    items = request.session.items
    assert [item.nodeid for item in items if runs_once(item) and not is_marked(item)] == []
    assert any(is_marked(item) for item in items)


def test_a_pgtap_file_runs_on_each_postgres(request: pytest.FixtureRequest) -> None:
    files = [item for item in request.session.items if item.path.suffix == ".sql"]
    assert [item.nodeid for item in files if is_marked(item)] == []


def is_marked(item: pytest.Item) -> bool:
    return item.get_closest_marker("once") is not None


def test_the_longest_files_are_there_and_run_first(request: pytest.FixtureRequest) -> None:
    names = {path.name for path in (paths.ROOT / "tests").rglob("test_*.py")}
    assert [name for name in LONGEST if name not in names] == []
    places = [LONGEST.index(i.path.name) for i in request.session.items if i.path.name in LONGEST]
    assert places == sorted(places)
    first_other = len([1 for item in request.session.items if item.path.name in LONGEST])
    assert [i for i in request.session.items[first_other:] if i.path.name in LONGEST] == []
