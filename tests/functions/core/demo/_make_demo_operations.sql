-- Proves functions/core/demo/_make_demo_operations.sql.
begin;
select plan(3);

-- Given: the kind, and a caller.
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.demo', 'core._run_demo_chunk', 'The demo.');
select set_config('request.jwt.claims', '{"sub": "t"}', true);
select core._make_demo_operations();

select results_eq(
    $$
    select o.status, o.total, o.failed, o.requested_by
    from core.operations as o
    order by o.id
    $$,
    $$
    values ('partial', 120, 3, md5('demo')::uuid), ('succeeded', 120, 0, md5('demo')::uuid)
    $$,
    'both are finished; the first refuses three of its items'
);
select results_eq(
    $$
    select e.item_number, e.message
    from core.operation_errors as e
    order by e.item_number
    $$,
    $$
    values
    (118, 'core.invalid_argument'), (119, 'core.invalid_argument'),
    (120, 'core.invalid_argument')
    $$, 'and says which'
);
select is(
    current_setting('request.jwt.claims'), '{"sub": "t"}', 'the caller is who it was'
);

select * from finish();
rollback;
