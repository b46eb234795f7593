-- Proves functions/master/_read_places.sql.
begin;
select plan(2);

-- Given: one place twice, untidy.
select tests.stage_places(
    '[{"code": "r", "name": "Old"},
      {"code": " r ", "name": "New  name", "country": "zz", "scheme": "OWN",
       "other_names": "A| B  b ||", "population": "5"}]'
);

select results_eq(
    $$ select line, country, scheme, code, level, name, other_names, population
       from master._read_places('pg_temp.staged_places') $$,
    $$ values
        (2::bigint, 'ZZ', 'own', 'r', 1, 'New name', '{A,B b}'::text [], 5::bigint) $$,
    'the last row of a place counts, in normal form'
);
select tests.stage_places('[{"name": "X"}, {"code": "q"}]');
select is(
    (select count(n.line) from master._read_places('pg_temp.staged_places') as n),
    2::bigint,
    'what is missing is null'
);

select * from finish();
rollback;
