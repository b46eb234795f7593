"""Peers are measured beside ours where they are there, and named where they are not."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from glue.bench.peers import node
from glue.bench.peers.audits import BARE, Files, measure_audits
from glue.bench.peers.figures import beside
from glue.bench.peers.jobs import measure_jobs
from glue.bench.peers.lists import PLAIN, VIEW, measure_lists
from glue.bench.peers.queues import OURS, installable
from glue.commands.bench import bench_command
from glue.errors import ConfigError

pytestmark = pytest.mark.once

# The functions of pgmq that are called, over a table as it makes one.
QUEUE = """
create table pgmq.q_bench (msg_id bigint generated always as identity primary key);
select pg_catalog.pg_extension_config_dump('pgmq.q_bench', '');
create function pgmq.create(text) returns void language sql as 'select';
create function pgmq.send(text, jsonb) returns bigint language sql
    as 'insert into pgmq.q_bench default values returning msg_id';
create function pgmq.read(text, integer, integer) returns setof pgmq.q_bench language sql
    as 'select q.* from pgmq.q_bench as q limit $3';
create function pgmq.delete(text, bigint[]) returns void language sql
    as 'delete from pgmq.q_bench as q where q.msg_id = any($2)';
"""
TRIGGER = """
create schema audit;
create table audit.rows (row jsonb);
create function audit.note() returns trigger language plpgsql
    as 'begin insert into audit.rows values (to_jsonb(new)); return new; end';
create function audit.audit_table(regclass) returns void language plpgsql as $$ begin
    execute format(
        'create trigger note after insert or update on %s for each row execute function %s',
        $1, 'audit.note()'
    );
end $$;
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_a_queue_that_is_given_is_measured_and_others_are_named(
    db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node, "is_installed", lambda: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    file = write(tmp_path / "pgmq.sql", QUEUE)
    figures, left_out = measure_jobs(db_url, 0.01, file, lambda _: None)
    assert [figure.name for figure in figures] == [
        f"{what}: {who}"
        for what in ("enqueue one by one, 8 sessions", "drain 200 jobs, one worker")
        for who in (OURS, "pgmq")
    ]
    assert all(figure.median > 0 for figure in figures)
    assert {*left_out} == {"procrastinate", "graphile-worker", "pg-boss"}
    assert left_out["pg-boss"] == "it is not installed: `rowhouse bench peers --install`"


def test_audit_triggers_are_measured_on_the_same_table(db_url: str, tmp_path: Path) -> None:
    files = Files(audit_trigger=write(tmp_path / "audit.sql", TRIGGER))
    figures, left_out = measure_audits(db_url, 0.01, files, lambda _: None)
    names = [figure.name.split(": ")[1] for figure in figures]
    assert names == [BARE, OURS, "2ndQuadrant audit-trigger"] * 3
    assert left_out == {"supa_audit": "its file of SQL is not given: --supa-audit FILE"}


@pytest.mark.needs("filters")
def test_lists_are_measured_beside_a_query_and_a_view(db_url: str) -> None:
    figures = measure_lists(db_url, 0.002, lambda _: None)
    assert [figure.name.split(": ")[1] for figure in figures] == [OURS, PLAIN, VIEW, OURS, VIEW]


def test_a_ratio_is_that_of_a_peer_to_ours() -> None:
    ours, peer = beside("drain", "jobs/s", {OURS: [90, 100, 110], "other": [50, 60, 40]}, OURS)
    assert (ours.ratio, ours.floor) == (None, None)
    assert (peer.ratio, peer.floor) == (0.5, OURS)


def test_a_file_of_an_extension_is_installed_as_a_script(tmp_path: Path) -> None:
    file = write(tmp_path / "a.sql", "create table a ();\nselect pg_extension_config_dump('a');\n")
    assert installable(file) == "create table a ();"


def test_the_lock_names_the_versions_of_the_package_file() -> None:
    package = json.loads((node.HERE / "package.json").read_text())
    lock = json.loads((node.HERE / "package-lock.json").read_text())
    assert lock["packages"][""]["dependencies"] == package["dependencies"]
    assert "resolved" not in (node.HERE / "package-lock.json").read_text()


def test_peers_of_another_lock_are_not_installed(tmp_path: Path) -> None:
    assert not node.is_installed(tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / ".package-lock.json").touch()
    lock = tmp_path / "package-lock.json"
    lock.write_bytes((node.HERE / "package-lock.json").read_bytes())
    assert node.is_installed(tmp_path)
    lock.write_text("{}")
    assert not node.is_installed(tmp_path)


def test_without_npm_nothing_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="npm is not on the PATH"):
        node.install(tmp_path / "cache")


def test_the_command_names_what_it_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node, "is_installed", lambda: False)
    monkeypatch.setattr(
        "glue.commands.bench_peers.measure_peers",
        lambda *_: (beside("drain", "jobs/s", {OURS: [1.0]}, OURS), {"pgmq": "it is not given"}),
    )
    file = tmp_path / "peers.json"
    done = CliRunner().invoke(
        bench_command, ["peers", "--json", str(file), "--url", "postgresql://x/y"]
    )
    assert done.exit_code == 0, done.output
    assert "pgmq was left out: it is not given" in done.stderr
    assert json.loads(file.read_text())[0]["name"] == "drain: rowhouse"
