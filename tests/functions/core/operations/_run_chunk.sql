-- Proves functions/core/operations/_run_chunk.sql.
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

-- Given: an operation to belong to.
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 9, now(), now());

create function core.t_do(p_items jsonb)
    returns integer
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core._run_chunk(
        o, 'core.t_chunk', row(-1, 2, 4, p_items, 'pending', null)::core.operation_chunks
    )
    from core.operations as o
    where o.id = -1
$$;

select is(core.t_do('[1, 2]'), 0, 'a chunk without a bad item is done whole');
select is(core.t_do('[3, -1, 4, -2]'), 2, 'bad items are counted');
select set_eq(
    'select n from core.t_added', array[1, 2, 3, 4], 'and the good ones stand'
);
select set_eq(
    'select item_number from core.operation_errors', array[5, 7],
    'an error names the place in the whole call'
);
delete from core.operation_errors
where true;
select throws_ok(
    $$ select core.t_do('[5, -3, 99]') $$,
    '55P03', null,
    'a lack of luck goes up'
);

select * from finish();
rollback;
