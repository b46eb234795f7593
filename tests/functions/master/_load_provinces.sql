-- Proves functions/master/_load_provinces.sql.
begin;
select plan(4);

-- Given: Negros Occidental in Region VI; the next release gives it a new region.
insert into master.regions (psgc_code, name, short_name)
values
('0600000000', 'Region VI (Western Visayas)', 'Region VI'),
('1800000000', 'Negros Island Region (NIR)', 'NIR');
insert into master.provinces (psgc_code, name, region_id, class, population)
select
    '0604500000' as psgc_code,
    'Negros Occidental' as name,
    id as region_id,
    'Prov' as class,
    7 as population
from master.regions
where short_name = 'Region VI';

select is(
    master._load_provinces(
        '[{"psgc_code": "1804500000", "name": "Negros Occidental",
           "region_code": "1800000000"}]'
    ) ->> 'moved',
    '1',
    'a province that changed region is known by its name'
);
select results_eq(
    $$ select p.psgc_code, r.short_name, p.population
       from master.provinces as p
       inner join master.regions as r on p.region_id = r.id $$,
    $$ values ('1804500000', 'NIR', 7::bigint) $$,
    'it has its new code and region, and keeps its population'
);
select is(
    master._load_provinces(
        '[{"psgc_code": "1804500000", "name": "Negros Occidental",
           "region_code": "1800000000"}]'
    ),
    '{"added": 0, "moved": 0, "changed": 0, "retired": 0}',
    'the same release again changes nothing'
);
select throws_ok(
    $$ select master._load_provinces(
        '[{"psgc_code": "1900000000", "name": "Nowhere", "region_code": "9900000000"}]'
    ) $$,
    '23502', null,
    'a province needs a region that is there'
);

select * from finish();
rollback;
