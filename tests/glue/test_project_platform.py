"""A module of a project uses the platform like one that ships, in files of the project only."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from glue import db
from glue.postgres.server import Server
from glue.waiting import wait_until
from tests.glue.copied_checkout import CopiedCheckout
from tests.glue.projects import LIBRARY, make_project
from tests.glue.test_project import call, shipped, write

pytestmark = pytest.mark.once

FILES = {
    "sql/seeds/library/settings.sql.j2": """--% from 'sql/macros/seed.sql.j2' import upsert_seed
-- Seeds of core.settings: the settings of library.

insert into core.settings (
    name, default_value, description, is_changeable, value_schema
)
values
(
    'library.most_loans',
    '3',
    'Loans that a user may have at a time.',
    true, '{"type": "integer", "minimum": 1, "maximum": 100}'
)
{{ upsert_seed('settings', 'name', [
    'default_value', 'description', 'value_schema'
]) }}
""",
    "sql/seeds/library/invariants.sql.j2": """\
--% from 'sql/macros/seed.sql.j2' import upsert_seed
-- Seeds of core.invariants: a loan has a title.

insert into core.invariants (name, module, query, repair, severity)
values
(
    'library.loans_have_titles',
    'library',
    $$
    select id from library.loans where title = '-'
    $$,
    'Ask the users for titles.',
    'error'
)
{{ upsert_seed('invariants', 'name', ['query', 'repair', 'severity']) }}
""",
    "sql/seeds/library/health_checks.sql.j2": """\
--% from 'sql/macros/seed.sql.j2' import upsert_seed
-- Seeds of core.health_checks: measurements of library.

insert into core.health_checks (name, module, query, warn, fail, unit, meaning, remedy)
values
(
    'library.loans', 'library',
    $$
    select count(*)::numeric, null from library.loans
    $$,
    2, 5, 'count',
    'Loans of all users.',
    'Ask for the books.'
)
{{ upsert_seed('health_checks', 'name', [
    'query', 'warn', 'fail', 'unit', 'meaning', 'remedy'
]) }}
""",
    "sql/seeds/library/job_kinds.sql.j2": """--% from 'sql/macros/seed.sql.j2' import upsert_seed
-- Seeds of core.job_kinds: the jobs of library.

insert into core.job_kinds (kind, handler, sql_function, description)
values
('library.remind', 'sql', 'library.run_remind', 'Tells of old loans.'),
('library.print_labels', 'python', null, 'Labels for new books.')
{{ upsert_seed('job_kinds', 'kind', ['handler', 'sql_function', 'description']) }}
""",
    "functions/library/run_remind.sql": """\
-- library.run_remind: the job that tells of old loans, by an event.
-- Definer: a worker has no right to read loans.

create or replace function library.run_remind(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.emit(
        'library.loan.reminded',
        'library:loan',
        p_job.id::text,
        jsonb_build_object(
            'v', 1,
            'loans', (select count(*) from library.loans),
            'most', core.setting('library.most_loans')
        )
    );
end;
$$;

grant execute on function library.run_remind(core.jobs)
to app_worker;

comment on function library.run_remind(core.jobs) is
$$Handler of library.remind.

Emits: library.loan.reminded.
$$;
""",
    "jobs/library.py": '''"""Jobs of the library."""

from typing import Any

from glue.worker.handlers import Job, handler


@handler("library.print_labels")
def print_labels(job: Job) -> dict[str, Any]:
    """Print the labels that the payload names."""
    return {"printed": len(job.payload["books"])}
''',
}
EVENT_TYPE = """,
(
    'library.loan.reminded',
    'library:loan',
    '{v: integer, loans: bigint, most: integer}',
    'Users are reminded of their loans.'
)
{{ upsert_seed('event_types'"""


def seed_event_type(root: Path) -> None:
    """Add the type of an event of its own to those that a table's changes have."""
    seeds = root / "sql/seeds/library/event_types.sql.j2"
    seeds.write_text(seeds.read_text().replace("\n{{ upsert_seed('event_types'", EVENT_TYPE))


def run_jobs(project: CopiedCheckout, url: str) -> dict[str, object]:
    """Run a worker until two jobs of the library are finished; return their results."""
    environment = {**project.environment, "WORKER_DATABASE_URL": url}
    results: dict[str, object] = {}

    def finished() -> bool:
        with db.connect(url) as conn:
            rows = conn.execute(
                "select kind, result from core.finished_jobs where kind ~ '^library'"
            ).fetchall()
        results.update((row["kind"], row["result"]) for row in rows)
        return len(results) == 2

    command = [sys.executable, "-m", "glue", "work"]
    with subprocess.Popen(command, cwd=project.root, env=environment) as child:
        try:
            assert wait_until(lambda: finished() or child.poll() is not None, 60)
        finally:
            child.terminate()
    return results


def test_a_module_of_a_project_uses_the_whole_platform(
    tmp_path: Path, blank_url: str, server: Server
) -> None:
    ships = shipped()
    project = make_project(tmp_path, blank_url, server)
    project.run(LIBRARY)
    for name, text in FILES.items():
        write(project.root, name, text)
    seed_event_type(project.root)
    project.run("rowhouse render")
    project.run("rowhouse migrate up")
    assert shipped() == ships

    loans = [call(blank_url, f"select api.add_loan('{title}') as it") for title in ("A", "-")]
    assert [loan["title"] for loan in loans if isinstance(loan, dict)] == ["A", "-"]
    project.run("rowhouse settings set library.most_loans 5 --reason 'more books'")
    with db.connect(blank_url) as conn:
        conn.execute("select core.enqueue('library.remind')")
        conn.execute("select core.enqueue('library.print_labels', '{\"books\": [1, 2]}')")
    assert run_jobs(project, blank_url) == {
        "library.print_labels": {"printed": 2},
        "library.remind": None,
    }
    with db.connect(blank_url) as conn:
        (event,) = conn.execute(
            "select payload from core.events where type = 'library.loan.reminded'"
        ).fetchall()
    assert event["payload"] == {"v": 1, "loans": 2, "most": 5}

    (check,) = json.loads(project.run("rowhouse health --module library --json"))["checks"]
    assert (check["name"], check["status"]) == ("library.loans", "warn")
    assert "library.loans_have_titles" in project.run("rowhouse verify --module library", code=1)
    project.run("rowhouse migrate check")
