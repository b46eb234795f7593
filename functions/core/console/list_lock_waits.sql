-- core.list_lock_waits: the sessions that wait for a lock, and who holds it.
--
-- A prepared transaction that holds a lock has no session: pg_blocking_pids says 0.
-- Definer: callers have no grant on what it reads.

create or replace function core.list_lock_waits()
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_items jsonb;
begin
    perform core.require_role('admin');
    select
        jsonb_agg(
            jsonb_build_object(
                'pid', w.pid,
                'role', w.role,
                'application', w.application,
                'mode', w.mode,
                'locked', w.locked,
                'seconds', w.waits_seconds,
                'statement', w.statement,
                'blocked_by', (
                    select coalesce(
                        jsonb_agg(
                            jsonb_build_object(
                                'pid', b.pid,
                                'role', b.usename,
                                'application', nullif(b.application_name, ''),
                                'state', b.state,
                                'statement', core._show_statement(b.query)
                            )
                            order by b.pid
                        ),
                        '[]'
                    )
                    from (
                        select
                            s.pid,
                            s.usename,
                            s.application_name,
                            s.state,
                            s.query
                        from pg_catalog.pg_stat_activity as s
                        union all
                        select 0, null, null, 'prepared transaction', null
                    ) as b
                    where b.pid = any(w.blocked_by)
                )
            )
            order by w.waits_seconds desc, w.pid
        )
    into v_items
    from core._list_lock_waits() as w;
    return jsonb_build_object('items', coalesce(v_items, '[]'), 'next', null);
end;
$$;

grant execute on function core.list_lock_waits() to authenticated, service_role;

comment on function core.list_lock_waits() is
$$Sessions that wait for a lock, longest first, and the sessions that hold it; for app
role admin.

At most 100, of this database. locked is the table, else the kind of lock. A statement
is shown up to its first literal. A holder with pid 0 is a prepared transaction, which
report_vacuum names.
Returns: {items: [{pid: integer, role: text | null, application: text | null, mode: text,
locked: text, seconds: numeric, statement: text | null, blocked_by: [{pid: integer, role:
text | null, application: text | null, state: text | null, statement: text | null}]}],
next: null}
Units: seconds of waiting.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 100 ms.
$$;
