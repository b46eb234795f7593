-- Proves functions/suppliers/bulk/_read_task_filter.sql.
begin;
select plan(4);

create function pg_temp.fault(p_filter jsonb) returns text language sql as $$
    select tests.why(format('select suppliers._read_task_filter(%L)', p_filter))
$$;

select is(
    suppliers._read_task_filter('{"supplier_id": 7, "status": "planned",
        "phase": "samples", "due_from": "2099-01-01", "due_until": null, "task_ids": [1, 2]}'),
    '{"supplier_id": 7, "status": "planned", "phase": "samples",
        "due_from": "2099-01-01", "task_ids": [1, 2]}',
    'a filter is itself, without nulls'
);
select is(
    array[suppliers._read_task_filter(null), suppliers._read_task_filter('{}')],
    array['{}', '{}']::jsonb[], 'none is empty'
);
select is(
    (
        select count(*) from unnest(array[
            '[]', '7', '{"suplier_id": 7}', '{"supplier_id": "x"}',
            '{"status": "late"}', '{"phase": "rest"}', '{"due_from": "2099-02-30"}',
            '{"due_until": 7}',
            '{"task_ids": 7}', '{"task_ids": ["x"]}', '{"task_ids": [1.5]}',
            '{"task_ids": [0]}', '{"task_ids": [null]}', '{"task_ids": [[1]]}',
            '{"task_ids": {}}', '{"task_ids": [1e30]}',
            '{"task_ids": [1.0]}', '{"task_ids": ["1"]}'
        ]::jsonb[]) as f (f)
        where pg_temp.fault(f.f) = 'PT422 core.invalid_argument'
    ),
    18::bigint, 'what is none, or has an unknown key, is refused'
);
select is(pg_temp.fault('{"task_ids": []}'), null, 'a list of no task is a list');

select * from finish();
rollback;
