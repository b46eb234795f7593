-- Proves functions/commerce/products/update_product.sql.
begin;
select plan(11);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
insert into commerce.tax_rates (tax_class, rate_percent) values ('reduced', 5);
select tests.login_as(tests.user('cleo'), 'buyer');
select is(
    api.update_product(
        pg_temp.id_of('Shirt'),
        '{"title": " Tee ", "attributes": {"a": 1}, "tax_class": "reduced"}', 1
    ) - 'variants' - 'updated_at' - 'created_at' - 'published_at' - 'id',
    '{"title": "Tee", "description": "", "category": "clothes", "brand": null,
      "tax_class": "reduced",
      "attributes": {"a": 1}, "status": "published", "starts_at": null,
      "ends_at": null, "deleted_at": null, "version": 2}'::jsonb,
    'the fields of the patch change, the others stay'
);
select throws_ok(
    $$ select api.update_product(pg_temp.id_of('Tee'), '{"title": "Old"}', 1) $$,
    'PT409', 'commerce.version_conflict', 'at an older version nothing changes'
);
select is(
    api.update_product(pg_temp.id_of('Tee'), '{"title": "Tee"}', 2) -> 'version',
    '2'::jsonb, 'a patch that changes nothing leaves the version'
);
select is(
    jsonb_path_query_array(
        api.update_product(
            pg_temp.id_of('Tee'),
            '{"variants": [
                {"sku": "shirt-l", "price_minor": 7, "weight_grams": 200},
                {"sku": "shirt-xl", "options": {"size": "XL"}, "price_minor": 8,
                 "sale_price_minor": 5}]}', 2
        ),
        '$.variants[*] ? (@.sku != "SHIRT-S").price_minor'
    ),
    '[7, 8]'::jsonb, 'variants are changed and added by SKU'
);
select results_eq(
    $$ select p.version, v.version, v.weight_grams, upper(r.valid) = lower(n.valid)
       from commerce.products as p
       inner join commerce.variants as v on p.id = v.product_id
       inner join commerce.prices as r on v.id = r.variant_id and lower_inf(r.valid)
       inner join commerce.prices as n on v.id = n.variant_id and upper_inf(n.valid)
       where v.sku = 'SHIRT-L' $$,
    $$ values (3::bigint, 2::bigint, 200, true) $$,
    'the version counts a change of a variant; the old price ends where the new begins'
);
select throws_ok(
    $$ select api.update_product(pg_temp.id_of('Tee'), '{"category": "kitchen"}', 3) $$,
    'PT422', 'commerce.invalid_product', 'a published product keeps its category'
);
select is(
    api.update_product(pg_temp.id_of('Mug'), '{"price_minor": null}', 1)
    #> '{variants,0,price_minor}', 'null'::jsonb,
    'null ends the price of a draft; a field of a single variant may stand at the top'
);
select is(
    api.update_product(
        pg_temp.id_of('Gift set'),
        '{"components": [{"sku": "MUG", "quantity": 5}]}', 1
    ) #> '{variants,0,components}',
    '[{"sku": "MUG", "quantity": 5}]'::jsonb, 'components replace those of the bundle'
);
select is_empty(
    $$ select s.patch
       from (values
           (null), ('null'), ('[]'), ('7'), ('{"title": null}'), ('{"status": "draft"}'),
           ('{"id": 1}'), ('{"version": 1}'), ('{"variants": [{}]}'),
           ('{"variants": [{"sku": "MUG", "sku2": 1}]}'),
           ('{"variants": [{"sku": "SHIRT-S"}]}'), ('{"components": [{"sku": "SHIRT-S",
           "quantity": 1}]}')
       ) as s (patch)
       where tests.refusal(
           format('select api.update_product(pg_temp.id_of(''Mug''), %L, 2)', s.patch)
       ) ->> 'key' is distinct from 'commerce.invalid_product' $$,
    'bad input is refused'
);
select results_eq(
    $$ select tests.refusal(c.call) ->> 'key' from (values
        ('select api.update_product(-1, ''{}'', 1)'),
        ('select api.update_product(null, ''{}'', 1)'),
        ('select api.update_product(1, ''{}'', null)'),
        ('select api.update_product(1, ''{}'', 0)')
    ) as c (call) $$,
    $$ values ('commerce.unknown_product'), ('commerce.unknown_product'),
        ('core.invalid_argument'), ('core.invalid_argument') $$,
    'so are an unknown id and no version'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.update_product(pg_temp.id_of('Tee'), '{"title": "X"}', 3) $$,
    'PT403', 'core.not_permitted', 'a customer changes nothing'
);

select * from finish();
rollback;
