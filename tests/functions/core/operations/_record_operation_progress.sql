-- Proves functions/core/operations/_record_operation_progress.sql.
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

-- Given: operations of two items in two chunks.
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value
select
    g.id,
    'core.t_kind' as kind,
    2 as total,
    core.now() as created_at,
    core.now() as progressed_at
from generate_series(-5, -1) as g (id);
insert into core.operation_chunks (operation_id, number, first_item, items)
select
    o.id,
    n.number,
    n.number as first_item,
    '[1]' as items
from core.operations as o
cross join generate_series(1, 2) as n (number);

select is(
    core._record_operation_progress(-1, 1, 0), false,
    'it goes on while items are left'
);
select is(core._record_operation_progress(-1, 1, 0), true, 'it ends when none is');
select is(
    core._record_operation_progress(-2, 0, 2), true,
    'failed items count as tried'
);
select is(core._record_operation_progress(-3, 1, 1), true, 'in any mixture');
update core.operations set cancel_requested_at = now()
where id = -4;
select is(
    core._record_operation_progress(-4, 0, 0),
    true, 'cancelling ends an operation without a running slice'
);
select is(
    core._record_operation_progress(-4, 0, 0), true,
    'and asking again changes nothing'
);
select results_eq(
    $$ select id, status, done, failed, skipped
       from core.operations order by id desc $$,
    $$ values
        (-1::bigint, 'succeeded', 2, 0, 0), (-2, 'failed', 0, 2, 0),
        (-3, 'partial', 1, 1, 0),
        (-4, 'cancelled', 0, 0, 2), (-5, 'queued', 0, 0, 0) $$,
    'the final event has the result'
);
select results_eq(
    $$ select entity_id, topic, payload ->> 'status' from core.events order by id $$,
    $$ values
        ('-1', 'core:operation:-1', 'succeeded'), ('-2', 'core:operation:-2', 'failed'),
        ('-3', 'core:operation:-3', 'partial'),
        ('-4', 'core:operation:-4', 'cancelled') $$,
    'each end is one event'
);

select * from finish();
rollback;
