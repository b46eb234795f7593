-- Proves functions/core/operations/list_operation_errors.sql.
begin;
select plan(7);

create function pg_temp.after(p_number integer) returns text language sql as $$
    select core.write_cursor('core.list_operation_errors', array[p_number]::text[])
$$;
grant execute on function pg_temp.after(integer) to authenticated;

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

-- Given: an operation of one user with three errors.
insert into core.operations (id, kind, total, requested_by, created_at, progressed_at)
overriding system value values (-1, 'core.t_kind', 9, tests.user('ada'), now(), now());
insert into core.operation_errors (
    operation_id, item_number, item, code, message, detail, hint, failed_at
)
values
(-1, 2, '2', 'PT422', 'core.invalid_argument', 'No.', 'Do.', core.now()),
(-1, 5, '5', 'PT422', 'core.invalid_argument', 'No.', 'Do.', core.now()),
(-1, 9, '9', 'PT422', 'core.invalid_argument', 'No.', 'Do.', core.now());

select tests.login_as(tests.user('ada'));
select is(
    api.list_operation_errors(-1, null, 2),
    '{
        "items": [
            {"item_number": 2, "item": 2, "code": "PT422",
             "message": "core.invalid_argument", "detail": "No.", "hint": "Do."},
            {"item_number": 5, "item": 5, "code": "PT422",
             "message": "core.invalid_argument", "detail": "No.", "hint": "Do."}
        ],
        "next": null
    }'::jsonb || jsonb_build_object(
        'next', pg_temp.after(5)
    ),
    'a page holds as many errors as asked for, in the order of the call'
);
select is(
    api.list_operation_errors(-1, pg_temp.after(5), 2) #>> '{items,0,item_number}', '9',
    'the next page goes on behind it'
);
select is(
    api.list_operation_errors(-1, pg_temp.after(5), 2) ->> 'next',
    null,
    'the last has no next'
);
select is(
    api.list_operation_errors(-1, pg_temp.after(9)),
    '{"items": [], "next": null}'::jsonb,
    'behind the last error is nothing'
);
select throws_ok(
    $$ select api.list_operation_errors(-1, 'x') $$,
    'PT422', 'core.invalid_cursor',
    'a cursor of another shape is refused'
);
select throws_ok(
    $$ select api.list_operation_errors(-1, null, 501) $$,
    'PT422', 'core.invalid_page_size',
    'a page has its bounds'
);
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select api.list_operation_errors(-1) $$,
    'PT404', 'core.operation_not_found',
    'to another user the operation is not there'
);

select * from finish();
rollback;
