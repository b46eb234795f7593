-- Proves functions/commerce/products/tg_variants__add_levels.sql.
begin;
select plan(2);

-- Given: the small stock, a location without the full range, and an inactive one.
select tests.small_stock();
insert into commerce.locations (
    code, name, is_active, has_full_range, created_at, updated_at
)
values
('PART', 'Part', true, false, core.now(), core.now()),
('SHUT', 'Shut', false, true, core.now(), core.now());
insert into commerce.variants (
    product_id, sku, options, is_bundle, created_at, updated_at
)
select
    p.id as product_id,
    n.sku,
    n.options::jsonb,
    n.is_bundle,
    core.now() as created_at,
    core.now() as updated_at
from commerce.products as p
cross join (
    values ('NEW-1', '{"n": 1}', false), ('NEW-2', '{"n": 2}', false),
    ('NEW-SET', '{"n": 3}', true)
) as n (sku, options, is_bundle)
where p.title = 'Mug';

select set_eq(
    $$ select v.sku, o.code, l.bucket::integer, l.on_hand
       from commerce.stock_levels as l
       inner join commerce.variants as v on l.variant_id = v.id
       inner join commerce.locations as o on l.location_id = o.id
       where v.sku in ('NEW-1', 'NEW-2') $$,
    $$ values ('NEW-1', 'MAIN', 0, 0), ('NEW-1', 'SHOP', 0, 0),
        ('NEW-2', 'MAIN', 0, 0), ('NEW-2', 'SHOP', 0, 0) $$,
    'new variants have a level at each active location with the full range'
);
select is_empty(
    $$ select from commerce.stock_levels as l
       inner join commerce.variants as v on l.variant_id = v.id and v.is_bundle $$,
    'a bundle has none'
);

select * from finish();
rollback;
