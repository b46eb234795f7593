-- Proves functions/core/console/list_operations.sql.
begin;
select plan(3);

-- Given: an operation of ada's, half done, and an older one of bob's.
delete from core.operations
where true;
insert into core.operation_kinds (
    kind, chunk_function, chunk_size, max_items, description
)
values ('core.t_kind', 'core.t_chunk', 3, 20, 'Adds numbers.');
insert into core.operations (
    kind, requested_by, status, total, done, created_at, progressed_at
)
values
('core.t_kind', tests.user('bob'), 'queued', 4, 0, now(), now()),
('core.t_kind', tests.user('ada'), 'running', 4, 2, now(), now());

select tests.login_as(tests.user('eve'), 'admin');
select results_eq(
    $$ select i ->> 'requested_by', i ->> 'status', (i ->> 'progress')::numeric
       from jsonb_array_elements(core.list_operations() -> 'items')
           with ordinality as t (i, n)
       order by n $$,
    $$ values
        (tests.user('ada')::text, 'running', 0.5),
        (tests.user('bob')::text, 'queued', 0) $$,
    'the operations of all users are listed with their progress'
);
select is(
    core.list_operations(core.list_operations(null, 1) ->> 'next')
    #>> '{items,0,status}',
    'queued', 'the cursor leads to the rest'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.list_operations() $$) ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
