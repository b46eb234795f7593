-- Proves policies/core/operations.sql.
begin;
select plan(7);

-- Given: one row.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'Nothing.');
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 1, now(), now());

select policies_are(
    'core', 'operations', array['select_operators_all'],
    'operations has exactly these policies'
);
select is(
    tests.grants_of('core.operations'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.operations'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty(
    $$ select * from core.operations $$,
    'the service role sees every row'
);
select throws_ok(
    $$ delete from core.operations where true $$,
    '42501', null,
    'the service role cannot remove one'
);

set local role app_reader;
select isnt_empty(
    $$ select * from core.operations $$,
    'monitoring sees every row'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.operations $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
