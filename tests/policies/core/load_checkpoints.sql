-- Proves policies/core/load_checkpoints.sql.j2.
begin;
select plan(8);

-- Given: one load that has begun.
insert into core.load_checkpoints (key, table_name, file_name)
values (repeat('a', 64), 'filters.transactions', 'july.csv');

select policies_are(
    'core', 'load_checkpoints', array['select_operators_all'],
    'load_checkpoints has exactly these policies'
);
select is(
    tests.grants_of('core.load_checkpoints'),
    array['select to app_reader, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.load_checkpoints'),
    array['select all to app_reader, service_role'],
    'row-level security opens these rows, whatever is granted'
);

select throws_ok(
    $$ insert into core.load_checkpoints (key, table_name, file_name)
       values ('july.csv', 't', 'f') $$,
    '23514', null,
    'a key is a SHA-256'
);
select throws_ok(
    $$ update core.load_checkpoints set rows_rejected = 1 where rows_read = 0 $$,
    '23514', null,
    'no more rows are rejected than were read'
);

set local role service_role;
select is(
    (select count(*) from core.load_checkpoints), 1::bigint,
    'the service role sees every load'
);
select throws_ok(
    $$ update core.load_checkpoints set last_line = 5 where last_line = 0 $$,
    '42501', null,
    'the service role cannot move a checkpoint'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.load_checkpoints $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
