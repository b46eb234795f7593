-- Proves functions/suppliers/bulk/_select_tasks.sql.
begin;
select plan(4);

-- Given: it is a Monday, 2026-06-01.
select tests.set_clock('2026-06-01 12:00Z');
-- Given: the small project.
select tests.small_project();

create function pg_temp.selected(p_filter jsonb) returns text language sql as $$
    select string_agg(i.supplier_id || ' ' || t.code, ', ' order by i.supplier_id, t.code)
    from unnest(suppliers._select_tasks(2001, p_filter)) as s (id)
    inner join suppliers.task_instances as i on s.id = i.id
    inner join suppliers.task_templates as t on i.task_template_id = t.id
$$;
do $do$ begin
    perform suppliers._set_statuses(
        array[tests.task_of('ACME', 'paint'), tests.task_of('BOLT', 'paint')], 'cancelled', ''
    );
end $do$;
do $do$ begin
    perform suppliers._set_statuses(array[tests.task_of('ACME', 'run')], 'in_progress', '');
end $do$;

select is(
    pg_temp.selected('{}'),
    '3001 mould, 3001 run, 3001 sample, 3002 mould, 3002 run, 3002 sample',
    'open tasks are selected'
);
select is(
    array[
        pg_temp.selected('{"supplier_id": 3002, "phase": "tooling"}'),
        pg_temp.selected('{"status": "in_progress"}'),
        pg_temp.selected('{"supplier_id": 3001, "due_from": "2099-01-10",
            "due_until": "2099-01-16"}'),
        pg_temp.selected('{"due_from": "2099-01-30"}'),
        pg_temp.selected('{"supplier_id": 3003}'),
        pg_temp.selected('{"task_ids": []}')
    ],
    array[
        '3002 mould', '3001 run', '3001 sample', '3001 run, 3002 run', null, null
    ],
    'conditions apply together'
);
select is(
    pg_temp.selected(jsonb_build_object('task_ids', array[
        tests.task_of('ACME', 'mould'), tests.task_of('ACME', 'paint'),
        tests.task_of('CLIP', 'cup'), 0
    ])),
    '3001 mould', 'tasks that are closed, of another project, or none are not selected'
);

grant execute on function suppliers._select_tasks(bigint, jsonb) to authenticated;
grant execute on function suppliers._task_roles(bigint, bigint) to authenticated;
grant execute on function pg_temp.selected(jsonb) to public;
select tests.login_as(tests.user('sue'), 'supplier');
select is(
    pg_temp.selected('{}'), '3002 mould, 3002 run, 3002 sample',
    'a supplier selects its own'
);

select * from finish();
rollback;
