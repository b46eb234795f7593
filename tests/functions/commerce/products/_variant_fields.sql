-- Proves functions/commerce/products/_variant_fields.sql.
begin;
select plan(1);

-- Given: the small stock.
select tests.small_stock();
select ok(
    commerce._variant_fields() @> '{sku,price_minor,components}'
    and not 'version' = any(commerce._variant_fields()),
    'what callers write of a variant'
);

select * from finish();
rollback;
