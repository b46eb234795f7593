-- Proves functions/master/_load_cities.sql.
-- Needs: filters.
begin;
select plan(4);

-- Given: the small shop.
select tests.small_shop();

select is(
    master._load_cities(
        '[{"psgc_code": "0702299000", "name": "Municipality Argao",
           "province_code": "0702200000"},
          {"psgc_code": "1380300000", "name": "City of Makati",
           "province_code": "1300000000", "class": "City"}]'
    ),
    '{"added": 1, "moved": 0, "changed": 0, "retired": 1}',
    'another name under another code is another city; the old one is retired'
);
select is(
    master._load_cities(
        '[{"psgc_code": "0702205009", "name": "Argao",
           "province_code": "0702200000"},
          {"psgc_code": "1380300000", "name": "Makati City",
           "province_code": "1300000000", "class": "City"}]'
    ),
    '{"added": 0, "moved": 1, "changed": 2, "retired": 1}',
    'the same name under another code is the same city, and is back'
);
select results_eq(
    $$ select c.psgc_code
       from filters.stores as s
       inner join master.cities as c on s.city_id = c.id
       where s.store_key = 's2' $$,
    $$ values ('0702205009') $$,
    'a store stays in its city when the code moves'
);
select is(
    (
        select name
        from master.cities
        where psgc_code = '1380300000'
    ), 'Makati City',
    'a known code takes the new name'
);

select * from finish();
rollback;
