-- suppliers._forecast_arguments: under which arguments forecasts are cached.
--
-- A change of a task ends the forecast of its supplier only. The arguments hold all
-- else on which it depends: the day, and the versions of the project, which its
-- templates and dependencies raise, and of the calendar.

create or replace function suppliers._forecast_arguments(p_work_ids bigint[])
    returns setof jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    rows 10
as $$
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
$$;

comment on function suppliers._forecast_arguments(bigint[]) is
    'One object for each id of suppliers.supplier_projects, by id.';
