-- Proves functions/commerce/orders/_order_shares.sql.
begin;
select plan(4);

-- Given: an order of three shirts and a set of a shirt and two mugs.
select tests.small_stock();
update commerce.products set status = 'published', published_at = core.now()
where status = 'draft';
create temporary table o on commit drop as
select tests.place(
    'ada', '[{"sku": "SHIRT-S", "quantity": 3}, {"sku": "SET", "quantity": 1}]'
) as id;
create function pg_temp.share(p_sku text) returns numeric[] language sql as $$
    select array[s.pieces, s.amount_minor]
    from commerce._order_shares((select id from o)) as s
    inner join commerce.variants as v on s.variant_id = v.id
    where v.sku = p_sku
$$;
create function pg_temp.total(p_sku text) returns bigint language sql as $$
    select n.total_minor from commerce.order_lines as n
    where n.order_id = (select id from o) and n.sku = p_sku
$$;

select is(
    pg_temp.share('SHIRT-S'), array[3, pg_temp.total('SHIRT-S')]::numeric[],
    'all pieces cost the line'
);
select is(
    pg_temp.share('MUG'), array[2, round(pg_temp.total('SET') * 2 / 3.0)],
    'a bundle is shared among its pieces'
);

delete from commerce.bundle_components
where true;
select is(
    pg_temp.share('MUG'), array[2, round(pg_temp.total('SET') * 2 / 3.0)],
    'those of the order, whatever the bundle has become'
);

-- When: a line of 999 has two equal parts, and one of 100 has three.
update commerce.orders
set state = state || jsonb_build_object('lines', '[
    {"line": 1, "quantity": 1, "total_minor": 999, "components": {"1": 1, "2": 1}},
    {"line": 2, "quantity": 2, "total_minor": 100,
      "components": {"1": 1, "2": 1, "3": 1}}
]'::jsonb)
where id = (select id from o);
select results_eq(
    $$ select variant_id, amount_minor
       from commerce._order_shares((select id from o)) order by 1 $$,
    $$ values (1::bigint, 533::numeric), (2, 533), (3, 33) $$,
    'shares are whole and add up to the lines'
);

select * from finish();
rollback;
