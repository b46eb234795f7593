-- Proves functions/commerce/products/_show_variant.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();
select is(
    (
        select commerce._show_variant(v.id) - 'id' - 'prices'
            - 'price_minor'
        from commerce.variants as v
        where v.sku = 'SET'
    ),
    '{"sku": "SET", "options": {}, "barcode": null, "unit": "piece", "version": 1,
      "weight_grams": null, "length_mm": null, "width_mm": null, "height_mm": null,
      "is_bundle": true, "sale_price_minor": null, "components": [
          {"sku": "MUG", "quantity": 2}, {"sku": "SHIRT-L", "quantity": 1}]}'::jsonb,
    'a variant with its components'
);
select tests.login_as(tests.user('ada'));
select is(
    (
        select commerce._show_variant(v.id)
        from commerce.variants as v
        where v.sku = 'MUG'
    ),
    null, 'a customer sees nothing of a draft'
);

select * from finish();
rollback;
