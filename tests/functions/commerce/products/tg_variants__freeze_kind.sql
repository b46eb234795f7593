-- Proves functions/commerce/products/tg_variants__freeze_kind.sql.
begin;
select plan(2);

select tests.small_stock();
select throws_ok(
    $$ update commerce.variants set is_bundle = not is_bundle where sku = 'SET' $$,
    'PT422', 'commerce.invalid_bundle', 'a bundle stays a bundle'
);
select lives_ok(
    $$ update commerce.variants set is_bundle = is_bundle, unit = 'gram'
       where sku = 'MUG' $$,
    'its other columns change'
);

select * from finish();
rollback;
