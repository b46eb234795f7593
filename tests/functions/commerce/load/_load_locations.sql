-- Proves functions/commerce/load/_load_locations.sql.
begin;
select plan(3);

-- Given: a staged history, and one store in a known city.
select tests.staged_history();
create temporary table loaded as
select master.load_psgc(
    '{"regions": [{"psgc_code": "0700000000", "name": "Visayas"}],
      "provinces": [{"psgc_code": "0702200000", "name": "Cebu",
        "region_code": "0700000000"}],
      "cities": [{"psgc_code": "0702217000", "name": "Cebu City",
        "province_code": "0702200000"}]}'
) as done;
update pg_temp.staged_lines
set city_code = '0702217000'
where store = '8';

select is(
    commerce._load_locations('pg_temp.staged_lines'), 2::bigint,
    'each store becomes a location'
);
select results_eq(
    $$ select l.code, l.name, l.kind, l.has_full_range, c.place_key
       from commerce.locations as l
       left join master.places as c on l.place_id = c.id
       where l.code like 'STORE-%'
       order by l.code $$,
    $$ values
        ('STORE-7', 'Store 7', 'store', false, null),
        ('STORE-8', 'Store 8', 'store', false, '0702217000') $$,
    'in its city, without the full range'
);
select is(
    commerce._load_locations('pg_temp.staged_lines'), 0::bigint,
    'a second load makes none'
);

select * from finish();
rollback;
