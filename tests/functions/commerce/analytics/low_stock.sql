-- Proves functions/commerce/analytics/low_stock.sql.
begin;
select plan(6);

-- Given: the small stock, of which four shirts are sold; three mugs are to be kept.
select tests.small_stock();
select tests.set_clock('2026-01-02Z');
do $$
begin
    perform tests.sell('MUG', 'SHOP', 1, '2026-01-01Z');
    perform tests.sell('SHIRT-S', 'SHOP', 4, '2026-01-01Z');
    perform tests.login_as(tests.user('dan'), 'admin');
    perform commerce.set_stock_limits('MUG', 'SHOP', 3);
    reset role;
end;
$$;

select tests.login_as(tests.user('bob'), 'analyst');
select results_eq(
    $$ select l.sku, l.title, l.free_quantity, l.minimum, l.missing
       from commerce.low_stock('shop') as l where l.as_of = core.now() $$,
    $$ values ('MUG', 'Mug', 2::bigint, 3::bigint, 1::bigint) $$,
    'what is below its minimum; a level at 0 without a minimum is not'
);
select is_empty(
    $$ select from commerce.low_stock('MAIN') $$, 'a location with enough has none'
);
select tests.login_as(tests.user('dan'), 'admin');
do $$ begin perform commerce.set_stock_limits('SHIRT-S', 'SHOP', 1); end; $$;
select is(
    array(select l.sku from commerce.low_stock('SHOP') as l), '{MUG,SHIRT-S}',
    'the most missing come first, then the greatest minimum'
);
reset role;
update commerce.reservations set expires_at = '2026-01-01Z'
where status = 'open';
select tests.login_as(tests.user('bob'), 'analyst');
select is(
    array(select l.sku from commerce.low_stock('SHOP') as l), '{MUG}',
    'what an expired reservation holds is free'
);
select throws_ok(
    $$ select commerce.low_stock('NONE') $$,
    'PT404', 'commerce.unknown_location', 'an unknown location is refused'
);
select tests.login_as(tests.user('cleo'), 'warehouse');
select throws_ok(
    $$ select commerce.low_stock('SHOP') $$,
    'PT403', 'core.not_permitted', 'other users are refused'
);

select * from finish();
rollback;
