-- Proves functions/commerce/stock/_reserve_stock.sql.
begin;
select plan(1);

-- Given: the small stock.
select tests.small_stock();

select is(
    commerce._reserve_stock(
        '{"lines": [{"sku": "MUG", "quantity": 5}], "expires_in": "00:10:00",
          "allow_partial": true, "strategy": "most_stock"}'
    ) -> 'lines',
    '[{"sku": "MUG", "location": "SHOP", "quantity": 3}]',
    'a part is held where it is allowed'
);

select * from finish();
rollback;
