-- suppliers._forecast: what cache suppliers.forecast keeps.

create or replace function suppliers._forecast(p_arguments jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select suppliers._forecast_path(s, c, p.timezone)
    from suppliers.supplier_projects as s
    inner join suppliers.projects as p on s.project_id = p.id
    inner join suppliers.calendars as c on s.calendar_id = c.id
    where s.id = (p_arguments ->> 'supplier_project_id')::bigint
$$;

comment on function suppliers._forecast(jsonb) is
    'The forecast of {supplier_project_id}; see suppliers._list_forecasts.';
