"""rowhouse rpc: the reference of every exposed RPC, printed from the sources."""

import dataclasses
import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from psycopg import sql

from glue import db, paths
from glue.cli import main
from glue.commands import rpc as command
from glue.commands.rpc import curl, example_arguments
from glue.schema.rpcs import LABELS, Rpc, read_comment, read_rpcs
from glue.templating.render import render_all

pytestmark = [pytest.mark.once, pytest.mark.needs("filters")]

RPCS = read_rpcs()
USER = "7e57ed00-0000-4000-8000-000000000001"


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["rpc", *arguments])


def test_one_is_shown_with_all_that_a_caller_needs() -> None:
    done = run("list_history")
    assert done.exit_code == 0, done.output
    for part in (
        "list_history(table_name text, row_id text, after text default null, ",
        "page_size integer default 50) returns jsonb\n",
        "The audit entries of one row, newest first.",
        "For authenticated, service_role, with app role admin or analyst.",
        "Returns: {items: [{id: bigint, xid: bigint, ",
        "Budget: 50 ms.",
        "page_size   integer  50",
        "core.invalid_cursor     PT422  Send `next` of the previous page unchanged, or null.",
        'eval "$(rowhouse env)"',
        "Its ids and names are those of the tests",
        '"$REST/rpc/list_history"',
        "rowhouse token --user ada --app-role admin",
        """-d '{"table_name": "core.settings", "row_id": "core.trusted_proxies"}'""",
    ):
        assert part in done.stdout


def test_a_role_that_only_some_calls_need_is_not_said_of_all() -> None:
    assert "For authenticated, service_role. Body" in run("revoke_user_tokens").stdout


def test_json_has_the_same() -> None:
    done = run("filter_values", "--json")
    told = json.loads(done.stdout)
    assert told["body"] == "filters.filter_values"
    assert told["parameters"][1] == {"name": "within", "type": "jsonb", "default": "'{}'"}
    assert told["contract"]["takes"] == "{within: {[text]: text | [text]} | null}"
    assert told["contract"]["returns"].startswith("{dimension: text, items: [{value: text, ")
    assert told["budget"].startswith("10 ms")
    codes = {error["key"]: error["code"] for error in told["errors"]}
    assert codes["core.invalid_cursor"] == "PT422"
    assert told["example"]["arguments"]["dimension"] == "province"


def test_without_a_name_all_are_listed() -> None:
    listed = run().stdout.splitlines()
    assert [line.split()[0] for line in listed[1:]] == [rpc.name for rpc in RPCS]
    assert [told["name"] for told in json.loads(run("--json").stdout)] == [r.name for r in RPCS]


@pytest.mark.parametrize("name", ["core.list_history", "api.list_history", "list_history"])
def test_a_name_may_have_its_schema(name: str) -> None:
    assert run(name).stdout.startswith("list_history(")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("list_histroy", "Did you mean list_history, "),
        ("notifications", "Did you mean list_notifications, "),
        ("zzz", "  `rowhouse rpc` lists them."),
        ("", "`rowhouse rpc` lists them."),
    ],
)
def test_an_unknown_name_is_refused_with_those_that_are_close(name: str, part: str) -> None:
    done = run(name)
    assert done.exit_code == 2
    assert part in done.stderr
    assert done.stdout == ""


def test_help_has_an_example() -> None:
    assert "rowhouse rpc filter_values" in run("--help").stdout


def test_a_comment_is_taken_apart() -> None:
    comment = "A sum.\n\nOf two: see Units.\nUnits: cents,\nrounded.\nBudget: 5 ms.\n"
    assert read_comment(comment) == (
        "A sum.",
        "Of two: see Units.",
        {"Units": "cents, rounded.", "Budget": "5 ms."},
    )


@pytest.mark.parametrize("rpc", RPCS, ids=lambda rpc: rpc.name)
def test_each_comment_has_its_parts(rpc: Rpc) -> None:
    assert rpc.summary
    assert rpc.roles
    assert "Budget" in rpc.labels
    # Each PTnnn of the comment is followed by a key, and each key is in the catalogue.
    named = re.findall(r"[a-z_]+\.[a-z_]+", re.sub(r"\([^)]*\)", "", rpc.labels.get("Errors", "")))
    assert [error.key for error in rpc.errors] == list(dict.fromkeys(named))
    written = re.findall(r"PT\d{3}", rpc.labels.get("Errors", ""))
    assert {error.code for error in rpc.errors} == set(written)
    prose = f"{rpc.summary}\n{rpc.description}"
    assert not re.search(rf"({'|'.join(LABELS)}):", prose), "a label begins its line"


@pytest.mark.parametrize("rpc", RPCS, ids=lambda rpc: rpc.name)
def test_each_example_is_a_call(rpc: Rpc) -> None:
    names = [parameter.name for parameter in rpc.parameters]
    required = {p.name for p in rpc.parameters if p.default is None}
    assert required <= example_arguments(rpc).keys() <= set(names)
    words = shlex.split(curl(rpc))
    assert words[:3] == ["curl", "-sS", f"$REST/rpc/{rpc.name}"]
    assert json.loads(words[-1]) == example_arguments(rpc)


def test_each_example_is_answered_or_refused_as_the_comment_says(db_url: str) -> None:
    refused = {}
    with db.connect(db_url, autocommit=False) as conn:
        for rpc in RPCS:
            said = call(conn, rpc)
            if said is not None and said not in {error.key for error in rpc.errors}:
                refused[rpc.name] = said
    assert refused == {}


def call(conn: psycopg.Connection[Any], rpc: Rpc) -> str | None:
    """Make the call of the example as its caller, and take it back; how it was refused."""
    types = {parameter.name: parameter.type for parameter in rpc.parameters}
    arguments = {
        name: json.dumps(value) if types[name] == "jsonb" else value
        for name, value in example_arguments(rpc).items()
    }
    role = "authenticated" if "authenticated" in rpc.roles else rpc.roles[0]
    claims = {"role": role, "sub": USER, "app_metadata": {"roles": rpc.app_roles}}
    statement = sql.SQL("select api.{}({})").format(
        sql.Identifier(rpc.name),
        sql.SQL(", ").join(
            sql.SQL("{} => {}::{}").format(
                sql.Identifier(name), sql.Placeholder(name), sql.SQL(types[name])
            )
            for name in arguments
        ),
    )
    try:
        with conn.transaction(force_rollback=True):
            conn.execute("select set_config('role', %s, true)", (role,))
            conn.execute("select set_config('request.jwt.claims', %s, true)", (json.dumps(claims),))
            conn.execute(statement, arguments)
    except psycopg.Error as exc:
        return exc.diag.message_primary
    return None


def test_an_example_that_is_not_json_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    (known, *_) = RPCS
    odd = dataclasses.replace(known, labels={"Example": '{"page_size": }'})
    monkeypatch.setattr(command, "read_rpcs", lambda: [odd])
    for arguments in ([odd.name], ["--json"]):
        done = run(*arguments)
        assert done.exit_code == 2
        assert f"comment on {odd.body} is not JSON" in done.stderr


def test_a_wrapper_that_calls_nothing_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "functions" / "api"
    folder.mkdir(parents=True)
    (folder / "odd.sql").write_text(
        "create function api.odd() returns integer language sql stable as $$ select 1 $$;"
    )
    with pytest.raises(Exception, match=r"api\.odd calls no function"):
        read_rpcs(tmp_path)


def test_a_wrapper_has_the_defaults_of_its_body(tmp_path: Path) -> None:
    (tmp_path / "functions" / "zoo" / "lists").mkdir(parents=True)
    (tmp_path / "functions" / "api").mkdir()
    (tmp_path / "functions" / "zoo" / "lists" / "list_top10.sql").write_text(
        "create or replace function zoo.list_top10(\n"
        "    p_kind text default 'Mammal',\n"
        "    p_within jsonb default '{\"Weight\": null}',\n"
        "    p_names text[] default array['É', 'b']::text[],\n"
        "    p_page_size integer default null\n"
        ")\n    returns jsonb language plpgsql stable\nas $$\nbegin\n"
        "    perform core.require_role('Keeper-1');\n    return '{}';\nend;\n$$;\n"
        "comment on function zoo.list_top10(text, jsonb, text[], integer) is 'The ten first.';\n"
    )
    shutil.copytree(paths.ROOT / "sql" / "macros", tmp_path / "sql" / "macros")
    (tmp_path / "functions" / "api" / "zoo.sql.j2").write_text(
        "--% from 'sql/macros/rpc.sql.j2' import expose\n"
        "{{ expose('zoo.list_top10', to='authenticated') }}\n"
    )
    ((rendered,), _) = render_all(tmp_path)
    rendered.target.parent.mkdir(parents=True)
    rendered.target.write_text(rendered.text)
    (rpc,) = read_rpcs(tmp_path)
    assert rpc.body == "zoo.list_top10"
    assert rpc.app_roles == ("Keeper-1",)
    assert [parameter.default for parameter in rpc.parameters] == [
        "'Mammal'",
        "'{\"Weight\": null}'",
        "cast(array['É', 'b'] as text[])",
        "null",
    ]
