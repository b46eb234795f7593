-- Proves functions/commerce/media/_find_shown_variant.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.sku_of(p_sku text) returns text
language sql as $$
    select v.sku
    from commerce.variants as v
    where v.id = commerce._find_shown_variant(
        (select p.id from commerce.products as p where p.title = 'Shirt'), p_sku
    )
$$;
grant execute on function pg_temp.sku_of to authenticated, app_worker;

select is(pg_temp.sku_of('shirt-l'), 'SHIRT-L', 'a variant of the product is found');
select is(
    commerce._find_shown_variant(1, null), null, 'no SKU is the product as a whole'
);
select throws_ok(
    $$ select pg_temp.sku_of('MUG') $$,
    'PT404', 'commerce.unknown_sku', 'one of another product is not'
);
select throws_ok(
    $$ select pg_temp.sku_of('NONE') $$,
    'PT404', 'commerce.unknown_sku', 'nor one that is not there'
);

select * from finish();
rollback;
