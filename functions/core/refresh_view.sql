-- core.refresh_view: compute a materialized view anew, and write down when.
--
-- Definer: only its owner may refresh a view. Concurrently where a unique index allows
-- it: readers go on, a second refresh of the same view waits. Otherwise readers wait.
-- The refresh and its row commit together: a process that dies leaves the old contents.

create or replace function core.refresh_view(p_view regclass)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text;
    v_is_concurrent boolean;
    v_start timestamptz := clock_timestamp();
    v_ms numeric;
begin
    select
        format('%s.%s', n.nspname, c.relname),
        c.relispopulated and exists (
            select
            from pg_catalog.pg_index as i
            where
                i.indrelid = c.oid
                and i.indisunique
                and i.indisvalid
                and i.indpred is null
                and i.indexprs is null
        )
    into v_name, v_is_concurrent
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    inner join core.view_refreshes as r
        on r.view_name = format('%s.%s', n.nspname, c.relname)
    where c.oid = p_view and c.relkind = 'm';
    if v_name is null then
        perform core.raise_error(
            'core.unknown_view',
            format(
                '%s is no materialized view of core.view_refreshes.',
                core.excerpt(p_view::text)
            )
        );
    end if;

    if v_is_concurrent then
        execute format('refresh materialized view concurrently %s', p_view);
    else
        execute format('refresh materialized view %s', p_view);
    end if;

    v_ms := round((extract(epoch from clock_timestamp() - v_start) * 1000)::numeric, 3);
    update core.view_refreshes
    set
        refreshed_at = core.now(),
        took_ms = v_ms
    where view_name = v_name;
    return round(v_ms);
end;
$$;

grant execute on function core.refresh_view(regclass) to service_role, app_worker;

comment on function core.refresh_view(regclass) is
$$Compute a materialized view anew; returns how long it took.

Units: milliseconds.
Errors: PT404 core.unknown_view.
$$;
