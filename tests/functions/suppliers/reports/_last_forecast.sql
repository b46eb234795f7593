-- Proves functions/suppliers/reports/_last_forecast.sql.
begin;
select plan(3);

create function pg_temp.forecast(p_id integer, p_end date, p_open integer) returns jsonb
    language sql as $$
    select jsonb_build_object(
        'supplier_project_id', p_id, 'forecast_end_on', p_end, 'open_tasks', p_open,
        'path', '[{"code": "a", "added_days": 1}, {"code": "b", "added_days": 0},
                  {"code": "c", "added_days": 3}, {"code": "d", "added_days": -2}]'::jsonb
    )
$$;

select is(
    suppliers._last_forecast(jsonb_build_array(
        pg_temp.forecast(1, '2026-01-05', 1), pg_temp.forecast(2, '2026-01-07', 1),
        pg_temp.forecast(3, '2026-01-09', 0)
    )) -> 'supplier_project_id', '2', 'the open one that ends last'
);
select is(
    jsonb_path_query_array(
        suppliers._last_forecast(
            jsonb_build_array(pg_temp.forecast(1, '2026-01-05', 1))
        ),
        '$.reasons[*].code'
    ),
    '["c", "a"]', 'reasons are the tasks that add a delay, the greatest first'
);
select is(suppliers._last_forecast('[]'), null, 'there may be none');

select * from finish();
rollback;
