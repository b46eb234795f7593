-- Proves functions/commerce/orders/_read_address.sql.
begin;
select plan(7);

create function pg_temp.refused(p_address jsonb) returns text language sql as $$
    select tests.refusal(format('select commerce._read_address(%L)', p_address))
    ->> 'detail'
$$;
create temporary table a on commit drop as select
    '{"name": "Ada", "street": "1 Main Street", "city": "Manila",
      "country": "PH"}'::jsonb
    as address;

select is(
    commerce._read_address(
        (select a.address from a) || '{"phone": "1", "region": null, "note": "x"}'
    ),
    (select a.address from a) || '{"phone": "1"}',
    'known fields are kept, others are not'
);
select is(pg_temp.refused(null), 'ship_to is missing.', 'an address is needed');
select is(
    pg_temp.refused('[]'), 'ship_to is a JSON array, not an object.', 'as an object'
);
select is(
    pg_temp.refused((select address - 'city' from a)),
    'ship_to.city must have 1 to 200 characters.', 'with a city'
);
select is(
    pg_temp.refused((select address || '{"city": " "}' from a)),
    'ship_to.city must have 1 to 200 characters.', 'that is not blank'
);
select is(
    pg_temp.refused((select address || '{"city": 5}' from a)),
    'ship_to.city is not a text.', 'and is a text'
);
select is(
    pg_temp.refused(
        (select address || jsonb_build_object('phone', repeat('1', 201)) from a)
    ),
    'ship_to.phone must have 0 to 200 characters.', 'a long one is refused'
);

select * from finish();
rollback;
