-- Proves functions/commerce/products/tg_bundle_components__refuse_nesting.sql.
begin;
select plan(3);

-- Given: the small stock and a second bundle.
select tests.small_stock();
insert into commerce.variants (
    product_id, sku, options, is_bundle, created_at, updated_at
)
select
    p.id as product_id,
    'SET-2' as sku,
    '{"n": 2}' as options,
    true as is_bundle,
    core.now() as created_at,
    core.now() as updated_at
from commerce.products as p
where p.title = 'Gift set';
create function pg_temp.add(p_bundle text, p_sku text) returns void
language sql as $$
    insert into commerce.bundle_components (bundle_id, variant_id, quantity)
    select b.id, v.id, 1 from commerce.variants as b, commerce.variants as v
    where b.sku = p_bundle and v.sku = p_sku
$$;

select is(
    tests.refusal($$ select pg_temp.add('SET-2', 'SET') $$) ->> 'detail',
    'SET is a bundle, not a component.', 'a bundle holds no bundle'
);
select is(
    tests.refusal($$ select pg_temp.add('MUG', 'SHIRT-S') $$) ->> 'detail',
    'MUG is not a bundle.', 'a variant that is not a bundle has no components'
);
select lives_ok(
    $$ select pg_temp.add('SET-2', 'MUG') $$, 'a bundle holds single variants'
);

select * from finish();
rollback;
