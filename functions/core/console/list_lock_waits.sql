-- core.list_lock_waits: the sessions that wait for a lock, and who holds it.
--
-- Definer: the owner of core sees its own sessions, and those of others with
-- pg_read_all_stats. Blockers are found for the waiting ones only, of which at most 100
-- are shown: pg_blocking_pids takes every lock partition.

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
                'role', w.usename,
                'application', w.application_name,
                'waits_for', w.wait_event,
                'seconds', w.seconds,
                'statement', core._excerpt_statement(w.query),
                'blocked_by', (
                    select coalesce(
                        jsonb_agg(
                            jsonb_build_object(
                                'pid', b.pid,
                                'role', b.usename,
                                'application', b.application_name,
                                'state', b.state,
                                'statement', core._excerpt_statement(b.query)
                            )
                            order by b.pid
                        ),
                        '[]'
                    )
                    from pg_catalog.pg_stat_activity as b
                    where b.pid = any(w.blockers)
                )
            )
            order by w.seconds desc nulls last, w.pid
        )
    into v_items
    from (
        select
            a.pid, a.usename, a.application_name, a.wait_event, a.query,
            round(extract(epoch from clock_timestamp() - a.query_start)::numeric, 3)
            as seconds,
            pg_blocking_pids(a.pid) as blockers
        from pg_catalog.pg_stat_activity as a
        where a.wait_event_type = 'Lock' and a.datname = current_database()
        order by a.query_start
        limit 100
    ) as w;
    return jsonb_build_object('items', coalesce(v_items, '[]'), 'next', null);
end;
$$;

grant execute on function core.list_lock_waits() to authenticated, service_role;

comment on function core.list_lock_waits() is
$$Sessions that wait for a lock, longest first, and the sessions that hold it; for app
role admin.

A statement is shown up to its first literal.
Returns: {items: [{pid: integer, role: text | null, application: text | null, waits_for:
text, seconds: numeric | null, statement: text | null, blocked_by: [{pid: integer, role:
text | null, application: text | null, state: text | null, statement: text | null}]}],
next: null}
Units: seconds since the statement began.
Errors: PT403 core.not_permitted.
Example: {}
Budget: 100 ms.
$$;
