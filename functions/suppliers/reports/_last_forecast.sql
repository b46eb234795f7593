-- suppliers._last_forecast: the forecast of the supplier who ends last, with the
-- reasons.

create or replace function suppliers._last_forecast(p_forecasts jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select f.forecast || jsonb_build_object(
        'reasons', (
            select coalesce(
                jsonb_agg(
                    p.step
                    order by (p.step ->> 'added_days')::integer desc, p.place
                ),
                '[]'
            )
            from jsonb_array_elements(f.forecast -> 'path') with ordinality
                as p (step, place)
            where (p.step ->> 'added_days')::integer > 0
        )
    )
    from jsonb_array_elements(p_forecasts) as f (forecast)
    where (f.forecast ->> 'open_tasks')::integer > 0
    order by
        f.forecast ->> 'forecast_end_on' desc,
        (f.forecast ->> 'supplier_project_id')::bigint
    limit 1
$$;

comment on function suppliers._last_forecast(jsonb) is
    'Of a list of forecasts; reasons: the tasks of its path that add a delay. Null: no '
    'task is open.';
