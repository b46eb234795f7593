-- Proves functions/commerce/orders/_read_packed.sql.
begin;
select plan(7);

-- Given: a parcel with three small shirts and a large one.
select tests.small_stock();
create temporary table v on commit drop as
select
max(n.id) filter (where n.sku = 'SHIRT-S') as s,
    max(n.id) filter (where n.sku = 'SHIRT-L') as l
    from commerce.variants as n;
create function pg_temp.pack(p_wanted jsonb) returns jsonb language sql as $$
    select commerce._read_packed(1, jsonb_build_object(s, 3, l, 1), p_wanted) from v
$$;

select is(pg_temp.pack('[{"parcel": 1}]'), null, 'a parcel alone is all of it');
select is(pg_temp.pack(null), null, 'and so is nothing');
select is(
    pg_temp.pack('[{"parcel": 1, "sku": "SHIRT-S", "quantity": 1},
        {"parcel": 2, "sku": "SHIRT-L", "quantity": 9},
        {"parcel": 1, "sku": "shirt-s", "quantity": 1}]'),
    (select jsonb_build_object(s, 2) from v), 'pieces of a parcel are summed'
);
select throws_ok(
    $$ select pg_temp.pack('[{"parcel": 1, "sku": "MUG", "quantity": 1}]') $$,
    'PT404', 'commerce.unknown_sku', 'what is not in it is refused'
);
select throws_ok(
    $$ select pg_temp.pack('[{"parcel": 1, "sku": "SHIRT-S"}]') $$,
    'PT422', 'commerce.invalid_lines', 'a piece has a quantity'
);
select throws_ok(
    $$ select pg_temp.pack('[{"parcel": 1, "sku": "SHIRT-S", "quantity": 4}]') $$,
    'PT422', 'commerce.invalid_lines', 'of what is there at most'
);
select throws_ok(
    $$ select pg_temp.pack('[{"parcel": 1, "sku": "SHIRT-S", "quantity": 2},
        {"parcel": 1, "sku": "SHIRT-S", "quantity": 2}]') $$,
    'PT422', 'commerce.invalid_lines', 'also in sum'
);

select * from finish();
rollback;
