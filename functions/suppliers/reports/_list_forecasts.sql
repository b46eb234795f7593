-- suppliers._list_forecasts: forecasts of suppliers in projects, from the cache.
--
-- A forecast that is computed locks its entry, so they are read in one order.

create or replace function suppliers._list_forecasts(p_work_ids bigint[])
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_forecasts jsonb[] := '{}'::jsonb[];
    v_arguments jsonb;
begin
    for v_arguments in
        select f.arguments
        from suppliers._forecast_arguments(p_work_ids) as f (arguments)
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
