"""Dependencies of templates: no cycle is ever stored, and plans follow the graph.

Hypothesis prints the seed of an example that fails; threads print theirs.
"""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.glue.supplier_site import (
    MANAGER,
    Refused,
    Site,
    make_templates,
    number_of,
    workday,
)

pytestmark = pytest.mark.needs("suppliers")

PHASES = ("tooling", "samples", "production")
Edge = tuple[int, int]
"""A template, and the one that it comes after."""


@pytest.fixture
def site(db_url: str) -> Iterator[Site]:
    """A fresh database."""
    site = Site(db_url)
    yield site
    site.close()


def is_acyclic(edges: set[Edge]) -> bool:
    """Return whether a graph has no cycle; by the library, not as the database does."""
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for template, after in edges:
        sorter.add(template, after)
    try:
        sorter.prepare()
    except CycleError:
        return False
    return True


def implied_by(phases: list[int | None], edges: set[Edge]) -> set[Edge]:
    """Return the edges that follow from phases: the last of one before the first of the next."""
    present = sorted({phase for phase in phases if phase is not None})
    found: set[Edge] = set()
    for one, other in pairwise(present):
        inner = {e for e in edges if phases[e[0]] == phases[e[1]]}
        last = [n for n, p in enumerate(phases) if p == one and n not in {a for _, a in inner}]
        first = [n for n, p in enumerate(phases) if p == other and n not in {t for t, _ in inner}]
        found |= {(t, a) for t in first for a in last}
    return found


def expected(phases: list[int | None], edges: set[Edge]) -> str | None:
    """Return the key by which a graph is refused."""
    if not is_acyclic(edges):
        return "suppliers.dependency_cycle"
    for template, after in edges:
        late, early = phases[after], phases[template]
        if late is not None and early is not None and late > early:
            return "suppliers.phase_order"
    if not is_acyclic(edges | implied_by(phases, edges)):
        return "suppliers.dependency_cycle"
    return None


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int | None], dict[Edge, int], list[int], list[int]]:
    """Draw phases, edges with lags, durations and due days of some templates."""
    size = draw(st.integers(1, 9))
    nodes = st.integers(0, size - 1)
    some_phase = st.one_of(st.none(), st.integers(0, 2))
    phases = draw(st.lists(some_phase, min_size=size, max_size=size))
    pairs = st.tuples(nodes, nodes).filter(lambda e: e[0] != e[1])
    forward = pairs.map(lambda e: (max(e), min(e)))
    edges = draw(
        st.dictionaries(st.one_of(forward, forward, forward, pairs), st.integers(0, 4), max_size=12)
    )
    days = draw(st.lists(st.integers(0, 30), min_size=size, max_size=size))
    durations = draw(st.lists(st.integers(1, 6), min_size=size, max_size=size))
    return phases, edges, days, durations


@settings(
    max_examples=60,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(graph=graphs())
def test_no_cycle_is_stored_and_plans_follow_the_graph(
    site: Site, graph: tuple[list[int | None], dict[Edge, int], list[int], list[int]]
) -> None:
    phases, edges, days, durations = graph
    templates = make_templates(len(phases))
    for n, template in enumerate(templates):
        template |= {"canonical_due": str(workday(days[n])), "duration_days": durations[n]}
        if (phase := phases[n]) is not None:
            template["phase"] = PHASES[phase]
    dependencies = [
        {"template": f"t{template}", "after": f"t{after}", "lag_days": lag}
        for (template, after), lag in edges.items()
    ]
    key = None
    try:
        project = site.make_project(templates, dependencies)
    except Refused as refused:
        key = refused.key
    assert key == expected(phases, set(edges))
    if key:
        return

    lags = dict.fromkeys(implied_by(phases, set(edges)), 0) | edges
    stored = site.rows(
        "select t.code, t.place, p.code as after, p.place as after_place, d.lag_days"
        " from suppliers.task_dependencies as d"
        " inner join suppliers.task_templates as t on d.template_id = t.id"
        " inner join suppliers.task_templates as p on d.predecessor_id = p.id"
        " where d.project_id = %s",
        project,
    )
    assert {(int(r["code"][1:]), int(r["after"][1:])): r["lag_days"] for r in stored} == lags
    assert all(row["place"] > row["after_place"] for row in stored)

    due: dict[int, int] = {}
    sorter = TopologicalSorter({n: {a for t, a in lags if t == n} for n in range(len(phases))})
    for n in sorter.static_order():
        free = [due[a] + lag + 1 for (t, a), lag in lags.items() if t == n]
        start = max([days[n] - durations[n] + 1, 0, *free])
        due[n] = start + durations[n] - 1
    tasks = site.add_supplier(project)
    planned = {
        row["id"]: (row["start_on"], row["due_on"])
        for row in site.rows("select id, start_on, due_on from suppliers.task_instances")
    }
    assert [number_of(planned[task][1]) for task in tasks] == [due[n] for n in range(len(phases))]
    assert [planned[task][1] for task in tasks] == [workday(due[n]) for n in range(len(phases))]
    assert [number_of(planned[task][0]) for task in tasks] == [
        due[n] - durations[n] + 1 for n in range(len(phases))
    ]


@pytest.mark.parametrize("seed", range(3))
def test_writers_at_once_store_no_cycle(site: Site, seed: int) -> None:
    """Each adds edges that are acyclic alone; some would close a cycle with another's."""
    size = 8
    project = site.make_project(make_templates(size), [])
    ids = [
        row["id"]
        for row in site.rows(
            "select id from suppliers.task_templates where project_id = %s order by id", project
        )
    ]
    barrier = threading.Barrier(4)

    def write(worker: int) -> int:
        rng = random.Random(f"{seed} {worker}")  # noqa: S311 - choices, no secret
        barrier.wait()
        stored = 0
        for _ in range(25):
            template, after = rng.sample(ids, 2)
            try:
                site.rows(
                    "insert into suppliers.task_dependencies"
                    " (project_id, template_id, predecessor_id) values (%s, %s, %s)",
                    project,
                    template,
                    after,
                )
                stored += 1
            except psycopg.errors.UniqueViolation:
                continue
            except psycopg.Error as error:
                if error.diag.message_primary != "suppliers.dependency_cycle":
                    raise
        return stored

    with ThreadPoolExecutor(4) as pool:
        stored = sum(pool.map(write, range(4)))
    edges = {
        (row["template_id"], row["predecessor_id"])
        for row in site.rows("select * from suppliers.task_dependencies")
    }
    assert len(edges) == stored > 0, seed
    assert is_acyclic(edges), seed


def test_whole_sets_at_once_store_one_of_them(site: Site) -> None:
    """Two managers set opposite orders: each set is whole, and the later one stands."""
    project = site.make_project(make_templates(5), [])
    forward = [{"template": f"t{n + 1}", "after": f"t{n}"} for n in range(4)]
    backward = [{"template": f"t{n}", "after": f"t{n + 1}"} for n in range(4)]
    barrier = threading.Barrier(2)

    def write(edges: list[dict[str, str]]) -> None:
        barrier.wait()
        for _ in range(8):
            site.call(
                MANAGER,
                "set_task_templates",
                project_id=project,
                templates=make_templates(5),
                dependencies=edges,
            )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (forward, backward)))
    stored = {
        (row["template"], row["after"])
        for row in site.rows(
            "select t.code as template, p.code as after from suppliers.task_dependencies as d"
            " inner join suppliers.task_templates as t on d.template_id = t.id"
            " inner join suppliers.task_templates as p on d.predecessor_id = p.id"
        )
    }
    assert stored in [{(e["template"], e["after"]) for e in edges} for edges in (forward, backward)]
