-- Proves policies/core/partitioned_tables.sql.
begin;
select plan(12);

-- Given: one registered table.
insert into core.partitioned_tables (table_name, every, ahead)
values ('core.t_cut', '1 day', 3);

select policies_are(
    'core', 'partitioned_tables', array['select_operators_all', 'update_service_all'],
    'partitioned_tables has exactly these policies'
);
select is(
    tests.grants_of('core.partitioned_tables'),
    array[
        'select to app_reader, app_worker, service_role',
        'update (keep) to service_role'
    ],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.partitioned_tables'),
    array[
        'select all to app_reader, app_worker, service_role',
        'update all to service_role'
    ],
    'row-level security opens these rows, whatever is granted'
);
select throws_ok(
    $$ update core.partitioned_tables set every = '5 minutes'
       where table_name = 'core.t_cut' $$,
    '23514', null,
    'a partition spans an hour, a day, a month or a year'
);
select throws_ok(
    $$ update core.partitioned_tables set keep = '-1 day'
       where table_name = 'core.t_cut' $$,
    '23514', null,
    'what is kept is kept for some time'
);
select throws_ok(
    $$ update core.partitioned_tables set ahead = 0 where table_name = 'core.t_cut' $$,
    '23514', null,
    'at least the next partition stands ready'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    'select * from core.partitioned_tables', '42501', null,
    'a signed-in user is refused, whatever the app role'
);

set local role tests_backend;
select lives_ok(
    $$ update core.partitioned_tables set keep = '90 days'
       where table_name = 'core.t_cut' $$,
    'the service role decides how long to keep'
);
select is(
    (
        select t.keep from core.partitioned_tables as t
        where t.table_name = 'core.t_cut'
    ),
    interval '90 days',
    'and sees what it decided'
);
select throws_ok(
    $$ update core.partitioned_tables set ahead = 9 where table_name = 'core.t_cut' $$,
    '42501', null,
    'the service role cannot change the cut: a release owns it'
);

set local role app_worker;
select isnt_empty('select * from core.partitioned_tables', 'the worker may read it');

set local role app_reader;
select isnt_empty('select * from core.partitioned_tables', 'monitoring may read it');

select * from finish();
rollback;
