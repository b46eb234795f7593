"""The macro `access`: a rule says what it opens, and opens no more."""

import pytest

from glue import paths
from glue.errors import ConfigError
from glue.templating.render import environment

RULE = {"to": "authenticated", "may": "select", "reason": "Users see their own."}


def rendered(**rule: str) -> str:
    """Return a policy file of one rule."""
    template = (
        "--% from 'sql/macros/access.sql.j2' import access\n{{ access('core.t_rows', [rule]) }}"
    )
    return environment(paths.ROOT).from_string(template).render(rule=rule)


@pytest.mark.parametrize(
    ("rows", "condition"),
    [
        ({}, "using (true);"),
        ({"own": "user_id"}, "using (user_id = (select core.actor_id()));"),
        ({"where": "is_open", "scope": "open"}, "using (is_open);"),
    ],
)
def test_a_rule_opens_the_rows_that_it_says(rows: dict[str, str], condition: str) -> None:
    assert condition in rendered(**RULE, **rows)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"owner": "user_id"}, "has an unknown key 'owner'"),
        ({"own": "user_id", "where": "is_open"}, "says by own and where which rows it opens"),
        ({"own": "user_id", "scope": "all"}, "says by own and scope which rows it opens"),
        ({"where": "is_open"}, "says by where which rows it opens"),
        ({"scope": "own"}, "says by scope which rows it opens"),
        ({"to": "authenticated, public"}, "is for 'public', which is not a role"),
        ({"to": "postgres"}, "is for 'postgres', which is not a role"),
        ({"may": "all"}, "may 'all', which is not one verb"),
        ({"may": "SELECT"}, "may 'SELECT', which is not one verb"),
        ({"may": "select, insert"}, "may 'select, insert', which is not one verb"),
        ({"may": "select(id)"}, r"may 'select\(id\)', which is not one verb"),
    ],
)
def test_a_rule_that_opens_something_else_is_refused(more: dict[str, str], fault: str) -> None:
    with pytest.raises(ConfigError, match=fault):
        rendered(**{**RULE, **more})


def test_a_rule_without_a_reason_is_refused() -> None:
    with pytest.raises(ConfigError, match="lacks 'reason'"):
        rendered(to="authenticated", may="select")
