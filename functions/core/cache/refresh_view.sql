-- core.refresh_view: refresh a materialized view and record the time.
--
-- Definer: only its owner may refresh a view, and only views that the owner listed are
-- refreshed. With a unique index the refresh is concurrent: readers go on, and a second
-- refresh of the view waits. Otherwise readers wait. So they do for an empty view: its
-- first rows would only be compared with nothing. The refresh and its record commit
-- together: after a crash the view has its old contents.

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
        c.relispopulated and pg_relation_size(c.oid) > 0 and exists (
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
                '%s is not a materialized view in core.view_refreshes.',
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
$$Refresh a materialized view; returns how long it took.

Units: milliseconds.
Errors: PT404 core.unknown_view.
$$;
