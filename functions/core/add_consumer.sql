-- core.add_consumer: somebody begins to read the log.
--
-- `now` is the xmin of this snapshot: whatever is still being written comes first.
-- Idempotent: a consumer that is there keeps its place.

create or replace function core.add_consumer(
    p_name text,
    p_from text default 'now',
    p_sql_function text default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_from is null or p_from not in ('now', 'start') then
        perform core.raise_error(
            'core.invalid_argument',
    format('p_from is %L, wanted now or start.', core.excerpt(p_from))
        );
    end if;

    insert into core.event_consumers as c (name, xid, id, moved_at, sql_function)
    select
        p_name,
        case p_from
            when 'now' then pg_snapshot_xmin(pg_current_snapshot()) else h.xid
        end,
        case p_from when 'now' then 0 else h.id end,
        core.now(),
        p_sql_function
    from core.event_horizons as h
    on conflict (name) do update
    set sql_function = excluded.sql_function
    where c.sql_function is distinct from excluded.sql_function;
end;
$$;

grant execute on function core.add_consumer(text, text, text) to service_role,
app_worker;

comment on function core.add_consumer(text, text, text) is
$$Register a consumer: it reads from now, or from the start of what is kept.

Errors: core.invalid_argument.
$$;
