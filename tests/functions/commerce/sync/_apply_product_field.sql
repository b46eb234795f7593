-- Proves functions/commerce/sync/_apply_product_field.sql.
begin;
select plan(13);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.apply(p_sku text, p_field text, p_value jsonb) returns jsonb
language plpgsql as $$
declare
    v_id constant bigint := (select v.id from commerce.variants as v where v.sku = p_sku);
begin
    perform commerce._apply_product_field(v_id, p_field, p_value);
    return commerce._local_values(r) -> p_field
    from (select (jsonb_populate_record(null::commerce.sync_records, jsonb_build_object(
        'entity', 'product', 'local_id', v_id
    ))).*) as r;
end;
$$;

select is(pg_temp.apply('SET', t.field, t.value), t.value, t.field || ' is set')
from (
    values
    ('title', '"New"'::jsonb), ('description', '"D"'), ('category', '"kitchen"'),
    ('category', 'null'), ('price_minor', '5'), ('deleted', 'true')
) as t (field, value);
select is(pg_temp.apply('MUG', 'sku', '"MUG-1"'), '"MUG-1"', 'sku is set');
select throws_ok(
    $$ select pg_temp.apply('MUG-1', 'category', '"none"') $$,
    'PT422', 'commerce.invalid_product', 'an unknown category is refused'
);
select throws_ok(
    $$ select pg_temp.apply('MUG-1', 'deleted', 'true') $$,
    'PT409', 'commerce.product_in_use', 'a product with stock is not deleted'
);
select throws_ok(
    $$ select pg_temp.apply('SHIRT-S', 'category', '"kitchen"') $$,
    'PT422', 'commerce.invalid_product', 'a published product keeps its category'
);
select throws_ok(
    $$ select pg_temp.apply('MUG-1', 'title', '" Mug "') $$,
    'PT422', 'commerce.invalid_product', 'a title that would not be kept is refused'
);
select throws_ok(
    $$ select pg_temp.apply('SHIRT-S', 'price_minor', 'null') $$,
    'PT422', 'commerce.invalid_product', 'a published product keeps its price'
);
select is(
    pg_temp.apply('MUG-1', 'price_minor', 'null'), 'null', 'a draft need not have one'
);

select * from finish();
rollback;
