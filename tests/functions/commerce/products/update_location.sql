-- Proves functions/commerce/products/update_location.sql.
begin;
select plan(5);

-- Given: the small stock.
select tests.small_stock();
create function pg_temp.id_of(p_title text) returns bigint
language sql as $$ select p.id from commerce.products as p where p.title = p_title $$;
grant execute on function pg_temp.id_of(text) to authenticated;
select tests.login_as(tests.user('dora'), 'admin');
select is(
    api.update_location(
        'shop', kind => 'warehouse', is_active => false, pick_position => 5,
        expected_version => 1
    ),
    '{"code": "SHOP", "name": "Corner shop", "kind": "warehouse", "city": null,
      "position": 5, "is_active": false, "has_full_range": true, "version": 2}'::jsonb,
    'what is named changes'
);
select throws_ok(
    $$ select api.update_location('SHOP', 'N', expected_version => 1) $$,
    'PT409', 'commerce.version_conflict', 'at an older version nothing changes'
);
select throws_ok(
    $$ select api.update_location(null) $$, 'PT404', 'commerce.unknown_location',
    'an unknown one is refused'
);
select throws_ok(
    $$ select api.update_location('SHOP', kind => 'x') $$,
    'PT422', 'commerce.invalid_location', 'and so is bad input'
);
select tests.login_as(tests.user('cleo'), 'buyer');
select throws_ok(
    $$ select api.update_location('SHOP', 'B') $$, 'PT403', 'core.not_permitted',
    'a buyer changes none'
);

select * from finish();
rollback;
