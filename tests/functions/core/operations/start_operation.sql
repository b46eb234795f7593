-- Proves functions/core/operations/start_operation.sql.
begin;
select plan(18);

-- Given: a kind whose function adds numbers, refuses negative ones, and gives way at
-- 99.
create table core.t_added (n int primary key, actor uuid, trace text);
create function core.t_chunk(p_operation core.operations, p_chunk jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_item int;
begin
    for v_item in
        select i.value::int
        from jsonb_array_elements_text(p_chunk) as i (value)
    loop
        if v_item < 0 then
            perform core.raise_error(
                'core.invalid_argument', format('%s < 0.', v_item)
            );
        elsif v_item = 99 then
            raise lock_not_available;
        end if;
        insert into core.t_added (n, actor, trace)
        values (v_item, core.actor_id(), core.traceparent());
    end loop;
end;
$$;
insert into core.operation_kinds (
    kind, chunk_function, chunk_size, max_items, description
)
values ('core.t_kind', 'core.t_chunk', 3, 20, 'Adds numbers.');
-- In place of an RPC of a module, which would be definer.
grant execute on function core.start_operation(text, jsonb, jsonb) to authenticated;

select tests.set_clock('2030-01-01 00:00:00+00');
select set_config(
    'request.headers',
    '{"x-request-id": "r-1",
      "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}',
    true
);
select tests.login_as(tests.user('ada'));
select isnt(
    core.start_operation('core.t_kind', '[1, 2, 3, 4, 5, 6, 7]', '{"why": "so"}'), null,
    'bulk work has an id'
);
reset role;

select results_eq(
    $$ select
           status, total, done, params, requested_by, request_id, traceparent, created_at
       from core.operations $$,
    $$ values (
        'queued', 7, 0, '{"why": "so"}'::jsonb, tests.user('ada'), 'r-1',
        '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        '2030-01-01 00:00:00+00'::timestamptz
    ) $$,
    'it knows who asked, in which request and trace, and when'
);
select results_eq(
    $$ select number, first_item, items, status
       from core.operation_chunks order by 1 $$,
    $$ values
        (1, 1, '[1, 2, 3]'::jsonb, 'pending'),
        (2, 4, '[4, 5, 6]', 'pending'),
        (3, 7, '[7]', 'pending') $$,
    'its items wait in chunks, in their order'
);
select is(
    (select count(*) from core.jobs
where kind = 'core.run_operation'), 1::bigint,
    'one job works on it'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select core.start_operation('core.unheard_of', '[1]') $$,
    'PT422', 'core.unknown_operation_kind',
    'an unknown kind is refused'
);
select throws_ok(
    $$ select core.start_operation('core.t_kind', '{}') $$,
    'PT422', 'core.invalid_argument',
    'items are an array'
);
select throws_ok(
    $$ select core.start_operation('core.t_kind', null) $$,
    'PT422', 'core.invalid_argument',
    'and not null'
);
select throws_ok(
    $$ select core.start_operation('core.t_kind', '[1]', '[]') $$,
    'PT422', 'core.invalid_argument',
    'params are an object'
);
select throws_ok(
    $$ select core.start_operation(
           'core.t_kind', to_jsonb(array_fill(1, array[21]))
       ) $$,
    'PT422', 'core.invalid_argument',
    'more items than the kind takes are refused'
);
create temporary table t_empty as
select core.start_operation('core.t_kind', '[]') as id;
select is(
    core.get_operation((select id from t_empty)) ->> 'status', 'succeeded',
    'nothing to do is done at once'
);

-- Given: as many open operations as one caller may have.
select lives_ok(
    $$ select core.start_operation('core.t_kind', '[1]') from generate_series(1, 2) $$,
    'a caller may have three open operations'
);
select throws_ok(
    $$ select core.start_operation('core.t_kind', '[1]') $$,
    'PT429', 'core.too_many_operations',
    'and not four'
);
select tests.login_as(tests.user('bob'));
select lives_ok(
    $$ select core.start_operation('core.t_kind', '[]') from generate_series(1, 10) $$,
    'another caller is not held up, and may start ten within a minute'
);
select throws_ok(
    $$ select core.start_operation('core.t_kind', '[]') $$,
    'PT429', 'core.too_many_operations',
    'and not eleven'
);
reset role;
select tests.set_clock('2030-01-01 00:01:01+00');
select tests.login_as(tests.user('bob'));
select lives_ok(
    $$ select core.start_operation('core.t_kind', '[]') $$,
    'a minute later the next may start'
);

select set_config('request.jwt.claims', '{"sub": "auth0|7"}', true);
select throws_ok(
    $$ select core.start_operation('core.t_kind', '[]') $$,
    'PT403', 'core.not_permitted',
    'a caller whose subject is not a UUID has no limit of its own, so it is refused'
);

reset role;
revoke execute on function core.start_operation(text, jsonb, jsonb) from authenticated;
set local role anon;
select throws_ok(
    $$ select core.start_operation('core.t_kind', '[]') $$,
    '42501', null,
    'an anonymous caller is refused'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select core.start_operation('core.t_kind', '[]') $$,
    '42501', null,
    'and a signed-in one starts nothing but through an RPC of a module'
);

select * from finish();
rollback;
