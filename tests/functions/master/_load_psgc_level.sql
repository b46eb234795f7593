-- Proves functions/master/_load_psgc_level.sql.
-- Needs: filters.
begin;
select plan(13);

-- Given: Negros Occidental in Region VI; the next release gives it a new region.
create temporary table loaded as
select
    master._load_psgc_level(
        1, '[{"psgc_code": "0100000000", "name": "Region I (Ilocos)", "population": 5},
             {"psgc_code": "0600000000", "name": "Region VI (Western Visayas)"},
             {"psgc_code": "1800000000", "name": "Negros Island Region (NIR)"}]'
    ) as regions,
    null::jsonb as provinces;
update pg_temp.loaded set provinces = master._load_psgc_level(
    2, '[{"psgc_code": "0604500000", "name": "Negros Occidental", "population": 7,
          "region_code": "0600000000"}]'
)
where true;

select is(
    (select l.regions from pg_temp.loaded as l),
    '{"added": 3, "moved": 0, "changed": 0, "retired": 0}',
    'an unknown region is added'
);
select is(
    master._load_psgc_level(
        2, '[{"psgc_code": "1804500000", "name": "Negros Occidental",
              "region_code": "1800000000"}]'
    ) ->> 'moved',
    '1',
    'a province that changed region is known by its name'
);
select results_eq(
    $$ select p.code, p.place_key, r.place_key, p.population
       from master.places as p
       inner join master.places as r on p.parent_id = r.id
       where p.level = 2 $$,
    $$ values ('1804500000', '1804500000', 'NIR', 7::bigint) $$,
    'it has its new code and region, and keeps its population'
);
select is(
    master._load_psgc_level(
        2, '[{"psgc_code": "1804500000", "name": "Negros Occidental",
              "region_code": "1800000000"}]'
    ),
    '{"added": 0, "moved": 0, "changed": 0, "retired": 0}',
    'the same release again changes nothing'
);
select throws_ok(
    $$ select master._load_psgc_level(
        2, '[{"psgc_code": "1900000000", "name": "Nowhere", "region_code": "9900000000"}]'
    ) $$,
    'PT422', 'master.invalid_release',
    'a province needs a region that is there'
);
select is(
    master._load_psgc_level(
        1, '[{"psgc_code": "0900000000", "name": "Region I (Ilocos Region)"}]'
    ) - 'changed',
    '{"added": 0, "moved": 1, "retired": 2}',
    'a region of the same name whose old code is gone has moved; others are retired'
);
select results_eq(
    $$ select code, place_key, population from master.places
       where level = 1 and not is_retired $$,
    $$ values ('0900000000', 'Region I', 5::bigint) $$,
    'what a release does not say stays'
);
select is(
    master._load_psgc_level(1, '[]') ->> 'retired', '1',
    'a region that a release dropped is retired'
);
select throws_ok(
    $$ select master._load_psgc_level(1, '[{"psgc_code": "0100000000"}]') $$,
    '23502', null,
    'a region needs a name'
);

-- Given: the small shop.
select tests.small_shop();

select is(
    master._load_psgc_level(
        3, '[{"psgc_code": "0702299000", "name": "Municipality Argao",
              "province_code": "0702200000"},
             {"psgc_code": "1380300000", "name": "City of Makati",
              "province_code": "1300000000", "class": "City"}]'
    ),
    '{"added": 1, "moved": 0, "changed": 0, "retired": 1}',
    'another name under another code is another city; the old one is retired'
);
select is(
    master._load_psgc_level(
        3, '[{"psgc_code": "0702205009", "name": "Argao",
              "province_code": "0702200000"},
             {"psgc_code": "1380300000", "name": "Makati City",
              "province_code": "1300000000", "class": "City"}]'
    ),
    '{"added": 0, "moved": 1, "changed": 2, "retired": 1}',
    'the same name under another code is the same city, and is back'
);
select results_eq(
    $$ select c.code
       from filters.stores as s
       inner join master.places as c on s.place_id = c.id
       where s.store_key = 's2' $$,
    $$ values ('0702205009') $$,
    'a store stays in its city when the code moves'
);
select is(
    (
        select name
        from master.places
        where code = '1380300000'
    ), 'Makati City',
    'a known code takes the new name'
);

select * from finish();
rollback;
