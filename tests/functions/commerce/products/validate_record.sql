-- Proves functions/commerce/products/validate_record.sql.
begin;
select plan(7);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('cleo'), 'buyer');
select is(
    api.validate_record('commerce.product', '{"title": "T", "sku": "n"}'), '[]'::jsonb,
    'a good product has no fault'
);
select is(
    api.validate_record('commerce.product', '{"sku": "MUG"}'),
    '[
        {"field": "title", "code": "title_required", "severity": "error",
         "message": "Give the product a title."},
        {"field": "variants.0.sku", "code": "sku_unused", "severity": "error",
         "message": "SKU MUG belongs to another product."}
    ]'::jsonb,
    'each fault has field, code, message and severity'
);
select is(
    api.validate_record(
        'commerce.product',
        jsonb_build_object('id', pg_temp.id_of('Mug'), 'sku', 'MUG', 'title', 'M')
    ),
    '[]'::jsonb, 'with an id it is checked as a change of that product'
);
select is(
    api.validate_record('commerce.price', '{"price_list": "standard"}') #>> '{0,code}',
    'amount_required', 'another entity is checked alone'
);
select results_eq(
    $$ select tests.refusal(c.call) ->> 'key' from (values
        ('select api.validate_record(null, ''{}'')'),
        ('select api.validate_record(''core.x'', ''{}'')'),
        ('select api.validate_record(''commerce.product'', null)'),
        ('select api.validate_record(''commerce.product'', ''[]'')')
    ) as c (call) $$,
    $$ values ('core.unknown_entity'), ('core.unknown_entity'),
        ('core.invalid_argument'), ('core.invalid_argument') $$,
    'bad input is refused'
);
select is_empty(
    $$ select e.entity, r.record
       from (values ('commerce.product'), ('commerce.variant'), ('commerce.price'),
           ('commerce.publication')) as e (entity)
       cross join lateral (
           select jsonb_build_object(f.name, o.value) as record
           from unnest(array['title', 'category', 'brand', 'attributes', 'variants',
               'starts_at', 'ends_at', 'sku', 'options', 'barcode', 'prices',
               'components', 'weight_grams', 'price_minor', 'id', 'product_id',
               'valid_from', 'amount_minor', 'is_bundle', 'status']) as f (name)
           cross join (values ('1e400'::jsonb), ('"x"'), ('[]'), ('[[1]]'), ('{}'),
               ('{"sku": {}}'), ('[{"sku": []}, {"sku": []}]'), ('true'), ('null'),
               ('-1'), ('[{"sku": "X", "quantity": 1e400}]')) as o (value)
       ) as r
       where tests.refusal(
           format('select api.validate_record(%L, %L)', e.entity, r.record)
       ) is not null $$,
    'no value makes a rule fail'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.validate_record('commerce.product', '{}') $$,
    'PT403', 'core.not_permitted', 'a customer may not ask which SKUs there are'
);

select * from finish();
rollback;
