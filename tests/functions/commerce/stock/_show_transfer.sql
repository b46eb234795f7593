-- Proves functions/commerce/stock/_show_transfer.sql.
begin;
select plan(1);

-- Given: the small stock.
select tests.small_stock();

create temporary table t_transfer as
select (commerce._transfer_stock(
    '{"sku": "MUG", "from": "SHOP", "to": "MAIN", "quantity": 1}'
) ->> 'transfer_id')::bigint as id;
select is(
    commerce._show_transfer((select id from t_transfer)) -> 'in_transit', '1',
    'a transfer is shown with what is on its way'
);

select * from finish();
rollback;
