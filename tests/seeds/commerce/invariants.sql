-- Proves sql/seeds/commerce/invariants.sql.j2.
begin;
select plan(3);

-- Given: the small stock.
select tests.small_stock();
select is(
    (select sum((core.run_invariant(i.name)).violations) from core.invariants as i
     where i.module = 'commerce'),
    0::numeric, 'they hold'
);

-- When: a level is missing, and a bundle became a component.
delete from commerce.stock_levels
where on_hand = 0;
alter table commerce.variants disable trigger t20_freeze_kind;
update commerce.variants set is_bundle = true
where sku = 'SHIRT-L';
select is(
    (core.run_invariant('commerce.variants_have_levels')).violations, 1::bigint,
    'a missing level is found'
);
select is(
    (core.run_invariant('commerce.bundles_are_flat')).violations, 1::bigint,
    'and so is a bundle in a bundle'
);

select * from finish();
rollback;
