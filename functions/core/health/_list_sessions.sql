-- core._list_sessions: what sessions do now, and what keeps vacuum back.
--
-- Definer: only a role of monitoring sees the sessions of others. Idle sessions without
-- a transaction are left out.

create or replace function core._list_sessions()
    returns table (
        pid integer,
        role text,
        application text,
        state text,
        waits_for text,
        transaction_seconds numeric,
        statement_seconds numeric,
        xmin_age integer,
        statement text
    )
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select
        a.pid,
        a.usename::text,
        nullif(a.application_name, ''),
        a.state,
        a.wait_event_type || ': ' || a.wait_event,
        round(extract(epoch from clock_timestamp() - a.xact_start), 1),
        case
            when a.state = 'active'
                then round(extract(epoch from clock_timestamp() - a.query_start), 1)
        end,
        greatest(age(a.backend_xmin), age(a.backend_xid)),
        core._show_statement(a.query)
    from pg_catalog.pg_stat_activity as a
    where
        a.datname = current_database()
        and a.backend_type = 'client backend'
        and a.pid <> pg_backend_pid()
        and (a.state <> 'idle' or a.xact_start is not null)
    order by coalesce(a.xact_start, a.query_start), a.pid
$$;

grant execute on function core._list_sessions()
to service_role, app_worker, app_reader;

comment on function core._list_sessions() is
$$Sessions of this database that work or hold a transaction, the oldest first.

statement: up to its first literal; of an idle transaction its last one. xmin_age in
transactions: vacuum keeps what the session may see or has written.
$$;
