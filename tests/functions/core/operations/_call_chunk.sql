-- Proves functions/core/operations/_call_chunk.sql.
begin;
select plan(5);

-- Given: a kind whose function refuses negative numbers, by an answer.
create function core.t_chunk(p_operation core.operations, p_chunk jsonb)
    returns jsonb
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(jsonb_build_object(
        'place', i.place,
        'key', case i.value when -9 then 'core.no_such_key' else 'core.invalid_argument' end,
        'detail', nullif(i.value, -2) || ' < 0.'
    ))
    from (
        select e.value::integer as value, e.place
        from jsonb_array_elements_text(p_chunk) with ordinality as e (value, place)
    ) as i
    where i.value < 0
$$;
create function core.t_void(p_operation core.operations, p_chunk jsonb)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as 'select null::text';
insert into core.operation_kinds (kind, chunk_function, description)
values ('core.t_kind', 'core.t_chunk', 'Refuses numbers.');
insert into core.operations (id, kind, total, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 9, now(), now());
create function core.t_do(p_items jsonb, p_function regproc default 'core.t_chunk')
    returns integer
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core._call_chunk(
        o, p_function, row(-1, 2, 4, p_items, 'pending', null)::core.operation_chunks
    )
    from core.operations as o
    where o.id = -1
$$;

select is(core.t_do('[1, 2]'), 0, 'a function may refuse nothing');
select is(core.t_do('[1]', 'core.t_void'), 0, 'or have no answer');
select is(core.t_do('[1, -1, 3, -2]'), 2, 'refused items are counted');
select results_eq(
    $$ select e.item_number, e.item, e.code, e.message, e.detail
       from core.operation_errors as e
       order by e.item_number $$,
    $$ values (5, '-1'::jsonb, 'PT422', 'core.invalid_argument', '-1 < 0.'),
       (7, '-2', 'PT422', 'core.invalid_argument', '') $$,
    'an error names the place in the whole call'
);
select is(
    left(tests.why('select core.t_do($$[-9]$$)'), 5), '23502', 'no unknown key is lost'
);

select * from finish();
rollback;
