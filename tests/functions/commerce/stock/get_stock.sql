-- Proves functions/commerce/stock/get_stock.sql.
begin;
select plan(7);

-- Given: the small stock.
select tests.small_stock();

select tests.login_as(tests.user('ada'));
select is(
    commerce.get_stock('shirt-s'),
    '{"sku": "SHIRT-S", "unit": "piece", "available": 13, "locations": [
      {"location": "MAIN", "available": 9}, {"location": "SHOP", "available": 4}]}',
    'a customer sees what is available'
);
select throws_ok(
    $$ select commerce.get_stock('MUG') $$, 'PT404', 'commerce.unknown_sku',
    'but not of a draft'
);
select throws_ok(
    $$ select commerce.get_stock('SET') $$, 'PT404', 'commerce.unknown_sku',
    'nor of a bundle that is one'
);
reset role;
select tests.set_clock(now() + interval '1 hour');
select tests.login_as(tests.user('ada'));
select is(
    commerce.get_stock('SHIRT-S') -> 'available', '15',
    'what expired reservations hold is available'
);
select tests.login_as(tests.user('bob'), 'buyer');
select is(
    commerce.get_stock('MUG') - 'locations',
    '{"sku": "MUG", "unit": "piece", "available": 3, "on_hand": 3, "reserved": 0,
      "in_transit": 0}',
    'staff sees drafts and sums'
);
select is(
    commerce.get_stock('SHIRT-S') #> '{locations,0}',
    '{"location": "MAIN", "on_hand": 10, "reserved": 0, "available": 10, "damaged": 0,
      "in_transit": 0, "safety_stock": 0, "backorder_limit": 0}',
    'and every column of a location'
);
select throws_ok(
    $$ select commerce.get_stock('SET') $$, 'PT422', 'commerce.bundle_has_no_stock',
    'a bundle has no stock of its own'
);

select * from finish();
rollback;
