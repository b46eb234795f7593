-- Proves functions/commerce/analytics/_list_sold.sql.
begin;
select plan(2);

-- Given: sales around midnight in Manila.
update core.settings set value = '"Asia/Manila"'
where name = 'commerce.time_zone';
select tests.small_stock();
select commerce._record_sales(array[
    tests.sale('MUG', 'SHOP', 2, '2025-12-20T15:59:00Z'),
    tests.sale('MUG', 'SHOP', 1, '2025-12-20T16:00:00Z'),
    tests.sale('MUG', 'SHOP', -1, '2025-12-20T20:00:00Z')
])::text;

select results_eq(
    $$ select l.day, l.currency, l.quantity, l.amount_minor
       from commerce._list_sold('[1,)') as l order by l.day $$,
    $$ values (date '2025-12-20', 'PHP', 2::bigint, 200::bigint),
              ('2025-12-21', 'PHP', 0, 0) $$,
    'sales are summed per day of the zone, less what came back'
);
select is(
    (
        select sum(l.quantity)
        from commerce._list_sold((
            select int8range(min(s.id), min(s.id) + 1) from commerce.sales as s
        )) as l
    ),
    2::numeric, 'only those of the range'
);

select * from finish();
rollback;
