-- Proves functions/core/operations/cancel_operation.sql.
begin;
select plan(8);

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

-- Given: one user's operation of seven items, three of them done.
select tests.login_as(tests.user('ada'));
create temporary table t_op as
select core.start_operation('core.t_kind', '[1, 2, 3, 4, 5, 6, 7]') as id;
grant select on t_op to public;
reset role;
update core.settings set value = '0'
where name = 'core.operation_slice_ms';
do $$ begin perform core.run_operation_chunks(o.id) from t_op as o; end $$;

select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select api.cancel_operation((select id from t_op)) $$,
    'PT404', 'core.operation_not_found',
    'a user cannot cancel another''s operation'
);
select tests.login_as(tests.user('ada'));
select is(
    api.cancel_operation((select id from t_op)) ->> 'status', 'cancelled',
    'who asked for it may cancel it'
);
select is(
    (api.get_operation((select id from t_op)) ->> 'done')::int, 3,
    'what was done stands'
);
select is(
    (api.get_operation((select id from t_op)) ->> 'skipped')::int, 4,
    'the rest is skipped'
);
select is(
    api.cancel_operation((select id from t_op)) ->> 'status', 'cancelled',
    'cancelling again changes nothing'
);
reset role;
select is(
    (select core.run_operation_chunks(id) from t_op), 'finished',
    'a job that comes late does nothing'
);
select is((select count(*) from core.t_added), 3::bigint, 'and adds nothing');

create temporary table t_done as
select core.start_operation('core.t_kind', '[]') as id;
grant select on t_done to public;
set local role service_role;
select throws_ok(
    $$ select api.cancel_operation((select id from t_done)) $$,
    'PT409', 'core.operation_finished',
    'what has ended cannot be cancelled'
);

select * from finish();
rollback;
