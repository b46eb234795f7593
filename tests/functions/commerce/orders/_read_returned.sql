-- Proves functions/commerce/orders/_read_returned.sql.
begin;
select plan(7);

-- Given: an order of small shirts.
select tests.small_stock();
create temporary table o on commit drop as select tests.place('ada') as id;
create function pg_temp.read(p_fields jsonb) returns jsonb language sql as $$
    select commerce._read_returned(id, jsonb_build_array(
        '{"sku": "shirt-s", "quantity": 1, "location": "main", "state": "on_hand"}'::jsonb
        || p_fields
    )) from o
$$;

select is(
    pg_temp.read('{}'),
    (
        select jsonb_build_array(jsonb_build_object(
            'variant_id', v.id, 'sku', 'SHIRT-S', 'quantity', 1, 'location_id', l.id,
            'location', 'MAIN', 'state', 'on_hand'
        ))
        from commerce.variants as v
        cross join commerce.locations as l
        where v.sku = 'SHIRT-S' and l.code = 'MAIN'
    ),
    'a line gets its ids'
);
select throws_ok(
    $$ select pg_temp.read('{"sku": "SHIRT-L"}') $$, 'PT404', 'commerce.unknown_sku',
    'only pieces of the order come back'
);
select throws_ok(
    $$ select pg_temp.read('{"location": "MOON"}') $$,
    'PT404', 'commerce.unknown_location', 'to a location'
);
select throws_ok(
    $$ select pg_temp.read('{"state": "reserved"}') $$,
    'PT422', 'commerce.invalid_lines', 'on hand or damaged'
);
select throws_ok(
    $$ select pg_temp.read('{"state": null}') $$,
    'PT422', 'commerce.invalid_lines', 'which is said'
);
select throws_ok(
    $$ select pg_temp.read('{"quantity": 0}') $$,
    'PT422', 'commerce.invalid_lines', 'one piece at least'
);
select throws_ok(
    $$ select commerce._read_returned((select o.id from o), '[]') $$,
    'PT422', 'commerce.invalid_lines', 'and one line'
);

select * from finish();
rollback;
