-- Proves functions/commerce/load/_load_stock.sql.
begin;
select plan(7);

-- Given: the products and stores of a staged history.
select tests.staged_history();
do $$
begin
    perform commerce._load_locations('pg_temp.staged_lines');
end;
$$;
create temporary table made (ids bigint[]);
insert into pg_temp.made
values (
    commerce._load_products('pg_temp.staged_products', 'pg_temp.staged_lines')
);

select is(
    (select commerce._load_stock('pg_temp.staged_lines', m.ids) from pg_temp.made as m),
    7::bigint, 'a movement for each level and for each day with sales'
);
select results_eq(
    $$ select v.sku, o.code, l.on_hand, l.reserved
       from commerce.stock_levels as l
       inner join commerce.variants as v on l.variant_id = v.id
       inner join commerce.locations as o on l.location_id = o.id
       order by v.sku, o.code $$,
    $$ values
        ('11', 'STORE-7', 1, 0), ('11', 'STORE-8', 2, 0), ('13', 'STORE-8', 1, 0) $$,
    'a store has the demand of two weeks, rounded up, of what it sold in 13 weeks'
);
select results_eq(
    $$ select m.type, m.quantity, m.reference, m.effective_at
       from commerce.stock_movements as m
       inner join commerce.variants as v on m.variant_id = v.id
       inner join commerce.locations as o
           on o.id in (m.from_location_id, m.to_location_id)
       where v.sku = '11' and o.code = 'STORE-7'
       order by m.id $$,
    $$ values
        ('receive', 7, 'demo:opening', '2017-10-02 01:00Z'::timestamptz),
        ('sell', 5, 'demo:2017-12-30', '2017-12-30 03:00Z'),
        ('sell', 1, 'demo:2018-01-01', '2018-01-01 01:00Z') $$,
    'what it sold and has came at the start, then it sold per day'
);
select results_eq(
    $$ select v.sku, s.quantity, s.amount_minor, s.currency, s.reference
       from commerce.sales as s
       inner join commerce.variants as v on s.variant_id = v.id
       order by v.sku, s.sold_at $$,
    $$ values
        ('11', 8, 2004::bigint, 'PHP', 'demo:2017-11-01'),
        ('11', 5, 1250, 'PHP', 'demo:2017-12-30'),
        ('11', 1, 250, 'PHP', 'demo:2018-01-01'),
        ('13', 1, 100, 'PHP', 'demo:2017-12-31') $$,
    'sales hold what was paid'
);
select tests.login_as(tests.user('bob'), 'admin');
select is(
    commerce.stock_as_of('11', '2017-12-29Z') #> '{locations, 0, on_hand}', '7',
    'the stock of a day of then can be asked for'
);
reset role;
select is(
    commerce._load_stock('pg_temp.staged_lines', '{}'), 0::bigint,
    'no variants, no stock'
);
select tests.holds('commerce');

select * from finish();
rollback;
