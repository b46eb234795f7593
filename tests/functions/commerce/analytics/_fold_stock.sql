-- Proves functions/commerce/analytics/_fold_stock.sql.
begin;
select plan(3);

-- Given: the small stock, folded; then mugs that went the month before.
select tests.set_clock('2026-03-01Z');
select tests.small_stock();
do $$
declare
    v_last constant bigint := (select max(m.id) from commerce.stock_movements as m);
begin
    perform commerce._fold_stock(int8range(1, v_last, '[]'));
    perform tests.sell('MUG', 'SHOP', 1, '2026-02-27Z');
    perform commerce._fold_stock(int8range(v_last + 1, null));
end;
$$;

select is(
    (
        select sum(s.change) from commerce.stock_sums as s
        where s.kind = 'day'
    ),
    (select sum(l.on_hand) from commerce.stock_levels as l)::numeric,
    'the sums of days are the stock on hand'
);
select results_eq(
    $$ select h.months, h.quantities from commerce.stock_histories as h
       inner join commerce.variants as v on h.variant_id = v.id
       where v.sku = 'MUG' $$,
    $$ values ('{2026-02-01,2026-03-01}'::date[], '{-1,2}'::bigint[]) $$,
    'a history has the stock at the end of each month'
);
select set_eq(
    $$ select s.starts_on, s.change, s.received from commerce.stock_sums as s
       inner join commerce.locations as l on s.location_id = l.id
       where s.kind = 'location_month' and l.code = 'SHOP' $$,
    $$ values (date '2026-02-01', -1::bigint, 0::bigint), ('2026-03-01', 8, 8) $$,
    'and each location a sum per month'
);

select * from finish();
rollback;
