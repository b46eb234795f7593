-- Proves functions/commerce/products/_create_product.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();
select is(
    commerce._create_product('{"title": "T", "sku": "n"}') ->> 'status', 'draft',
    'a draft is stored'
);
update core.validation_rules set is_enabled = false
where entity in ('commerce.product', 'commerce.variant');
select is_empty(
    $$ select s.product
       from (values
           ('{"variants": [{"sku": "M"}]}'), ('{"title": "T", "sku": "MUG"}'),
           ('{"title": "T", "sku": "M", "weight_grams": "x"}'),
           ('{"title": "T", "sku": "M", "price_minor": 1e30}'),
           ('{"title": "T", "sku": "M", "starts_at": "soon"}'),
           ('{"title": "T", "sku": "a b"}'), ('{"title": "T", "sku": "M", "barcode": "1"}')
       ) as s (product)
       where tests.refusal(format('select commerce._create_product(%L)', s.product))
           ->> 'key' is distinct from 'commerce.invalid_product' $$,
    'with the rules off, the tables refuse with the same error'
);

select * from finish();
rollback;
