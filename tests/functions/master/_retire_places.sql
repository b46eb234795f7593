-- Proves functions/master/_retire_places.sql.
begin;
select plan(3);

-- Given: two regions, a city, and a region of another scheme.
select tests.add_place('r', 1);
select tests.add_place('s', 1);
select tests.add_place('c', 3, 's');
select tests.add_place('f', 1);
update master.places set scheme = 'fips'
where code = 'f';

select tests.stage_places('[{"code": "r", "name": "R"}]');
select is(
    master._retire_places('pg_temp.staged_places'), 1::bigint,
    'a region that a file of regions lacks is retired'
);
select results_eq(
    $$ select code from master.places where is_retired $$, $$ values ('s') $$,
    'other levels and schemes are not'
);
select is(
    master._retire_places('pg_temp.staged_places'), 0::bigint,
    'once'
);

select * from finish();
rollback;
