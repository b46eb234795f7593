-- Proves functions/commerce/stock/_receive_transfer.sql.
begin;
select plan(1);

-- Given: five shirts on their way to the shop.
select tests.small_stock();

create temporary table t_transfer as
select (commerce._transfer_stock(
    '{"sku": "SHIRT-S", "from": "MAIN", "to": "SHOP", "quantity": 5}'
) ->> 'transfer_id')::bigint as id;
grant select on t_transfer to authenticated;

select is(
    commerce._receive_transfer(jsonb_build_object(
        'transfer_id', (select id from t_transfer), 'quantity', 5, 'is_last', false
    )) -> 'in_transit',
    '0', 'all of it arrives'
);

select * from finish();
rollback;
