-- Proves functions/commerce/orders/_order_amount.sql.
begin;
select plan(5);

-- Given: an order of three shirts and two sets of a shirt and two mugs.
select tests.small_stock();
update commerce.products set status = 'published', published_at = core.now()
where status = 'draft';
create temporary table o on commit drop as
select tests.place(
    'ada', '[{"sku": "SHIRT-S", "quantity": 3}, {"sku": "SET", "quantity": 1}]'
) as id;
create function pg_temp.amount(p_sku text, p_pieces bigint) returns bigint
    language sql as $$
    select commerce._order_amount((select id from o), v.id, p_pieces)
    from commerce.variants as v
    where v.sku = p_sku
$$;
create function pg_temp.total(p_sku text) returns bigint language sql as $$
    select n.total_minor from commerce.order_lines as n
    where n.order_id = (select id from o) and n.sku = p_sku
$$;

select is(
    pg_temp.amount('SHIRT-S', 3), pg_temp.total('SHIRT-S'), 'all pieces cost the line'
);
select is(
    pg_temp.amount('SHIRT-S', 1), round(pg_temp.total('SHIRT-S') / 3.0)::bigint,
    'one costs its share'
);
select is(
    pg_temp.amount('MUG', 2), round(pg_temp.total('SET') * 2 / 3.0)::bigint,
    'a bundle is shared among its pieces'
);
select is(pg_temp.amount('NONE', 2), null, 'a variant that is not there costs nothing');

delete from commerce.bundle_components
where true;
select is(
    pg_temp.amount('MUG', 2), round(pg_temp.total('SET') * 2 / 3.0)::bigint,
    'those of the order, whatever the bundle has become'
);

select * from finish();
rollback;
