-- core.refresh_view: compute a materialized view anew, and write down when.
--
-- Definer: only its owner may refresh a view; which views there are is a list that the
-- owner writes. Concurrently where a unique index allows it: readers go on, a second
-- refresh of the same view waits. Otherwise readers wait.
-- The refresh and its row commit together: a process that dies leaves the old contents.

create or replace function core.refresh_view(p_view text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_view regclass;
    v_is_concurrent boolean;
    v_start timestamptz := clock_timestamp();
    v_ms numeric;
begin
    select
        c.oid::regclass,
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
    into v_view, v_is_concurrent
    from core.view_refreshes as r
    inner join pg_catalog.pg_class as c
        on c.oid = to_regclass(r.view_name) and c.relkind = 'm'
    where r.view_name = p_view;
    if v_view is null then
        perform core.raise_error(
            'core.unknown_view',
            format(
                '%s is not a materialized view of core.view_refreshes.',
                core.excerpt(p_view)
            )
        );
    end if;

    if v_is_concurrent then
        execute format('refresh materialized view concurrently %s', v_view);
    else
        execute format('refresh materialized view %s', v_view);
    end if;

    v_ms := round((extract(epoch from clock_timestamp() - v_start) * 1000)::numeric, 3);
    update core.view_refreshes
    set
        refreshed_at = core.now(),
        took_ms = v_ms
    where view_name = p_view;
    return round(v_ms);
end;
$$;

grant execute on function core.refresh_view(text) to service_role, app_worker;

comment on function core.refresh_view(text) is
$$Compute a materialized view anew; returns how long it took.

Units: milliseconds.
Errors: PT404 core.unknown_view.
$$;
