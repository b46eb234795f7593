-- Proves policies/core/operation_errors.sql.
begin;
select plan(7);

-- Given: one row.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'Nothing.');
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 1, now(), now());
insert into core.operation_errors (
    operation_id, item_number, item, code, message, detail, hint, failed_at
)
values (-1, 1, '1', 'PT422', 'core.t', '', '', now());

select policies_are(
    'core', 'operation_errors', array['select_operators_all'],
    'operation_errors has exactly these policies'
);
select is(
    tests.grants_of('core.operation_errors'),
    array['select to app_reader, app_worker, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('core.operation_errors'),
    array['select all to app_reader, app_worker, service_role'],
    'row-level security opens these rows, whatever is granted'
);

set local role service_role;
select isnt_empty(
    $$ select * from core.operation_errors $$,
    'the service role sees every row'
);
select throws_ok(
    $$ delete from core.operation_errors where true $$,
    '42501', null,
    'the service role cannot remove one'
);

set local role app_reader;
select isnt_empty(
    $$ select * from core.operation_errors $$,
    'monitoring sees every row'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select * from core.operation_errors $$,
    '42501', null,
    'a signed-in user is refused'
);

select * from finish();
rollback;
