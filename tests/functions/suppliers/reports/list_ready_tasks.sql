-- Proves functions/suppliers/reports/list_ready_tasks.sql.
begin;
select plan(7);

-- Given: two projects.
select tests.small_project();
create function pg_temp.codes(p_answer jsonb) returns text language sql as $$
    select string_agg((i.item ->> 'supplier_id') || ' ' || (i.item ->> 'code'), ', ')
    from jsonb_array_elements(p_answer -> 'items') as i (item)
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    pg_temp.codes(suppliers.list_ready_tasks(2001)),
    '3001 mould, 3001 paint, 3002 mould, 3002 paint',
    'a manager sees those of all suppliers'
);
select is(
    pg_temp.codes(suppliers.list_ready_tasks(
        2001, suppliers.list_ready_tasks(2001, null, 3) ->> 'next', 3
    )),
    '3002 paint', 'in pages'
);
select tests.login_as(tests.user('sue'), 'supplier');
select is(
    pg_temp.codes(suppliers.list_ready_tasks(2001)), '3002 mould, 3002 paint',
    'a supplier its own'
);
select throws_ok(
    'select suppliers.list_ready_tasks(2002)', 'PT404', 'suppliers.unknown_project',
    'other projects do not exist'
);
select throws_ok(
    $$ select suppliers.list_ready_tasks(2001, 'x') $$, 'PT422', 'core.invalid_cursor',
    'a cursor is one of this list'
);
reset role;
select is(
    (
        select count(*) from core.access_log as l
        where l.thing = 'suppliers.ready_tasks' and l.thing_id = '3002:2001'
    ),
    1::bigint, 'what suppliers read is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select api.list_ready_tasks(2001)', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
