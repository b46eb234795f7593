-- Proves functions/commerce/orders/_return_order.sql.
begin;
select plan(3);

-- Given: an order of which the parcel of SHOP, with two pieces, is shipped.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
select is(tests.advance((select o.id from o), 'pay', 'pack'), 'packed', 'it is packed');
do $$
begin
    perform commerce.ship_order((select o.id from o), '{2}');
end;
$$;
create function pg_temp.refused(p_one integer, p_two integer) returns text
language sql as $$
    select tests.refusal(format(
        'select commerce._return_order(%L)',
        jsonb_build_object('order_id', (select o.id from o), 'lines', (
            select jsonb_agg(jsonb_build_object(
                'sku', 'SHIRT-S', 'quantity', q, 'location', 'MAIN', 'state', 'on_hand'
            ))
            from unnest(array[p_one, p_two]) as q
        ))
    )) ->> 'detail'
$$;

select matches(
    pg_temp.refused(1, 2),
    'Rule pieces_shipped refuses .*: 3 of SHIRT-S would be back, 2 were shipped\.',
    'lines are summed, and what was not shipped cannot come back'
);
select is(pg_temp.refused(1, 1), null, 'what was shipped can');

select * from finish();
rollback;
