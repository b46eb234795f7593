-- Proves functions/commerce/sync/_local_values.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.values_of(p_entity text, p_external_id text)
returns jsonb
language sql as $$
    select commerce._local_values(jsonb_populate_record(
        null::commerce.sync_records, jsonb_build_object(
            'entity', p_entity, 'external_id', p_external_id, 'local', '{"status": "paid"}'::jsonb,
            'local_id', (select v.id from commerce.variants as v
                         where v.sku = p_external_id)
        )
    ))
$$;

select is(
    pg_temp.values_of('product', 'MUG') - 'price_minor',
    '{"sku": "MUG", "title": "Mug", "description": "", "category": "kitchen",
    "deleted": false}', 'a product'
);
select is(
    pg_temp.values_of('inventory', 'SHIRT-S@MAIN'), '{"on_hand": 10}', 'its stock'
);
select is(pg_temp.values_of('inventory', 'NONE@MAIN'), null, 'an unknown SKU has none');
select is(
    pg_temp.values_of('order', 'O-1'), '{"status": "paid"}',
    'an order has the status that was accepted'
);

select * from finish();
rollback;
