-- Proves functions/core/operations/_find_operation.sql.
begin;
select plan(5);

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

-- Given: an operation of one user.
insert into core.operations (id, kind, total, requested_by, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 1, tests.user('ada'), now(), now());

select tests.login_as(tests.user('ada'));
select is((core._find_operation(-1)).id, -1::bigint, 'who asked for it finds it');
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select core._find_operation(-1) $$,
    'PT404', 'core.operation_not_found',
    'to another user it is not there'
);
select tests.login_as(tests.user('bob'), 'admin');
select is((core._find_operation(-1)).id, -1::bigint, 'an admin finds any');
select throws_ok(
    $$ select core._find_operation(null) $$,
    'PT404', 'core.operation_not_found',
    'what is not there is not found'
);
set local role service_role;
select is((core._find_operation(-1)).id, -1::bigint, 'so does the service role');

select * from finish();
rollback;
