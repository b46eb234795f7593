"""What users of each project may do: steps, whose outcomes are the same whatever is attached."""

import json
from dataclasses import dataclass

import psycopg

from glue import db
from tests.adopt.project import ACCOUNTS, BILLING, CHAT

ADA, BOB = "aaaaaaaa-0000-4000-8000-000000000001", "bbbbbbbb-0000-4000-8000-000000000002"
SERVER = "service_role"


@dataclass(frozen=True, slots=True)
class Step:
    """One statement, and who runs it: a user's id, or the server."""

    who: str
    sql: str
    more: str = ""
    """More claims of the token, as JSON."""


SHARED = (
    Step(SERVER, f"insert into auth.users (id, email) values ('{ADA}', 'a@x.invalid')"),
    Step(SERVER, f"insert into auth.users (id, email) values ('{BOB}', 'b@x.invalid')"),
)

BEHAVIOUR = {
    CHAT: (
        Step(ADA, f"insert into public.users (id, username) values ('{ADA}', 'ada')"),
        Step(BOB, f"insert into public.users (id, username) values ('{BOB}', 'bob')"),
        Step(ADA, f"insert into public.users (id, username) values ('{BOB}', 'not mine')"),
        Step(ADA, f"insert into public.channels (slug, created_by) values ('a', '{ADA}')"),
        Step(BOB, f"insert into public.channels (slug, created_by) values ('b', '{ADA}')"),
        Step(BOB, f"insert into public.channels (slug, created_by) values ('a', '{BOB}')"),
        Step(
            BOB,
            "insert into public.messages (message, user_id, channel_id)"
            f" select 'hello', '{BOB}', id from public.channels returning message",
        ),
        Step(
            ADA,
            "insert into public.messages (message, user_id, channel_id)"
            f" select 'not mine', '{BOB}', id from public.channels",
        ),
        Step(ADA, "update public.messages set message = 'changed' returning message"),
        Step(BOB, "update public.messages set message = 'mine' returning message"),
        Step(ADA, "select message from public.messages"),
        Step(ADA, "delete from public.messages returning message"),
        Step(SERVER, "insert into public.role_permissions (role, permission)"
             " values ('admin', 'messages.delete')"),
        Step(ADA, "delete from public.messages returning message", '{"user_role": "admin"}'),
        Step(ADA, "delete from public.channels returning slug"),
        Step(BOB, "insert into public.users (id, status) values (null, 'AWAY')"),
    ),
    BILLING: (
        Step(SERVER, f"insert into public.users (id, first_name) values ('{ADA}', 'Ada')"),
        Step(BOB, "update public.users set first_name = 'Bob' returning first_name"),
        Step(ADA, "update public.users set first_name = 'Ida' returning first_name"),
        Step(SERVER, "insert into public.products (id, name, metadata)"
             """ values ('p', 'Plan', '{"a": 1}')"""),
        Step(BOB, "insert into public.products (id) values ('q')"),
        Step(SERVER, "insert into public.prices (id, product_id, currency, type)"
             " values ('c', 'p', 'eur', 'recurring')"),
        Step(SERVER, "insert into public.prices (id, currency) values ('d', 'euro')"),
        Step(SERVER, "insert into public.prices (id, type) values ('e', 'never')"),
        Step(SERVER, "insert into public.posts (title, content, requires_active_subscription)"
             " values ('Free', 'x', false), ('Paid', 'x', true)"),
        Step(BOB, "select title from public.posts order by 1"),
        Step(SERVER, "insert into public.subscriptions (id, user_id, status, price_id, quantity)"
             f" values ('s', '{BOB}', 'active', 'c', 1)"),
        Step(BOB, "select title from public.posts order by 1"),
        Step(ADA, "select id from public.subscriptions"),
        Step(BOB, "select id, status from public.subscriptions"),
        Step(BOB, "update public.subscriptions set status = 'trialing' returning id"),
        Step(SERVER, "update public.subscriptions set status = 'canceled' returning id, status"),
        Step(BOB, "select title from public.posts order by 1"),
        Step(SERVER, "delete from public.prices where id = 'c'"),
        Step(BOB, "select id from public.customers"),
    ),
    ACCOUNTS: (
        Step(ADA, "insert into basejump.accounts (id, name, slug)"
             f" values ('{ADA}', 'Team', 'team') returning name"),
        Step(ADA, "insert into basejump.accounts (name, slug, personal_account)"
             " values ('Mine', null, true)"),
        Step(ADA, "insert into basejump.accounts (name, slug) values ('Team', null)"),
        Step(SERVER, "insert into basejump.account_user (user_id, account_id, account_role)"
             f" values ('{ADA}', '{ADA}', 'owner'), ('{BOB}', '{ADA}', 'member')"),
        Step(BOB, "insert into basejump.account_user (user_id, account_id, account_role)"
             f" values ('{BOB}', '{ADA}', 'owner')"),
        Step(BOB, "select name from basejump.accounts"),
        Step(BOB, "update basejump.accounts set name = 'Bob''s' returning name"),
        Step(ADA, "update basejump.accounts set name = 'Ada''s' returning name"),
        Step(ADA, "insert into basejump.invitations"
             " (account_role, account_id, invited_by_user_id, invitation_type, created_at)"
             f" values ('member', '{ADA}', '{ADA}', 'one_time', now())"),
        Step(BOB, "insert into basejump.invitations"
             " (account_role, account_id, invited_by_user_id, invitation_type, created_at)"
             f" values ('owner', '{ADA}', '{BOB}', 'one_time', now())"),
        Step(ADA, "select account_role from basejump.invitations"),
        Step(BOB, "select account_role from basejump.invitations"),
        Step(BOB, "delete from basejump.account_user returning account_role"),
        Step(ADA, f"delete from basejump.account_user where user_id = '{BOB}'"
             " returning account_role"),
        Step(BOB, "select name from basejump.accounts"),
        Step(SERVER, f"delete from basejump.accounts where id = '{ADA}' returning name"),
    ),
}  # fmt: skip


def outcomes(url: str, project: str, *, keep: bool = False) -> list[str]:
    """Return what each step gave: rows, how many, or the SQLSTATE; then undo it all."""
    with db.connect(url, autocommit=False) as conn:
        conn.execute("select")  # the transaction, of which each step is a savepoint
        found = [_outcome(conn, step) for step in (*SHARED, *BEHAVIOUR[project])]
        if not keep:
            conn.rollback()
    return found


def _outcome(conn: psycopg.Connection[psycopg.rows.DictRow], step: Step) -> str:
    try:
        with conn.transaction():
            if step.who != SERVER:
                claims = {"sub": step.who, "role": "authenticated", **json.loads(step.more or "{}")}
                conn.execute(
                    "select set_config('role', 'authenticated', true),"
                    " set_config('request.jwt.claims', %s, true)",
                    (json.dumps(claims),),
                )
            done = conn.execute(db.script(step.sql))
            rows = [[*row.values()] for row in done.fetchall()] if done.description else []
            count = done.rowcount
            conn.execute("reset role")
            conn.execute("select set_config('request.jwt.claims', '', true)")
            return f"{count} {rows}"
    except psycopg.Error as exc:
        return str(exc.sqlstate)
