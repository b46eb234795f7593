-- Proves functions/commerce/products/_check_product.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select is(
    commerce._check_product('{"title": " T ", "sku": "n"}'),
    '{"record": {"title": "T", "variants": [{"sku": "N", "status": null,
      "product_id": null, "prices": []}]}, "errors": []}'::jsonb,
    'a good product has no fault'
);
create function pg_temp.faults(p_title text, p_patch jsonb) returns text[]
language sql as $$
    select array_agg(concat_ws(' ', e ->> 'field', e ->> 'code') order by o.place)
    from jsonb_array_elements(
        commerce._check_product(
            p_patch, commerce._show_product(pg_temp.id_of(p_title))
        ) -> 'errors'
    ) with ordinality as o (e, place)
$$;
select is(
    pg_temp.faults('Shirt', '{"category": null, "variants": [
        {"sku": "SHIRT-S", "price_minor": null, "options": {"size": "L"}}]}'),
    array[
        'category category_kept', 'variants variants_differ',
        'variants.0.price_minor price_kept'
    ],
    'the rules see the product as it would be'
);
select is(
    pg_temp.faults(
        'Shirt', '{"variants": [{"sku": "SHIRT-S", "sale_price_minor": 1}]}'
    ),
    null, 'a sale price counts with the stored price'
);
select is(
    pg_temp.faults('Shirt', '{"sku": "SHIRT-XL", "options": {"size": "XL"}}'),
    array['variants.0.price_minor price_kept'],
    'a new variant of a published product needs a price'
);
select is(
    jsonb_array_length(
        commerce._check_product(
            jsonb_build_object(
                'title', 'T',
                'variants', (select jsonb_agg(1) from generate_series(1, 5000))
            )
        ) -> 'errors'
    ),
    102, 'faults of the first hundred variants are listed'
);

select * from finish();
rollback;
