-- commerce._variant_fields: the fields of a variant that a caller may write.

create or replace function commerce._variant_fields()
    returns text[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
    return array[
        'sku', 'options', 'barcode', 'unit', 'weight_grams', 'length_mm', 'width_mm',
        'height_mm', 'price_minor', 'sale_price_minor', 'prices', 'components'
    ];

grant execute on function commerce._variant_fields() to authenticated, service_role;

comment on function commerce._variant_fields() is
    'The keys of a variant in create_product and update_product.';
