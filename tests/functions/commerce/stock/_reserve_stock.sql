-- Proves functions/commerce/stock/_reserve_stock.sql.
begin;
select plan(2);

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


select tests.set_clock('2026-10-31T12:00Z');
set local time zone 'America/New_York';
select is(
    commerce._reserve_stock(
        '{"lines": [{"sku": "SHIRT-L", "quantity": 1}], "expires_in": "1 day",
          "allow_partial": false, "strategy": "most_stock"}'
    ) ->> 'expires_at',
    '2026-11-01T07:00:00-05:00', 'a day is 24 hours, also when the clocks change'
);

select * from finish();
rollback;
