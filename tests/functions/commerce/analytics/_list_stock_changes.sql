-- Proves functions/commerce/analytics/_list_stock_changes.sql.
begin;
select plan(3);

-- Given: the small stock of a day, with reservations, and a shirt that went back.
select tests.set_clock('2026-01-01Z');
select tests.small_stock();
create function pg_temp.changes() returns text[] language sql as $$
    select array_agg(
        format('%s %s %s %s %s', l.day, v.sku, o.code, l.change, l.received)
        order by l.day, v.sku, o.code
    )
    from commerce._list_stock_changes('[1,)') as l
    inner join commerce.variants as v on l.variant_id = v.id
    inner join commerce.locations as o on l.location_id = o.id
    where v.sku <> 'SHIRT-L'
$$;

select is(
    pg_temp.changes(),
    '{"2026-01-01 MUG SHOP 3 3","2026-01-01 SHIRT-S MAIN 10 10",'
    '"2026-01-01 SHIRT-S SHOP 5 5"}',
    'reserved pieces are on hand'
);
do $$
begin
    perform tests.sell('MUG', 'SHOP', 2, '2025-12-01Z');
    perform tests.sell('MUG', 'SHOP', -1, '2025-12-01Z');
end;
$$;
select is(
    (pg_temp.changes())[1], '2025-12-01 MUG SHOP -1 1',
    'a change is of the day when it happened, and what comes back is received'
);
select is(
    (
        select sum(l.change) from commerce._list_stock_changes('[1,)') as l
    ),
    (select sum(l.on_hand) from commerce.stock_levels as l)::numeric,
    'all changes are the stock on hand'
);

select * from finish();
rollback;
