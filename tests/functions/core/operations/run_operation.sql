-- Proves functions/core/operations/run_operation.sql.
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

select isnt(core.start_operation('core.t_kind', '[1, 2]'), null, 'an operation waits');
select is(
    (select core.run_operation(j) from core.jobs as j), '"finished"'::jsonb,
    'its job works on it'
);
set local role app_worker;
select throws_ok(
    $$ select core.run_operation(null::core.jobs) $$, '42501', null,
    'a worker names jobs and never hands in the row of one'
);

select * from finish();
rollback;
