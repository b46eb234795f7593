-- suppliers._list_forecasts: forecasts of suppliers in projects, from the cache.
--
-- A change of a task ends that of its supplier only. The arguments hold all else on
-- which a forecast depends: the day, and the versions of the project (templates and
-- dependencies raise it) and of the calendar. The caller sends the ids in order, since
-- each forecast that is computed locks its entry.

create or replace function suppliers._list_forecasts(p_work_ids bigint[])
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_forecasts jsonb[] := '{}';
    v_arguments jsonb;
begin
    for v_arguments in
        select jsonb_build_object(
            'supplier_project_id', s.id,
            'day', suppliers._project_day(p.timezone),
            'project_version', p.version,
            'calendar_id', c.id,
            'calendar_version', c.version
        )
        from suppliers.supplier_projects as s
        inner join suppliers.projects as p on s.project_id = p.id
        inner join suppliers.calendars as c on s.calendar_id = c.id
        where s.id = any(p_work_ids)
        order by s.id
    loop
        v_forecasts := v_forecasts || core.cached('suppliers.forecast', v_arguments);
    end loop;
    return coalesce(
        (
            select jsonb_agg(u.forecast order by u.place)
            from unnest(v_forecasts) with ordinality as u (forecast, place)
            where jsonb_typeof(u.forecast) = 'object'
        ),
        '[]'
    );
end;
$$;

comment on function suppliers._list_forecasts(bigint[]) is
    'A list of what suppliers._forecast_path returns, for ids of '
    'suppliers.supplier_projects; without those that have no task.';
