-- Proves functions/master/_load_regions.sql.
begin;
select plan(5);

select is(
    master._load_regions(
        '[{"psgc_code": "0100000000", "name": "Region I (Ilocos)", "population": 5}]'
    ),
    '{"added": 1, "moved": 0, "changed": 0, "retired": 0}',
    'an unknown region is added'
);
select is(
    master._load_regions(
        '[{"psgc_code": "0900000000", "name": "Region I (Ilocos Region)"}]'
    ) - 'changed',
    '{"added": 0, "moved": 1, "retired": 0}',
    'a region of the same name whose old code is gone has moved'
);
select results_eq(
    $$ select psgc_code, short_name, population from master.regions $$,
    $$ values ('0900000000', 'Region I', 5::bigint) $$,
    'what a release does not say stays'
);
select is(
    master._load_regions('[]') ->> 'retired', '1',
    'a region that a release dropped is retired'
);
select throws_ok(
    $$ select master._load_regions('[{"psgc_code": "1"}]') $$,
    '23502', null,
    'a region needs a name'
);

select * from finish();
rollback;
