-- Proves functions/commerce/analytics/_product_page.sql.
begin;
select plan(5);

-- Given: the small stock; the set is published too.
select tests.small_stock();
update commerce.products set status = 'published', published_at = core.now()
where title = 'Gift set';
create function pg_temp.page(p_title text) returns jsonb language sql as $$
    select commerce._product_page(jsonb_build_object('product_id', p.id))
    from commerce.products as p
    where p.title = p_title
$$;

select is(
    pg_temp.page('Shirt') #> '{variants,1}',
    jsonb_build_object(
        'sku', 'SHIRT-S', 'options', '{"size": "S"}'::jsonb, 'unit', 'piece',
        'currency', 'PHP',
        'price_minor', (
            select r.amount_minor from commerce.prices as r
            inner join commerce.variants as v on r.variant_id = v.id
            where v.sku = 'SHIRT-S'
        ),
        'sale_price_minor', null,
        'available', 13,
        'locations', jsonb '[{"location": "MAIN", "available": 9},
            {"location": "SHOP", "available": 4}]'
    ),
    'a variant has its price and what is available'
);
select is(
    pg_temp.page('Gift set') #> '{variants,0,available}', '1',
    'a bundle is available as far as its components are'
);
update commerce.prices set valid = tstzrange(null, core.now())
where true;
select is(
    pg_temp.page('Shirt') #> '{variants,0,price_minor}', 'null',
    'a price counts in its period'
);
select is(pg_temp.page('Mug'), null, 'a draft has no page');
update commerce.products set status = 'draft', deleted_at = core.now()
where title = 'Shirt';
select is(pg_temp.page('Shirt'), null, 'nor has a deleted product');

select * from finish();
rollback;
