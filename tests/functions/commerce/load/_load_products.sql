-- Proves functions/commerce/load/_load_products.sql.
begin;
select plan(5);

-- Given: a staged history, of which one SKU is there already.
select tests.staged_history();
insert into commerce.products (title, created_at, updated_at)
values ('Mine', core.now(), core.now());
insert into commerce.variants (product_id, sku, created_at, updated_at)
select
    p.id,
    '13' as sku,
    core.now() as created_at,
    core.now() as updated_at
from commerce.products as p;

select is(
    cardinality(
        commerce._load_products('pg_temp.staged_products', 'pg_temp.staged_lines')
    ),
    3, 'each product that was sold and is not there becomes a variant'
);
select results_eq(
    $$ select v.sku, p.title, c.category_key, b.brand_key, p.status, n.amount_minor
       from commerce.variants as v
       inner join commerce.products as p on v.product_id = p.id
       left join master.categories as c on p.category_id = c.id
       left join master.brands as b on p.brand_id = b.id
       left join commerce.prices as n on v.id = n.variant_id
       order by p.id $$,
    $$ values
        ('13', 'Mine', null, null, 'draft', null),
        ('11', 'Apple Sauce, 50 oz', 'grocery/fruit', 'maker 1', 'published', 251::bigint),
        ('12', 'Roses', 'floral', 'maker 2', 'published', 999),
        ('14', 'Coupon', 'grocery/coupon', 'maker 2', 'draft', null) $$,
    'with title, category, brand and the average price of a piece, if there is one'
);
select is_empty(
    $$ select p.title, f.fault
       from commerce.products as p
       cross join lateral
           jsonb_array_elements(commerce.publishable_faults(p.id)) as f (fault)
       where p.status = 'published' $$,
    'what is published keeps the rules of publication'
);
select is(
    commerce._load_products('pg_temp.staged_products', 'pg_temp.staged_lines'),
    '{}', 'a second load makes none'
);
select is(
    (
        select count(*) from pg_catalog.pg_trigger as t
        where t.tgname = 't90_uncache' and t.tgenabled <> 'O'
    ),
    0::bigint, 'the triggers that invalidate pages are back'
);

select * from finish();
rollback;
