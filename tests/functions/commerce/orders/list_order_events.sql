-- Proves functions/commerce/orders/list_order_events.sql.
begin;
select plan(6);

-- Given: a packed order of ada.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
grant select on o to authenticated;
select is(tests.advance((select o.id from o), 'pay', 'pack'), 'packed', 'it is packed');
create function pg_temp.list(p_after text default null, p_size integer default 50)
returns text[] language sql as $$
    select array(
        select i.item ->> 'type'
        from jsonb_array_elements(
            api.list_order_events((select o.id from o), p_after, p_size) -> 'items'
        ) with ordinality as i (item, place)
        order by i.place
    )
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('ada'));
select is(pg_temp.list(), '{placed, paid, packed}', 'events are listed in order');
select is(
    pg_temp.list(
        api.list_order_events((select o.id from o), null, 2) ->> 'next', 2
    ),
    '{packed}', 'in pages'
);
select is(
    (api.list_order_events((select o.id from o)) #> '{items,1}')
    - array['at', 'actor_id', 'payload'],
    '{"version": 2, "type": "paid", "command": "pay", "from_status": "placed",
      "to_status": "paid"}'::jsonb,
    'each with the step that it was'
);
select throws_ok(
    $$ select api.list_order_events((select o.id from o), 'x') $$,
    'PT422', 'core.invalid_cursor', 'a cursor is one of the list'
);
select tests.login_as(tests.user('bob'));
select throws_ok(
    $$ select api.list_order_events((select o.id from o)) $$,
    'PT404', 'commerce.unknown_order', 'another user does not read them'
);

select * from finish();
rollback;
