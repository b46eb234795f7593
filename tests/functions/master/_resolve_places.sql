-- Proves functions/master/_resolve_places.sql.
begin;
select plan(3);

-- Given: a region with all that it can have.
select tests.add_place('r', 1);
update master.places set other_names = '{R1}', class = 'Land', population = 9
where code = 'r';
select tests.stage_places(
    '[{"code": "r", "name": "R"}, {"code": "r", "name": "S", "scheme": "fips"},
      {"code": "n", "name": "N", "scheme": "two"}, {"code": "n", "name": "M"},
      {"code": "m", "name": "O", "place_key": "k"},
      {"code": "k", "name": "K"}]'
);
create temporary table resolved as
select n.*
from jsonb_populate_recordset(
    null::master.places,
    master._resolve_places(
        array(
            select p
            from master._read_places('pg_temp.staged_places') as p
        )
    )
) as n;

select results_eq(
    $$ select scheme, code, place_key from pg_temp.resolved
       order by scheme collate "C", code $$,
    $$ values
        ('fips', 'r', 'fips:r'), ('own', 'k', 'own:k'), ('own', 'm', 'k'),
        ('own', 'n', 'n'), ('own', 'r', 'r'), ('two', 'n', 'two:n') $$,
    'a free code is the key of one place; the others have their scheme before it'
);
select results_eq(
    $$ select id is not null, other_names, class, population from pg_temp.resolved
       where (scheme, code) = ('own', 'r') $$,
    $$ values (true, '{R1}'::text [], 'Land', 9::bigint) $$,
    'what a file does not say stays'
);
select is(
    (select count(*) - count(r.id) from pg_temp.resolved as r), 5::bigint,
    'the others are new'
);

select * from finish();
rollback;
