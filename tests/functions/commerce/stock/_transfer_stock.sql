-- Proves functions/commerce/stock/_transfer_stock.sql.
begin;
select plan(2);

-- Given: the small stock.
select tests.small_stock();

select is(
    commerce._transfer_stock(
        '{"sku": "MUG", "from": "SHOP", "to": "MAIN", "quantity": 2, "reference": "r"}'
    ) - 'transfer_id' - 'sent_at',
    '{"sku": "MUG", "from_location": "SHOP", "to_location": "MAIN", "quantity": 2,
      "received": 0, "lost": 0, "in_transit": 2, "reference": "r", "ended_at": null}',
    'pieces are on their way'
);
select throws_ok(
    $$ select commerce._transfer_stock(
        '{"sku": "MUG", "from": "SHOP", "to": "shop", "quantity": 1}') $$,
    'PT422', 'core.invalid_argument', 'not from a location to itself'
);

select * from finish();
rollback;
