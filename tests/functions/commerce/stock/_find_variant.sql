-- Proves functions/commerce/stock/_find_variant.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();

select is(
    commerce._find_variant('shirt-s'),
    (select v.id from commerce.variants as v
where v.sku = 'SHIRT-S'),
    'a SKU is found in any case'
);
select throws_ok(
    $$ select commerce._find_variant('NONE') $$, 'PT404', 'commerce.unknown_sku',
    'an unknown SKU is refused'
);
select throws_ok(
    $$ select commerce._find_variant(null) $$, 'PT404', 'commerce.unknown_sku',
    'as is a null'
);
select throws_ok(
    $$ select commerce._find_variant('SET') $$, 'PT422',
    'commerce.bundle_has_no_stock', 'a bundle has no stock of its own'
);
update commerce.products set deleted_at = core.now()
where title = 'Mug';
select throws_ok(
    $$ select commerce._find_variant('MUG') $$, 'PT404', 'commerce.unknown_sku',
    'a deleted product is not found'
);

select * from finish();
rollback;
