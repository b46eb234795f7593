-- Proves functions/suppliers/reports/critical_path.sql.
begin;
select plan(9);

-- Given: two projects.
select tests.small_project();

select tests.login_as(tests.user('mia'), 'project_manager');
select is(
    jsonb_path_query_array(
        suppliers.critical_path(2001), '$.suppliers[*].supplier_id'
    ),
    '[3001, 3002]', 'a manager sees each supplier'
);
select is(
    suppliers.critical_path(2001) -> 'tasks', null, 'without the tasks off the path'
);
select is(
    jsonb_array_length(suppliers.critical_path(2001, 3002) -> 'tasks'), 4,
    'of one supplier every task'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    jsonb_path_query_array(
        suppliers.critical_path(2001), '$.suppliers[*].supplier_id'
    ),
    '[3001]', 'a supplier sees itself only'
);
select is(
    suppliers.critical_path(2001) #>> '{suppliers,0,path,0,code}', 'run',
    'with its path'
);
select throws_ok(
    'select suppliers.critical_path(2001, 3002)', 'PT404', 'suppliers.unknown_supplier',
    'and does not learn of others'
);
select throws_ok(
    'select suppliers.critical_path(2002)', 'PT404', 'suppliers.unknown_project',
    'nor of other projects'
);
reset role;
select is(
    (
        select count(*) from core.access_log as l
        where l.thing = 'suppliers.critical_path' and l.thing_id = '3001:2001'
    ),
    2::bigint, 'what it reads is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select api.critical_path(2001)', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
