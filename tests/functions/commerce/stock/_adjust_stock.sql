-- Proves functions/commerce/stock/_adjust_stock.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();

select is(
    commerce._adjust_stock(
        '{"sku": "MUG", "location": "SHOP", "delta": 4, "reason": "found"}'
    ) -> 'on_hand',
    '7', 'pieces come in'
);
select is(
    commerce._adjust_stock(
        '{"sku": "MUG", "location": "SHOP", "delta": -6, "reason": "broken"}'
    ) -> 'on_hand',
    '1', 'and go'
);

select * from finish();
rollback;
