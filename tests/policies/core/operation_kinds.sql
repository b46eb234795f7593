-- Proves policies/core/operation_kinds.sql.
begin;
select plan(7);

-- Given: one row.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'Nothing.');

select policies_are(
    'core', 'operation_kinds', array['select_operators_all'],
    'operation_kinds has exactly these policies'
);
select is(
    tests.grants_of('core.operation_kinds'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.operation_kinds'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty(
    $$ select * from core.operation_kinds $$,
    'the service role sees every row'
);
select throws_ok(
    $$ delete from core.operation_kinds where true $$,
    '42501', null,
    'the service role cannot remove one'
);

set local role app_reader;
select isnt_empty(
    $$ select * from core.operation_kinds $$,
    'monitoring sees every row'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.operation_kinds $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
