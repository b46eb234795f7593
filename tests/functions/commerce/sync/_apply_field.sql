-- Proves functions/commerce/sync/_apply_field.sql.
begin;
select plan(6);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.apply(
    p_entity text, p_external_id text, p_field text, p_value jsonb
) returns text
language sql as $$
    select commerce._apply_field(
        jsonb_populate_record(null::commerce.sync_records, jsonb_build_object(
            'source', 'pms', 'entity', p_entity, 'external_id', p_external_id,
            'local', '{"status": "paid"}'::jsonb, 'local_id', (
                select v.id from commerce.variants as v where v.sku = p_external_id
            )
        )),
        p_field, p_value
    )
$$;

select is(
    pg_temp.apply('inventory', 'MUG@SHOP', 'on_hand', '1'), null, 'stock is adjusted'
);
select is(
    (select sum(s.on_hand) from commerce.stock_levels as s
     inner join commerce.variants as v on s.variant_id = v.id
     where v.sku = 'MUG'), 1::bigint, 'by the difference'
);
select is(
    pg_temp.apply('inventory', 'MUG@SHOP', 'on_hand', '1'), null,
    'an equal stock is no movement'
);
select is(
    pg_temp.apply('inventory', 'SHIRT-S@SHOP', 'on_hand', '0'),
    'SHIRT-S at SHOP: 0 on hand, 1 reserved, 0 damaged, 0 in transit would remain.',
    'a refusal is a fault'
);
select matches(
    pg_temp.apply('product', 'MUG', 'sku', '"SHIRT-S"'), 'already exists',
    'also that of a constraint'
);
select is(
    pg_temp.apply('order', 'O-1', 'status', '"shipped"'), null, 'an order goes on'
);

select * from finish();
rollback;
