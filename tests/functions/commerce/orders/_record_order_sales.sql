-- Proves functions/commerce/orders/_record_order_sales.sql.
begin;
select plan(4);

-- Given: an order of three shirts.
select tests.small_stock();
create temporary table o on commit drop as
select tests.place('ada', '[{"sku": "SHIRT-S", "quantity": 3}]') as id;
create function pg_temp.record(p_event text, p_location text, p_quantity integer)
    returns void language sql as $$
    select commerce._record_order_sales(
        (select id from o), p_event,
        array[row(v.id, l.id, p_quantity)::commerce.stock_line]
    )
    from commerce.variants as v
    cross join commerce.locations as l
    where v.sku = 'SHIRT-S' and l.code = p_location
$$;

do $$ begin perform pg_temp.record('ship', 'MAIN', 1); end; $$;
update commerce.orders set state = state || '{"version": 2}'
where id = (select id from o);
do $$ begin perform pg_temp.record('ship', 'SHOP', 2); end; $$;
select is(
    (select sum(s.amount_minor) from commerce.sales as s),
    (select n.total_minor::numeric from commerce.order_lines as n),
    'the amounts of parcels add up to the line'
);
do $$ begin perform pg_temp.record('return', 'MAIN', 3); end; $$;
select is(
    (select sum(s.amount_minor) from commerce.sales as s), 0::numeric,
    'and returns take it back'
);
select results_eq(
    $$ select s.quantity, s.reference like 'order:%:return:3' from commerce.sales as s
       where s.quantity < 0 $$,
    $$ values (-3, true) $$,
    'under a reference of their event'
);

-- And: a bundle of a shirt and a mug for an odd price, shipped whole.
update commerce.products set status = 'published', published_at = core.now()
where status = 'draft';
update commerce.bundle_components set quantity = 1
where quantity = 2;
update commerce.prices set amount_minor = 999
where
    variant_id = (
        select v.id from commerce.variants as v
        where v.sku = 'SET'
    );
create temporary table b on commit drop as
select tests.place('bob', '[{"sku": "SET", "quantity": 1}]') as id;
do $$ begin perform tests.advance(b.id, 'pay', 'pack', 'ship') from b; end; $$;
select is(
    (
        select sum(s.amount_minor) from commerce.sales as s
        inner join b on s.order_id = b.id
    ),
    (
        select t.total_minor::numeric from commerce.orders as t
        inner join b on t.id = b.id
    ),
    'the parts of a bundle add up to its price'
);

select * from finish();
rollback;
