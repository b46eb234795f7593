-- tests.busy_stock: on the small stock, one of each thing that commerce lists: vendors,
-- proposals, purchase orders, a transfer, stock takes, images, a conflict with the PMS,
-- and orders of a user who has bought before.
--
-- The role of the caller stays.

create or replace function tests.busy_stock(p_user_id uuid)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_address constant jsonb :=
        '{"name": "Ada", "street": "1 Main Street", "city": "Manila", "country": "PH"}';
    v_role constant text := current_setting('role');
    v_claims constant text := coalesce(current_setting('request.jwt.claims', true), '');
    v_cleo constant uuid := tests.user('cleo');
    v_id bigint;
begin
    perform tests.login_as(p_user_id);
    perform commerce.reserve_stock('[{"sku": "SHIRT-L", "quantity": 2}]');
    perform commerce.place_order('[{"sku": "SHIRT-L", "quantity": 1}]', c_address);
    v_id := commerce.place_order(
        '[{"sku": "SHIRT-L", "quantity": 1}]', c_address
    ) ->> 'order_id';

    perform tests.login_as(v_cleo, 'warehouse');
    perform commerce.open_stock_take('MAIN');
    perform commerce.count_stock(1, '[{"sku": "SHIRT-S", "counted": 9}]');
    perform commerce.open_stock_take('SHOP');
    perform commerce.count_stock(2, '[{"sku": "MUG", "counted": 2}]');
    perform commerce.submit_stock_take(2);
    perform commerce.transfer_stock('SHIRT-L', 'MAIN', 'SHOP', 5, 'van 7');
    perform commerce.record_sales(jsonb_build_array(jsonb_build_object(
        'sku', 'SHIRT-L', 'location', 'MAIN', 'quantity', 2, 'amount_minor', 20004,
        'sold_at', core.now(), 'reference', 'receipt-1'
    )));

    perform tests.login_as(v_cleo, 'admin');
    perform commerce.pay_order(
        v_id, (
            select jsonb_build_object('amount_minor', o.total_minor, 'method', 'card')
            from commerce.orders as o
            where o.id = v_id
        )
    );
    perform commerce.cancel_order(v_id, 'Ordered twice.');
    perform commerce.create_location(
        'DEPOT', 'Depot', 'warehouse', p_has_full_range => false
    );
    perform commerce.delete_product(
        (
            commerce.create_product('{"title": "Teapot", "sku": "POT-1"}') ->> 'id'
        )::bigint
    );

    perform
        set_config('role', 'none', true),
        set_config('request.jwt.claims', '', true);
    perform tests.small_purchases();
    perform tests.propose('MAIN'), tests.propose('SHOP');
    perform tests.purchase();
    v_id := tests.purchase();
    update commerce.purchase_orders
    set status = 'failed', fault = 'The vendor answered 503.'
    where id = v_id;

    perform tests.add_image('Shirt', 'one');
    perform tests.add_image('Shirt', 'two', 1);
    perform tests.add_image('Mug', 'three');
    perform commerce.register_media(1, '{"type": "image/png", "media_id": 1}');
    perform commerce.record_upload(
        1, 3, '{"fault": "corrupt", "detail": "The file ends early."}'
    );
    perform commerce.register_media(1, '{"type": "image/png", "media_id": 1}');
    perform commerce.record_signed_upload(1, 4, jsonb_build_object(
        'method', 'PUT', 'url', 'https://storage.example/incoming/1', 'headers',
        '{"Content-Type": "image/png"}'::jsonb, 'fields', '{}'::jsonb, 'expires_at',
        core.now() + interval '1 hour'
    ));

    perform commerce.collect_sync_records('pms', null, 100);
    perform commerce.push_pms_changes(
        tests.pms_change('product', 'MUG', 3, '{"price_minor": 5}')
        || tests.pms_change('inventory', 'SHIRT-S@MAIN', 1, '{"on_hand": 0}')
    );
    insert into commerce.sync_runs (
        source, kind, status, counts, started_at, finished_at
    )
    values ('pms', 'full', 'succeeded', '{"pages": 2}', core.now(), core.now());
    perform
        set_config('role', v_role, true),
        set_config('request.jwt.claims', v_claims, true);
end;
$$;
