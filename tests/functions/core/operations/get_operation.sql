-- Proves functions/core/operations/get_operation.sql.
begin;
select plan(3);

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

-- Given: an operation of one user, a quarter done.
insert into core.operations (
    id, kind, status, total, done, failed, requested_by, created_at, progressed_at
)
overriding system value
values (-1, 'core.t_kind', 'running', 8, 1, 1, tests.user('ada'), now(), now());

select tests.login_as(tests.user('ada'));
select is(
    api.get_operation(-1) - '{created_at, progressed_at}'::text[],
    '{
        "id": -1, "kind": "core.t_kind", "status": "running", "total": 8, "done": 1,
        "failed": 1, "skipped": 0, "progress": 0.25, "cancel_requested": false,
        "started_at": null, "finished_at": null
    }'::jsonb,
    'it says how far the work is'
);
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select api.get_operation(-1) $$,
    'PT404', 'core.operation_not_found',
    'to another user it is not there'
);
set local role anon;
select throws_ok(
    $$ select api.get_operation(-1) $$, '42501', null, 'an anonymous caller is refused'
);

select * from finish();
rollback;
